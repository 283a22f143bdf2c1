using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KerasRnn.TensorFlow.Library;
using KerasRnn.TensorFlow.Lowering;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow;

/// <summary>
/// TensorFlow's C library in this process. KerasRnn does not bring it; it is looked for in this order: a path given in code; the variable
/// KERASRNN_TENSORFLOW (file or folder); beside the application and in runtimes/RID/native; the cache folder that <see cref="Install"/> fills; the
/// active Python environment; the system.
/// </summary>
/// <example><code>
/// foreach (LibraryPlace place in TensorFlowLibrary.Search()) Console.WriteLine(place);
/// TensorFlowLibrary library = TensorFlowLibrary.Load();
/// Console.WriteLine($"{library.Version}: {string.Join(", ", TensorFlowLibrary.Devices())}");
/// </code></example>
public sealed class TensorFlowLibrary
{
    private static readonly Lock Gate = new();
    private static TensorFlowLibrary? loaded;
    private static nint handle;

    private TensorFlowLibrary(LibraryPlace place, string path, string version)
    {
        Place = place;
        Path = path;
        Version = version;
    }

    /// <summary>Where it was found.</summary>
    public LibraryPlace Place { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Its version, 2.21.0.</summary>
    public string Version { get; }

    /// <summary>Where the library is looked for and what is there, without loading anything.</summary>
    /// <param name="path">A file or folder to look at alone; by default all places.</param>
    public static IReadOnlyList<LibraryPlace> Search(string? path = null) => new LibraryFinder(LibraryHost.Current).Places(path);

    /// <summary>Finds the library and loads it; once for the process.</summary>
    /// <param name="path">A file or folder; by default all places are looked into.</param>
    /// <exception cref="FileNotFoundException">None can be used; the message says what was looked for and how to get one.</exception>
    /// <exception cref="InvalidOperationException">Another library is loaded already.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor lacks AVX, without which TensorFlow crashes.</exception>
    public static TensorFlowLibrary Load(string? path = null)
    {
        lock (Gate)
        {
            if (loaded is not null)
            {
                return path is null || Search(path).Any(place => place.Files.Contains(loaded.Path))
                    ? loaded
                    : throw Throw.Operation($"TensorFlow is loaded from {loaded.Path} for the whole process; {path} cannot be used as well. Start another process for it.");
            }

            if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !Avx.IsSupported)
            {
                throw Throw.Platform("TensorFlow needs a processor with AVX; this one has none. SimdEngine runs everywhere.");
            }

            (LibraryPlace place, string file, string version, handle) =
                NativeEnvironment.Quietly(() => LibraryChoice.Choose(Search(path), LibraryOpener.Open));
            NativeLibrary.SetDllImportResolver(typeof(TensorFlowLibrary).Assembly, static (name, _, _) => name == NativeMethods.Library ? handle : 0);
            return loaded = new TensorFlowLibrary(place, file, version);
        }
    }

    /// <summary>The devices that TensorFlow can use (it is loaded for it), as <see cref="TensorFlowEngine.Device"/> takes them: CPU:0.</summary>
    public static IReadOnlyList<string> Devices()
    {
        using GraphSession session = new TensorFlowEngine().OpenSession();
        return [.. session.Devices.Select(name => name[(name.LastIndexOf("device:", StringComparison.Ordinal) + 7)..])];
    }

    /// <summary>Unpacks the library from TensorFlow's own archive (libtensorflow-...tar.gz or .zip) or a Python wheel (.whl) into the cache folder.</summary>
    /// <param name="file">The archive.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is no such archive, or has no library inside.</exception>
    public static string Install(string file) => new LibraryInstaller(LibraryHost.Current).Install(file);

    /// <summary>Version and file.</summary>
    public override string ToString() => $"TensorFlow {Version} ({Path})";
}
