using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using KerasRnn.TensorFlow.Library;

namespace KerasRnn.TensorFlow.Tests.Library;

public sealed class InstallerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-install-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_tensorflow_archive_leaves_its_libraries_and_nothing_else_in_the_cache_folder()
    {
        string archive = Path.Combine(folder, "libtensorflow-cpu-linux-x86_64-2.18.1.tar.gz");
        using (TarWriter writer = new(new GZipStream(File.Create(archive), CompressionLevel.Fastest)))
        {
            Add(writer, "./lib/libtensorflow.so.2.18.1", "the library");
            Add(writer, "./lib/../../../libtensorflow_framework.so.2", "the framework");
            Add(writer, "./include/tensorflow/c/c_api.h", "a header");
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "./lib/libtensorflow.so.2") { LinkName = "libtensorflow.so.2.18.1" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "./lib/libtensorflow.so") { LinkName = "/etc/passwd" });
        }

        string installed = Installer().Install(archive);
        Assert.Equal(Path.Combine(folder, "cache", "kerasrnn", "tensorflow-2.18.1"), installed);
        Assert.Equal(
            ["libtensorflow.so.2", "libtensorflow.so.2.18.1", "libtensorflow_framework.so.2"],
            Directory.GetFiles(installed).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal("the library", File.ReadAllText(Path.Combine(installed, "libtensorflow.so.2")));
        Assert.Equal([Path.Combine(installed, "libtensorflow.so.2")], new LibraryFinder(Host()).Places()[2].Files);
    }

    [Fact]
    public void A_wheel_is_an_archive_too_and_replaces_what_was_there()
    {
        string wheel = Path.Combine(folder, "tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl");
        using (ZipArchive zip = ZipFile.Open(wheel, ZipArchiveMode.Create))
        {
            foreach (string name in (string[])["tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2", "tensorflow/__init__.py"])
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(name);
            }
        }

        string installed = Installer().Install(wheel);
        File.WriteAllText(Path.Combine(installed, "stray"), "");
        Assert.Equal(installed, Installer().Install(wheel));
        Assert.Equal(["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"], Directory.GetFiles(installed).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_no_archive_of_the_library_is_refused_and_leaves_nothing()
    {
        string empty = Path.Combine(folder, "other-1.2.3.zip"), broken = Path.Combine(folder, "broken-1.2.3.whl"), odd = Path.Combine(folder, "odd.rar");
        using (ZipArchive zip = ZipFile.Open(empty, ZipArchiveMode.Create)) zip.CreateEntry("readme.txt");
        File.WriteAllText(broken, "no zip");
        File.WriteAllText(odd, "");
        Assert.Equal(
            $"{empty} expects one of libtensorflow_cc.so.2, libtensorflow.so.2, libtensorflow.so inside; it has none. Take an archive of libtensorflow, or a wheel of tensorflow or tensorflow-cpu, for this system.",
            Assert.Throws<FormatException>(() => Installer().Install(empty)).Message);
        Assert.StartsWith($"{broken} is not a complete .tar.gz, .zip or .whl: ", Assert.Throws<FormatException>(() => Installer().Install(broken)).Message, StringComparison.Ordinal);
        Assert.Equal($"kerasrnn tensorflow install expects a .tar.gz, .zip or .whl; got {odd}.", Assert.Throws<FormatException>(() => Installer().Install(odd)).Message);
        Assert.Equal(
            "kerasrnn tensorflow install expects an archive of libtensorflow or a wheel; there is no file gone.whl.",
            Assert.Throws<FileNotFoundException>(() => Installer().Install("gone.whl")).Message);
        Assert.Empty(Directory.GetDirectories(Host().CacheFolder));
    }

    private LibraryInstaller Installer() => new(Host());

    private LibraryHost Host() => LibraryHost.Current with
    {
        System = OSPlatform.Linux,
        Variable = name => name == "XDG_CACHE_HOME" ? Path.Combine(folder, "cache") : null,
    };

    private static void Add(TarWriter writer, string name, string text) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
}
