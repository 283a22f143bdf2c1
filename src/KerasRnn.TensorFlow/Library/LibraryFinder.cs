using System.Runtime.InteropServices;

namespace KerasRnn.TensorFlow.Library;

/// <summary>
/// Where TensorFlow's library is looked for, in this order: a path given in code; KERASRNN_TENSORFLOW; beside the application; the cache folder
/// of <c>kerasrnn tensorflow install</c>; the active Python environment; the system. A path that was given is the only place: nothing falls back
/// silently.
/// </summary>
internal sealed class LibraryFinder(LibraryHost host)
{
    public const string Variable = "KERASRNN_TENSORFLOW";

    /// <summary>The names of the library, best first: a wheel's, TensorFlow's own archive's, a package's.</summary>
    public IReadOnlyList<string> Names =>
        host.System == OSPlatform.Windows ? ["tensorflow.dll", "_pywrap_tensorflow_common.dll"]
        : host.System == OSPlatform.OSX ? ["libtensorflow_cc.2.dylib", "libtensorflow.2.dylib", "libtensorflow.dylib"]
        : ["libtensorflow_cc.so.2", "libtensorflow.so.2", "libtensorflow.so"];

    /// <summary>The places, each with the files that are there.</summary>
    /// <param name="path">The path given in code, or null.</param>
    public IReadOnlyList<LibraryPlace> Places(string? path = null)
    {
        if (path is not null) return [Named("the path given", path)];
        if (host.Variable(Variable) is { Length: > 0 } set) return [Named(Variable, set)];
        return
        [
            new(Variable, "", []) { Reason = "not set" },
            In("beside the application", [host.BaseDirectory, Path.Combine(host.BaseDirectory, "runtimes", host.RuntimeIdentifier, "native")]),
            In("the cache folder", [.. host.Folders(host.CacheFolder, "tensorflow-*").OrderByDescending(VersionOf)], host.CacheFolder),
            Python(),
            new("the system", "", Names),
        ];
    }

    // A file is taken as it is; a folder is looked into.
    private LibraryPlace Named(string name, string path)
    {
        if (host.FileExists(path)) return new LibraryPlace(name, path, [path]);
        if (!host.FolderExists(path)) return new LibraryPlace(name, path, []) { Reason = "there is no such file or folder" };
        return In(name, [path], path) with { Where = path };
    }

    private LibraryPlace In(string name, IReadOnlyList<string> folders, string? where = null)
    {
        string[] files = [.. folders.SelectMany(FilesOf)];
        return new LibraryPlace(name, where ?? folders[0], files) { Reason = files.Length > 0 ? null : $"none of {string.Join(", ", Names)} is there" };
    }

    // The C package keeps the library in lib, the Windows wheel in python.
    private IEnumerable<string> FilesOf(string folder) =>
        from inner in (string[])["", "lib", "python"]
        from name in Names
        let file = inner.Length == 0 ? Path.Combine(folder, name) : Path.Combine(folder, inner, name)
        where host.FileExists(file)
        select file;

    private LibraryPlace Python()
    {
        const string Name = "the active Python environment";
        string[] roots = [.. new[] { host.Variable("VIRTUAL_ENV"), host.Variable("CONDA_PREFIX") }.OfType<string>().Where(root => root.Length > 0)];
        if (roots.Length == 0) return new LibraryPlace(Name, "", []) { Reason = "neither VIRTUAL_ENV nor CONDA_PREFIX is set" };
        IEnumerable<string> folders = roots.SelectMany(root => host.System == OSPlatform.Windows
            ? [Path.Combine(root, "Lib", "site-packages", "tensorflow")]
            : (IEnumerable<string>)[
                .. host.Folders(Path.Combine(root, "lib"), "python3*").Order(StringComparer.Ordinal).Select(python => Path.Combine(python, "site-packages", "tensorflow")),
                Path.Combine(root, "lib"),
            ]);
        return In(Name, [.. folders], string.Join(", ", roots));
    }

    private static Version VersionOf(string folder) =>
        Version.TryParse(folder[(folder.LastIndexOf('-') + 1)..], out Version? version) ? version : new Version(0, 0);
}
