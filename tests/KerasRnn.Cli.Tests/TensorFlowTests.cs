using System.IO.Compression;

namespace KerasRnn.Cli.Tests;

public sealed class TensorFlowTests : Cli
{
    [Fact]
    public async Task Without_a_library_the_command_and_a_comparison_say_where_it_was_looked_for_and_how_to_go_on()
    {
        Dictionary<string, string> environment = new() { ["KERASRNN_TENSORFLOW"] = PathOf("nowhere") };
        string sentence = $"TensorFlowEngine expects TensorFlow's C library; looked for it in KERASRNN_TENSORFLOW ({PathOf("nowhere")}): there is no such file or folder. " +
            "Get it in one of three ways: install the Python package tensorflow and activate its environment; download an archive of libtensorflow or a " +
            "wheel and run \"kerasrnn tensorflow install FILE\"; or set KERASRNN_TENSORFLOW to the library or its folder. The default engine, SimdEngine, needs no library.\n";
        foreach (string line in (string[])["tensorflow", Small + " --engine tensorflow --out results"])
        {
            Outcome outcome = await RunAsync(line, environment);
            Assert.Equal((2, "", sentence), (outcome.ExitCode, outcome.Output, outcome.Error));
        }

        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_wheel_is_installed_into_the_cache_folder()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The wheel of this test is one for Linux.");
        using (ZipArchive wheel = ZipFile.Open(PathOf("tensorflow_cpu-2.21.0-cp311.whl"), ZipArchiveMode.Create)) wheel.CreateEntry("tensorflow/libtensorflow_cc.so.2");
        Outcome outcome = await RunAsync("tensorflow install tensorflow_cpu-2.21.0-cp311.whl", new Dictionary<string, string> { ["XDG_CACHE_HOME"] = PathOf("cache") });
        string folder = Path.Combine(Folder, "cache", "kerasrnn", "tensorflow-2.21.0");
        Assert.Equal((0, folder + "\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.True(File.Exists(Path.Combine(folder, "libtensorflow_cc.so.2")));
    }

    [Fact]
    public async Task The_command_shows_version_and_devices_and_a_comparison_agrees_with_the_simd_engine()
    {
        if (Environment.GetEnvironmentVariable("KERASRNN_TENSORFLOW") is not { Length: > 0 }) Assert.Skip("KERASRNN_TENSORFLOW is not set: this test needs TensorFlow's library.");
        Outcome shown = await RunAsync("tensorflow");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Matches(@"^KERASRNN_TENSORFLOW \(.+\): .+\nTensorFlow 2\.\d+\.\d+, devices CPU:0.*\n$", shown.Output);

        Assert.Equal(0, (await RunAsync(Small + " --out simd")).ExitCode);
        Outcome compared = await RunAsync(Small + " --engine tensorflow --out tensorflow");
        Assert.Equal(0, compared.ExitCode);

        // A slow machine says in between how far it is.
        Assert.Matches(@"^0/14 runs\n(\d+/14 runs, .+ left\n)*14/14 runs\n$", compared.Error);
        foreach ((string[] ours, string[] theirs) in Rows("simd").Zip(Rows("tensorflow")))
        {
            Assert.Equal(ours[0], theirs[0]);
            Assert.Equal(double.Parse(ours[1], System.Globalization.CultureInfo.InvariantCulture), double.Parse(theirs[1], System.Globalization.CultureInfo.InvariantCulture), 1e-4);
        }
    }

    // Model and seed, and the test error, of each run.
    private IEnumerable<string[]> Rows(string folder)
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(Folder, folder, "runs.csv")).Select(l => l.Split(','))];
        int Column(string name) => Array.IndexOf(rows[0], name);
        return rows.Skip(1).Select(r => (string[])[$"{r[Column("model")]} {r[Column("seed")]}", r[Column("test_rmse")]]).OrderBy(r => r[0], StringComparer.Ordinal);
    }
}
