namespace KerasRnn.Tests;

/// <summary>Where the repository lies. A deterministic build maps source paths away, so it is found from where the test runs.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KerasRnn.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("KerasRnn.sln is in no folder above the tests.");
    }
}
