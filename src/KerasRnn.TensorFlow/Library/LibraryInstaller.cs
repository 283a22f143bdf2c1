using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace KerasRnn.TensorFlow.Library;

/// <summary>Unpacks the library files of an archive, and nothing else of it, into a folder of the cache.</summary>
[StackTraceHidden]
internal sealed partial class LibraryInstaller(LibraryHost host)
{
    /// <summary>Unpacks an archive and returns the folder. What was there is replaced when everything has been unpacked.</summary>
    public string Install(string file)
    {
        if (!host.FileExists(file)) throw Throw.Missing($"kerasrnn tensorflow install expects an archive of libtensorflow or a wheel; there is no file {file}.");
        string version = VersionPattern().Match(Path.GetFileName(file)) is { Success: true } match ? match.Value : "0.0";
        string folder = Path.Combine(host.CacheFolder, "tensorflow-" + version), unpacked = folder + $".{Environment.ProcessId}.new";
        Directory.CreateDirectory(unpacked);
        try
        {
            int count = 0;
            foreach ((string name, Action<string> write) in Entries(file))
            {
                // Only the last part of a name counts: an archive cannot write anywhere else.
                string plain = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
                if (!LibraryPattern().IsMatch(plain)) continue;
                write(Path.Combine(unpacked, plain));
                count++;
            }

            LibraryFinder finder = new(host);
            if (count == 0 || !finder.Names.Any(name => File.Exists(Path.Combine(unpacked, name))))
            {
                throw Throw.Format($"{file} expects one of {string.Join(", ", finder.Names)} inside; it has none. Take an archive of libtensorflow, or a wheel of tensorflow or tensorflow-cpu, for this system.");
            }

            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(unpacked, folder);
            return folder;
        }
        catch (InvalidDataException e)
        {
            throw Throw.Format($"{file} is not a complete .tar.gz, .zip or .whl: {e.Message.TrimEnd('.')}. Download it again.");
        }
        finally
        {
            if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Action<string> Write)> Entries(string file) =>
        file.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? Tar(file)
        : file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".whl", StringComparison.OrdinalIgnoreCase) ? Zip(file)
        : throw Throw.Format($"kerasrnn tensorflow install expects a .tar.gz, .zip or .whl; got {file}.");

    private static IEnumerable<(string, Action<string>)> Zip(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        foreach (ZipArchiveEntry entry in archive.Entries) yield return (entry.FullName, path => entry.ExtractToFile(path));
    }

    private static IEnumerable<(string, Action<string>)> Tar(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using GZipStream unzipped = new(stream, CompressionMode.Decompress);
        using TarReader reader = new(unzipped);
        while (reader.GetNextEntry() is TarEntry entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile) yield return (entry.Name, path => entry.ExtractToFile(path, overwrite: false));

            // libtensorflow.so -> libtensorflow.so.2 -> libtensorflow.so.2.18.0: links within the folder.
            else if (entry.EntryType == TarEntryType.SymbolicLink && !entry.LinkName.AsSpan().ContainsAny('/', '\\')) yield return (entry.Name, path => File.CreateSymbolicLink(path, entry.LinkName));
        }
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(libtensorflow(_cc|_framework)?(\.so(\.[\d.]+)?|(\.[\d.]+)?\.dylib)|tensorflow\.dll|_pywrap_tensorflow_common\.dll)$")]
    private static partial Regex LibraryPattern();
}
