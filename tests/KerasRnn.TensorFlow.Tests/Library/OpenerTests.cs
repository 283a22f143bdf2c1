using System.Runtime.InteropServices;
using KerasRnn.TensorFlow.Library;

namespace KerasRnn.TensorFlow.Tests.Library;

public sealed class OpenerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-tensorflow-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_text_file_named_like_the_library_is_told_as_what_it_is()
    {
        string file = Path.Combine(folder, "libtensorflow.so.2");
        File.WriteAllText(file, "This is not a library, whatever its name says.");
        Assert.Equal($"{file} is not a shared library of this system", LibraryOpener.Open(file).Reason);
        string sentence = Assert.Throws<FileNotFoundException>(() => LibraryChoice.Choose(new LibraryFinder(LibraryHost.Current).Places(folder), LibraryOpener.Open)).Message;
        Assert.StartsWith(
            $"TensorFlowEngine expects TensorFlow's C library; looked for it in the path given ({folder}): {file} is not a shared library of this system. Get it", sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_no_library()
    {
        string file = Path.Combine(folder, "libtensorflow.so.2");
        File.WriteAllText(file, "");
        Assert.Equal($"{file} is not a shared library of this system", LibraryOpener.Open(file).Reason);
    }

    [Fact]
    public void A_library_for_another_processor_is_told_as_what_it_is()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux libraries are told apart by their first bytes.");
        string file = Path.Combine(folder, "libtensorflow.so.2");
        byte[] head = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0xB7, 0, 1, 0, 0, 0];
        File.WriteAllBytes(file, head);
        Assert.Equal($"{file} is for Arm64 and this process is X64", LibraryOpener.WhyNotNative(file, Architecture.X64));
        Assert.Null(LibraryOpener.WhyNotNative(file, Architecture.Arm64));
    }

    [Fact]
    public void Another_library_by_its_name_is_told_by_what_it_lacks()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/lib/x86_64-linux-gnu/libm.so.6")) Assert.Skip("There is no libm at its usual place.");
        Assert.EndsWith("is a library without TF_Version", LibraryOpener.Open("/lib/x86_64-linux-gnu/libm.so.6").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.21.0", null)]
    [InlineData("2.10.1", null)]
    [InlineData("2.22.0-rc1", null)]
    [InlineData("1.15.5", "x is TensorFlow 1.15.5, and 2.10 or a later 2.x is needed")]
    [InlineData("2.9.3", "x is TensorFlow 2.9.3, and 2.10 or a later 2.x is needed")]
    [InlineData("3.0.0", "x is TensorFlow 3.0.0, and 2.10 or a later 2.x is needed")]
    [InlineData("", "x is TensorFlow , and 2.10 or a later 2.x is needed")]
    public void Versions_are_judged(string version, string? reason) => Assert.Equal(reason, LibraryOpener.WhyNotVersion("x", version));

    [Fact]
    public void The_loaded_library_says_what_it_is_and_another_cannot_be_loaded_beside_it()
    {
        TensorFlowLibrary library = Installed.Engine().Library;
        Assert.True(library.Place.IsTaken);
        Assert.StartsWith("2.", library.Version, StringComparison.Ordinal);
        Assert.Contains("CPU:0", TensorFlowLibrary.Devices());
        Assert.Equal(
            $"TensorFlow is loaded from {library.Path} for the whole process; {folder} cannot be used as well. Start another process for it.",
            Assert.Throws<InvalidOperationException>(() => new TensorFlowEngine(folder)).Message);
        Assert.Same(library, new TensorFlowEngine(library.Path, Installed.Engine().Threads).Library);
    }
}
