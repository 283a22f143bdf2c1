namespace KerasRnn.Cli.Tests;

public sealed class HelpTests : Cli
{
    [Theory]
    [InlineData("--help", "kerasrnn [command] [options]", "kerasrnn compare --out results")]
    [InlineData("compare --help", "kerasrnn compare [options]", "kerasrnn compare --world gravity hidden --models rnn dense --seeds 10")]
    [InlineData("compare -h", "kerasrnn compare [options]", "kerasrnn compare --out results")]
    [InlineData("generate --help", "kerasrnn generate <world> [options]", "kerasrnn generate gravity --count 100 --seed 1 --out balls.csv")]
    [InlineData("models --help", "kerasrnn models [options]", "kerasrnn models --summary")]
    [InlineData("worlds --help", "kerasrnn worlds [options]", "kerasrnn worlds")]
    [InlineData("tensorflow --help", "kerasrnn tensorflow [command] [options]", "kerasrnn tensorflow")]
    [InlineData("tensorflow install --help", "kerasrnn tensorflow install <file> [options]", "kerasrnn tensorflow install libtensorflow-cpu-linux-x86_64.tar.gz")]
    public async Task Every_help_shows_usage_and_an_example(string line, string usage, string example)
    {
        Outcome help = await RunAsync(line);
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains($"\n  {usage}\n", help.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {example}\n", help.Output[help.Output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_has_every_option_with_its_default()
    {
        string help = (await RunAsync("compare --help")).Output;
        (string Option, string Default)[] options =
        [
            ("--data <FILE.csv>", ""), ("--world <NAME>", "elastic gravity"), ("--models <NAME|FILE.json>", "dense conv1d rnn rnn-stacked"), ("--window <N>", "8"), ("--ahead <N>", "1"), ("--resample <DT>", ""),
            ("--epochs <N>", "20"), ("--batch <N>", "64"), ("--learning-rate <X>", "0.001"), ("--hidden <N>", "32"), ("--seeds <N>", "6"), ("--first-seed <N>", "0"), ("--split <A,B,C>", "200,50,50 for worlds, 70%,15%,15% for data"),
            ("--id <COLUMN>", ""), ("--time <COLUMN>", ""), ("--coordinates <A,B>", ""), ("--patience <N>", ""), ("--jobs <N>", ""), ("--engine <NAME>", "simd"), ("--out <DIR>", ""), ("--dry-run", ""),
        ];
        Assert.All(options, o =>
        {
            string line = Assert.Single(help.Split('\n'), l => l.StartsWith($"  {o.Option} ", StringComparison.Ordinal));
            if (o.Default.Length > 0) Assert.EndsWith($"[default: {o.Default}]", line, StringComparison.Ordinal);
            else Assert.DoesNotContain("[default", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_version_is_that_of_the_library()
    {
        Outcome version = await RunAsync("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.StartsWith(typeof(Model).Assembly.GetName().Version!.ToString(3), version.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worlds_are_listed_from_easy_to_hard()
    {
        Outcome worlds = await RunAsync("worlds");
        Assert.Equal((0, ""), (worlds.ExitCode, worlds.Error));
        Assert.Equal(Trajectories.Worlds.All.Select(w => w.Name), worlds.Output.Split('\n').Where(l => l.Length > 0 && l[0] != ' ').Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public async Task Models_are_listed_with_their_parameters_and_their_tables_on_request()
    {
        Outcome models = await RunAsync("models");
        Assert.Equal(["dense 5,378", "conv1d 3,586", "rnn 1,186", "rnn-stacked 3,266"], models.Output.Trim().Split('\n').Select(l => l.Split(' ')).Select(w => $"{w[0]} {w[^2]}"));
        Outcome tables = await RunAsync("models --summary");
        Assert.Equal(4, tables.Output.Split("Layer (type)").Length - 1);
    }

    [Fact]
    public async Task Generate_writes_what_compare_reads()
    {
        Outcome generated = await RunAsync("generate gravity --count 12 --points 15 --seed 3 --out balls.csv");
        Assert.Equal((0, "", "balls.csv: gravity: 12 trajectories of 15 points, coordinates x, y, time step 0.04\n"), (generated.ExitCode, generated.Error, generated.Output));
        Assert.Equal(1 + (12 * 15), File.ReadAllLines(PathOf("balls.csv")).Length);
        Assert.Equal(["balls.csv"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
        Outcome compared = await RunAsync("compare --data balls.csv --models rnn --hidden 3 --epochs 1 --seeds 1");
        Assert.Equal(0, compared.ExitCode);
        Assert.Contains("\n1 file, delimiter \",\", with header; id: id; time: t; coordinates: x, y.\nOn balls.csv, ", compared.Output, StringComparison.Ordinal);
    }
}
