using System.Runtime.InteropServices;
using KerasRnn.TensorFlow.Library;

namespace KerasRnn.TensorFlow.Tests.Library;

/// <summary>Where the library is looked for, on a machine that is made up.</summary>
public sealed class FinderTests
{
    [Fact]
    public void Places_are_looked_into_in_order()
    {
        LibraryPlace[] places = [.. Finder([]).Places()];
        Assert.Equal(
            ["KERASRNN_TENSORFLOW", "beside the application", "the cache folder", "the active Python environment", "the system"],
            places.Select(place => place.Name));
        Assert.Equal(
            [
                "KERASRNN_TENSORFLOW: not set",
                "beside the application (/app): none of libtensorflow_cc.so.2, libtensorflow.so.2, libtensorflow.so is there",
                "the cache folder (/home/ada/.cache/kerasrnn): none of libtensorflow_cc.so.2, libtensorflow.so.2, libtensorflow.so is there",
                "the active Python environment: neither VIRTUAL_ENV nor CONDA_PREFIX is set",
                "the system",
            ],
            places.Select(place => place.ToString()));
    }

    [Fact]
    public void A_path_in_code_comes_first_and_is_the_only_one()
    {
        LibraryPlace place = Assert.Single(Finder(["/tf/libtensorflow_cc.so.2", "/other/libtensorflow.so.2"], ("KERASRNN_TENSORFLOW", "/other")).Places("/tf"));
        Assert.Equal("the path given", place.Name);
        Assert.Equal(["/tf/libtensorflow_cc.so.2"], place.Files);
    }

    [Theory]
    [InlineData("/tf/libtensorflow.so.2", "/tf/libtensorflow.so.2")]
    [InlineData("/tf", "/tf/libtensorflow.so.2")]
    [InlineData("/package", "/package/lib/libtensorflow.so")]
    public void The_variable_names_a_file_or_a_folder_and_then_nothing_else_is_tried(string value, string expected)
    {
        LibraryPlace place = Assert.Single(
            Finder(["/tf/libtensorflow.so.2", "/package/lib/libtensorflow.so", "/app/libtensorflow.so.2"], ("KERASRNN_TENSORFLOW", value)).Places());
        Assert.Equal([expected], place.Files);
    }

    [Fact]
    public void A_variable_that_names_nothing_is_not_passed_over()
    {
        LibraryPlace place = Assert.Single(Finder(["/app/libtensorflow.so.2"], ("KERASRNN_TENSORFLOW", "/gone")).Places());
        Assert.Equal("KERASRNN_TENSORFLOW (/gone): there is no such file or folder", place.ToString());
    }

    [Fact]
    public void Beside_the_application_and_where_a_package_puts_native_files() =>
        Assert.Equal(
            ["/app/libtensorflow.so", "/app/runtimes/linux-x64/native/libtensorflow.so"],
            Finder(["/app/libtensorflow.so", "/app/runtimes/linux-x64/native/libtensorflow.so"]).Places()[1].Files);

    [Fact]
    public void The_newest_version_of_the_cache_folder_comes_first() =>
        Assert.Equal(
            ["/cache/kerasrnn/tensorflow-2.21.0/libtensorflow_cc.so.2", "/cache/kerasrnn/tensorflow-2.9.3/libtensorflow.so.2"],
            Finder(
                ["/cache/kerasrnn/tensorflow-2.9.3/libtensorflow.so.2", "/cache/kerasrnn/tensorflow-2.21.0/libtensorflow_cc.so.2"],
                ("XDG_CACHE_HOME", "/cache")).Places()[2].Files);

    [Fact]
    public void An_active_Python_environment_is_looked_into()
    {
        string[] files = ["/venv/lib/python3.11/site-packages/tensorflow/libtensorflow_cc.so.2", "/conda/lib/libtensorflow.so.2"];
        Assert.Equal(files, Finder(files, ("VIRTUAL_ENV", "/venv"), ("CONDA_PREFIX", "/conda")).Places()[3].Files);
        Assert.Equal([files[1]], Finder(files, ("CONDA_PREFIX", "/conda")).Places()[3].Files);
    }

    [Theory]
    [InlineData("WINDOWS", "tensorflow.dll, _pywrap_tensorflow_common.dll", "win-x64")]
    [InlineData("OSX", "libtensorflow_cc.2.dylib, libtensorflow.2.dylib, libtensorflow.dylib", "osx-x64")]
    public void Other_systems_have_other_names(string system, string names, string identifier)
    {
        LibraryHost host = Host([]) with { System = OSPlatform.Create(system) };
        Assert.Equal(names, string.Join(", ", new LibraryFinder(host).Names));
        Assert.Equal(identifier, host.RuntimeIdentifier);
    }

    [Fact]
    public void Without_any_library_one_sentence_says_where_it_was_looked_for_and_how_to_go_on()
    {
        string sentence = Assert.Throws<FileNotFoundException>(() => LibraryChoice.Choose(Finder([]).Places(), file => (0, "", "not installed"))).Message;
        Assert.Equal(
            "TensorFlowEngine expects TensorFlow's C library; looked for it in KERASRNN_TENSORFLOW: not set; " +
            "beside the application (/app): none of libtensorflow_cc.so.2, libtensorflow.so.2, libtensorflow.so is there; " +
            "the cache folder (/home/ada/.cache/kerasrnn): none of libtensorflow_cc.so.2, libtensorflow.so.2, libtensorflow.so is there; " +
            "the active Python environment: neither VIRTUAL_ENV nor CONDA_PREFIX is set; the system: not installed. " +
            "Get it in one of three ways: install the Python package tensorflow and activate its environment; download an archive of libtensorflow or a " +
            "wheel and run \"kerasrnn tensorflow install FILE\"; or set KERASRNN_TENSORFLOW to the library or its folder. " +
            "The default engine, SimdEngine, needs no library.",
            sentence);
    }

    [Fact]
    public void The_first_library_that_can_be_used_is_taken()
    {
        LibraryFinder finder = Finder(["/app/libtensorflow.so", "/home/ada/.cache/kerasrnn/tensorflow-2.18.0/libtensorflow.so.2"]);
        (LibraryPlace place, string file, string version, nint handle) = LibraryChoice.Choose(
            finder.Places(), file => file.StartsWith("/app", StringComparison.Ordinal) ? (0, "", LibraryOpener.WhyNotVersion(file, "1.15.0")) : (7, "2.18.0", null));
        Assert.Equal(("the cache folder", "/home/ada/.cache/kerasrnn/tensorflow-2.18.0/libtensorflow.so.2", "2.18.0", 7), (place.Name, file, version, (int)handle));
        Assert.True(place.IsTaken);
    }

    private static LibraryFinder Finder(string[] files, params (string Name, string Value)[] variables) => new(Host(files, variables));

    private static LibraryHost Host(string[] files, params (string Name, string Value)[] variables)
    {
        HashSet<string> folders = [.. files.SelectMany(Parents)];
        return new LibraryHost
        {
            System = OSPlatform.Linux,
            Architecture = Architecture.X64,
            BaseDirectory = "/app",
            Home = "/home/ada",
            Variable = name => variables.FirstOrDefault(v => v.Name == name).Value,
            FileExists = files.Contains,
            FolderExists = folders.Contains,
            Folders = (folder, pattern) => [.. folders.Where(f => Path.GetDirectoryName(f) == folder && Path.GetFileName(f).StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal))],
        };
    }

    private static IEnumerable<string> Parents(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder)) yield return folder;
    }
}
