using System.Runtime.InteropServices;

namespace KerasRnn.TensorFlow.Library;

/// <summary>What the search for the library sees of the machine; tests give another one.</summary>
internal sealed record LibraryHost
{
    /// <summary>This machine.</summary>
    public static LibraryHost Current { get; } = new();

    public OSPlatform System { get; init; } =
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    public Architecture Architecture { get; init; } = RuntimeInformation.ProcessArchitecture;

    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public Func<string, bool> FileExists { get; init; } = File.Exists;

    public Func<string, bool> FolderExists { get; init; } = Directory.Exists;

    /// <summary>The folders in a folder whose names match a pattern; none if it does not exist.</summary>
    public Func<string, string, IReadOnlyList<string>> Folders { get; init; } = static (folder, pattern) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];

    /// <summary>The runtime identifier that native files are packed under.</summary>
    public string RuntimeIdentifier =>
        (System == OSPlatform.Windows ? "win" : System == OSPlatform.OSX ? "osx" : "linux") + "-" + Architecture.ToString().ToLowerInvariant();

    /// <summary>Where <c>kerasrnn tensorflow install</c> unpacks to.</summary>
    public string CacheFolder => Path.Combine(
        Variable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
        : System == OSPlatform.Windows && Variable("LOCALAPPDATA") is { Length: > 0 } local ? local
        : Path.Combine(Home, ".cache"),
        "kerasrnn");
}
