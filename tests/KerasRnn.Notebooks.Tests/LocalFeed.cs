using System.IO.Compression;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KerasRnn.Notebooks.Tests;

/// <summary>
/// A temporary NuGet feed with the libraries just built, under a version that no earlier run used: a package cache never answers with an older build. It takes the version out of the cache afterwards.
/// </summary>
internal sealed partial class LocalFeed : IDisposable
{
    private static readonly string[] Rooms = ["KerasRnn", "KerasRnn.Trajectories", "KerasRnn.Experiments", "KerasRnn.TensorFlow"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kerasrnn-feed-");

    public LocalFeed()
    {
        Version = $"0.1.0-run.{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray())[..16]}x";
        foreach (var room in Rooms) Pack(room);
    }

    public string Folder => folder.FullName;

    public string Version { get; }

    /// <summary>Stored notebooks name the package as a person would; here the version just built is meant.</summary>
    public string Name(string code) => PackageLine().IsMatch(code)
        ? $"#i \"nuget: {Folder}\"\n" + PackageLine().Replace(code, m => $"#r \"nuget: {m.Groups[1].Value}, {Version}\"")
        : code;

    public void Dispose()
    {
        folder.Delete(recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var room in Rooms)
        {
            var restored = Path.Combine(cache, room.ToLowerInvariant(), Version);
            // On Windows what is loaded cannot be deleted; it then stays in the cache, where nothing asks for it again.
            if (Directory.Exists(restored) && !OperatingSystem.IsWindows()) Directory.Delete(restored, recursive: true);
        }
    }

    // What dotnet pack writes, without building everything again under another version.
    private void Pack(string room)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", room, room + ".csproj"));
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(p => (string)p.Attribute("Include")!, p => (string)p.Attribute("Version")!);
        var dependencies = project.Descendants("ProjectReference").Select(r => (Id: Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!), Version))
            .Concat(project.Descendants("PackageReference").Where(r => r.Attribute("Condition") is null).Select(r => (Id: (string)r.Attribute("Include")!, Version: central[(string)r.Attribute("Include")!])));
        using var archive = ZipFile.Open(Path.Combine(Folder, $"{room}.{Version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(archive.CreateEntry(room + ".nuspec").Open()))
            nuspec.Write($"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>{room}</id><version>{Version}</version><authors>KerasRnn</authors><description>{SecurityElement.Escape(project.Descendants("Description").Single().Value)}</description>
                <dependencies><group targetFramework="net10.0">{string.Concat(dependencies.Select(d => $"<dependency id=\"{d.Id}\" version=\"{d.Version}\"/>"))}</group></dependencies>
                </metadata></package>
                """);
        var output = Path.Combine(Repository.Root, "src", room, "bin", Repository.Configuration, "net10.0", room + ".dll");
        archive.CreateEntryFromFile(output, $"lib/net10.0/{room}.dll");
    }

    [GeneratedRegex("""#r "nuget: (KerasRnn[A-Za-z.]*)" *""")]
    private static partial Regex PackageLine();
}
