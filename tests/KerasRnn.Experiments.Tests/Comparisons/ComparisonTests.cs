using System.Globalization;
using KerasRnn.Experiments.Runs;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests.Comparisons;

/// <summary>Comparisons as a library: small ones, so that what is tested is who runs when and what is kept.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-comparison-").FullName;

    private static RunSettings Small => new() { Window = 4, Epochs = 1, Hidden = 3, Trajectories = 8, Points = 12, Split = "4,2,2" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_contender_meets_every_world_and_seed_beside_the_baselines_and_the_oracle()
    {
        ComparisonResult result = await Of([Worlds.Elastic, Worlds.Lorenz], [Contender.Dense, Contender.Rnn], seeds: 2).RunAsync(cancellation: Token);
        string[] each = ["dense", "rnn", "persistence", "constant-velocity", "constant-acceleration", "ridge-ar", "nvar", "physics-oracle"];
        var expected = from seed in new[] { 0, 1 } from world in new[] { "elastic", "lorenz" } from model in each select (world, model, seed);
        Assert.Equal(expected, result.Records.Select(r => (r.World, r.Model, r.Seed)));
        Assert.True(result.IsComplete);
        Assert.All(result.Records, r => Assert.Equal(r.Kind == ContenderKind.Model, r.Parameters > 0));
        // Bounces are known of balls alone.
        Assert.All(result.Records.Where(r => r.World == "lorenz"), r => Assert.Null(r.RmseBounce));
        Assert.Contains(result.Records, r => r.World == "elastic" && r.RmseBounce > 0);
        Assert.DoesNotContain(result.Worlds, w => w.Verdict.Leader == "physics-oracle");
    }

    [Fact]
    public async Task The_numbers_do_not_depend_on_the_number_of_jobs()
    {
        ComparisonResult one = await Of([Worlds.Gravity], [Contender.Conv1D, Contender.RnnStacked], seeds: 3, jobs: 1, window: 6).RunAsync(cancellation: Token);
        ComparisonResult four = await Of([Worlds.Gravity], [Contender.Conv1D, Contender.RnnStacked], seeds: 3, jobs: 4, window: 6).RunAsync(cancellation: Token);
        Assert.Equal(Numbers(one), Numbers(four));
    }

    [Fact]
    public async Task Contenders_of_a_seed_see_the_same_data_and_another_seed_sees_others()
    {
        ComparisonResult result = await Of([Worlds.Elastic], [Contender.Rnn], seeds: 2).RunAsync(cancellation: Token);
        IEnumerable<float> Start(string model, int seed) => result.Records.Single(r => r.Model == model && r.Seed == seed).Examples.Single(e => e.Case == "median").Start[0];
        RolloutExample Of0(string model) => result.Records.Single(r => r.Model == model && r.Seed == 0).Examples.First(e => e.Trajectory == 0);
        Assert.Equal(Of0("rnn").Truth.SelectMany(p => p), Of0("persistence").Truth.SelectMany(p => p));
        Assert.NotEqual(Start("rnn", 0), Start("rnn", 1));
    }

    [Fact]
    public async Task Progress_only_grows_and_ends_at_all_runs()
    {
        List<ComparisonProgress> reports = [];
        await Of([Worlds.Elastic], [Contender.Dense], seeds: 3, jobs: 3).RunAsync(new Direct(reports.Add), Token);
        Assert.Equal(Enumerable.Range(0, 22), reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(21, r.Total));
        Assert.Equal(reports.Select(r => r.Elapsed).Order(), reports.Select(r => r.Elapsed));
        Assert.Null(reports[0].Latest);
        Assert.All(reports[1..], r => Assert.NotNull(r.Latest));
        Assert.Equal(TimeSpan.Zero, reports[^1].Left);
    }

    [Fact]
    public async Task A_cancelled_comparison_keeps_whole_runs_and_goes_on_to_the_same_numbers()
    {
        Comparison whole = Of([Worlds.Elastic], [Contender.Dense, Contender.Rnn], seeds: 3, jobs: 1);
        ComparisonResult uninterrupted = await whole.RunAsync(cancellation: Token);

        using CancellationTokenSource end = new();
        string kept = Path.Combine(folder, "kept");
        Comparison inFolder = Of([Worlds.Elastic], [Contender.Dense, Contender.Rnn], seeds: 3, jobs: 1, keep: kept);
        ComparisonResult cut = await inFolder.RunAsync(new Direct(p => { if (p.Done == 10) end.Cancel(); }), end.Token);
        Assert.False(cut.IsComplete);
        Assert.Equal(10, cut.Records.Count);
        Assert.Equal(10, inFolder.Plan().Done);
        Assert.True(File.Exists(Path.Combine(kept, "report.html")));

        List<int> done = [];
        ComparisonResult continued = await inFolder.RunAsync(new Direct(p => done.Add(p.Done)), Token);
        Assert.Equal(10, done[0]);
        Assert.True(continued.IsComplete);
        Assert.Equal(Numbers(uninterrupted).Order(StringComparer.Ordinal), Numbers(continued).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelled_before_it_began_it_has_no_runs_and_says_so()
    {
        ComparisonResult result = await Of([Worlds.Elastic], [Contender.Dense]).RunAsync(cancellation: new CancellationToken(true));
        Assert.Empty(result.Records);
        Assert.False(result.IsComplete);
        Assert.Equal("", result.ToString());
    }

    [Fact]
    public async Task More_seeds_and_models_add_runs_and_repeat_none()
    {
        string kept = Path.Combine(folder, "kept");
        await Of([Worlds.Elastic], [Contender.Dense], seeds: 1, keep: kept).RunAsync(cancellation: Token);
        string first = await File.ReadAllTextAsync(Path.Combine(kept, "runs.jsonl"), Token);
        ComparisonResult more = await Of([Worlds.Elastic], [Contender.Dense, Contender.Rnn], seeds: 2, keep: kept).RunAsync(cancellation: Token);
        Assert.Equal(16, more.Records.Count);
        Assert.StartsWith(first, await File.ReadAllTextAsync(Path.Combine(kept, "runs.jsonl"), Token), StringComparison.Ordinal);
        Assert.Equal(["dense", "rnn"], more.Settings.Models.Select(m => m.Name));
    }

    [Fact]
    public async Task Other_settings_in_the_same_folder_are_refused_naming_the_difference()
    {
        string kept = Path.Combine(folder, "kept");
        await Of([Worlds.Elastic], [Contender.Dense], keep: kept).RunAsync(cancellation: Token);
        Comparison other = Of([Worlds.Elastic], [Contender.Dense], keep: kept, epochs: 2);
        string expected = $"The folder \"{kept}\" holds a comparison with other settings: Settings.Epochs was 1, now 2. Give the same settings or another folder with Comparison.Folder.";
        Assert.Equal(expected, (await Assert.ThrowsAsync<InvalidOperationException>(() => other.RunAsync(cancellation: Token))).Message);
        Assert.Equal(expected, Assert.Throws<InvalidOperationException>(other.Plan).Message);
    }

    [Fact]
    public async Task A_diverged_run_is_a_row()
    {
        Comparison comparison = new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = 1, Settings = Small with { LearningRate = 1e30, Epochs = 3 } };
        ComparisonResult result = await comparison.RunAsync(cancellation: Token);
        RunRecord run = Assert.Single(result.Records, r => r.Kind == ContenderKind.Model);
        Assert.Equal(RunStatus.Diverged, run.Status);
        Assert.StartsWith("The loss left the finite numbers in epoch ", run.Reason, StringComparison.Ordinal);
        Assert.Contains("dense diverged in 1 of 1 run (seed 0), counted as horizon 0.", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patience_ends_training_early_and_keeps_the_best_weights()
    {
        Comparison Patient(int? patience) => new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = 1, Settings = Small with { Patience = patience, Epochs = 30, LearningRate = 0.3 } };
        ComparisonResult result = await Patient(1).RunAsync(cancellation: Token);
        RunRecord run = result.Records.Single(r => r.Kind == ContenderKind.Model);
        Assert.InRange(run.Epochs, 2, 29);
        IReadOnlyList<double> losses = run.History["val_loss"];
        Assert.True(losses[^1] >= losses[^2], "it stopped although the validation loss fell");
    }

    [Fact]
    public async Task The_result_prints_its_tables_and_saves_one_file()
    {
        ComparisonResult result = await Of([Worlds.Elastic], [Contender.Dense], seeds: 1).RunAsync(cancellation: Token);
        Assert.Contains("physics-oracle", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(result.Worlds[0].Verdict.Sentence, result.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("On elastic, too few seeds to tell: 1 seed, 6 are needed.", result.Worlds[0].Verdict.Sentence, StringComparison.Ordinal);
        string file = Path.Combine(folder, "sub", "report.html");
        result.SaveReport(file);
        string html = await File.ReadAllTextAsync(file, Token);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<table", result.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Recorded_data_of_any_number_of_coordinates_take_part_in_their_own_units(int coordinates)
    {
        string file = Path.Combine(folder, "recorded.csv");
        string[] names = [.. "abcdef"[..coordinates].Select(c => $"{c}{c}")];
        List<string> lines = ["id,t," + string.Join(',', names)];
        for (int id = 0; id < 6; id++)
            for (int t = 0; t < 20; t++)
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{id},{t},") + string.Join(',', names.Select((_, d) => (1000 + (100 * Math.Sin((0.3 * (d + 1) * t) + id))).ToString("R", CultureInfo.InvariantCulture))));
        await File.WriteAllLinesAsync(file, lines, Token);
        ComparisonResult result = await Recorded(file).RunAsync(cancellation: Token);
        Assert.All(result.Records, r => Assert.Equal(names, r.Coordinates));
        Assert.All(result.Records, r => Assert.Null(r.RmseFree));
        Assert.DoesNotContain(result.Records, r => r.Kind == ContenderKind.Oracle);
        // Losses are scaled, errors are not: a sine of amplitude 100 is guessed worse than by 1, and better than by 1000.
        RunRecord run = result.Records.First(r => r.Kind == ContenderKind.Model);
        Assert.InRange(run.TestRmse!.Value, 1, 1000);
        Assert.InRange(run.TrainLoss!.Value, 0, 100);
        Assert.Contains(names[0], result.Model.Pictures("recorded.csv").Single(p => p.Name.EndsWith("rollouts", StringComparison.Ordinal)).ToFigure(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_recording_is_split_in_time_and_rolled_out_from_many_points()
    {
        string file = Series(Path.Combine(folder, "one.csv"), 1, 200);
        ComparisonResult result = await Recorded(file).RunAsync(cancellation: Token);
        RunRecord run = result.Records.First(r => r.Kind == ContenderKind.Model);
        // 15 % of 200 points are 30; 26 follow the window of 4; a rollout is half of them, and 14 starts fit.
        Assert.Equal(14, run.Horizons.Count);
        Assert.Equal(13, run.ErrorByStep.Median.Count);
        Assert.Contains(result.Model.Notes("one.csv"), n => n.StartsWith("A single recording is split in time, in order, without windows across the cuts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_short_trajectories_are_left_out_and_counted()
    {
        string file = Series(Path.Combine(folder, "some.csv"), 5, 12);
        await File.AppendAllLinesAsync(file, ["8,0,1", "8,1,2", "9,0,1"], Token);
        ComparisonResult result = await Recorded(file).RunAsync(cancellation: Token);
        Assert.Contains("2 of 7 trajectories have fewer than 5 points and are left out.", result.Model.Notes("some.csv"));
    }

    [Fact]
    public void Mistakes_in_data_show_before_anything_is_run_or_written()
    {
        string kept = Path.Combine(folder, "kept");
        string Message(Comparison comparison) => Assert.ThrowsAny<Exception>(() => comparison.RunAsync(cancellation: Token).GetAwaiter().GetResult()).Message;
        string few = Series(Path.Combine(folder, "few.csv"), 2, 12), still = Path.Combine(folder, "still.csv"), brief = Series(Path.Combine(folder, "brief.csv"), 1, 20);
        File.WriteAllLines(still, ["x,y", .. Enumerable.Range(0, 100).Select(i => $"{i * i},7")]);
        Assert.Equal("Settings.Split 70%,15%,15% needs 3 trajectories, one for each part; few.csv has 2. Give more data, or leave validation out: 70%,0%,30%.", Message(Recorded(few, kept)));
        Assert.Equal("Coordinate \"y\" is 7 everywhere in the training part, so it cannot be scaled to the unit square, and there is nothing to predict. Leave it out.", Message(Recorded(still, kept)));
        Assert.Equal("The validation part of brief.csv has 3 points, but the window and the steps ahead need 5. Use a smaller Settings.Window, or another Settings.Split.", Message(Recorded(brief, kept)));
        Assert.Equal("No trajectory of few.csv is long enough: of 2, none has the 31 points that the window and the steps ahead need. Use a smaller Settings.Window or Settings.Ahead.", Message(Recorded(few, kept, window: 30)));
        Assert.Equal("No trajectory of elastic is long enough: of 8, none has the 13 points that the window and the steps ahead need. Use a smaller Settings.Window or Settings.Ahead.", Message(Of([Worlds.Elastic], [Contender.Dense], window: 12, keep: kept)));
        Assert.False(Directory.Exists(kept));
    }

    [Theory]
    [InlineData("4,2", false)]
    [InlineData("4,2,x", false)]
    [InlineData("0,2,2", false)]
    [InlineData("4,2,0", false)]
    [InlineData("4,-2,2", false)]
    [InlineData("50%,30%,30%", false)]
    [InlineData("50%,25,25%", false)]
    [InlineData("4,0,2", true)]
    [InlineData("50%,0%,50%", true)]
    [InlineData("33.3%, 33.3%, 33.4%", true)]
    public void A_split_is_three_numbers_or_three_shares(string split, bool isOne)
    {
        Comparison comparison = new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = 1, Settings = Small with { Split = split } };
        Exception? error = Record.Exception(comparison.Plan);
        Assert.Equal(isOne ? null : $"Settings.Split expects three numbers of trajectories (200,50,50) or three shares of at most 100 % together (70%,15%,15%), of which only the second may be 0; got \"{split}\". Write one of the two.", error?.Message);
    }

    public static TheoryData<Comparison, string> Mistaken => new()
    {
        { new() { Seeds = 0 }, "Comparison.Seeds expects a whole number of at least 1; got 0. Write for example Comparison.Seeds = 1." },
        { new() { Seeds = 10_001 }, "Comparison.Seeds expects a whole number of at most 10000; got 10001. Write for example Comparison.Seeds = 100." },
        { new() { FirstSeed = -1 }, "Comparison.FirstSeed expects a whole number of at least 0; got -1. Write for example Comparison.FirstSeed = 0." },
        { new() { Jobs = 0 }, "Comparison.Jobs expects a whole number of at least 1; got 0. Write for example Comparison.Jobs = 1." },
        { new() { Settings = new() { Window = 0 } }, "Settings.Window expects a whole number of at least 1; got 0. Write for example Settings.Window = 1." },
        { new() { Settings = new() { LearningRate = double.NaN } }, "Settings.LearningRate expects a number above 0; got NaN. Write for example Settings.LearningRate = 0.001." },
        { new() { Settings = new() { Trajectories = 0 } }, "Settings.Trajectories expects a whole number of at least 1; got 0. Write for example Settings.Trajectories = 1." },
        { new() { Settings = new() { Threshold = -1 } }, "Settings.Threshold expects a number above 0; got -1. Write for example Settings.Threshold = 0.5." },
        { new() { Settings = null! }, "Comparison.Settings expects a value; got null. Leave it out for its default." },
        { new() { Settings = new() { Engine = null! } }, "Settings.Engine expects a value; got null. Leave it out for its default." },
        { new() { Contenders = [null!] }, "Comparison.Contenders expects no gaps; got a null among them. Leave it out." },
        { new() { Worlds = [] }, "A comparison expects at least one world, or recorded data; got none. Name one with Comparison.Worlds." },
        { new() { Worlds = [Worlds.Elastic, new BallWorld { Name = "elastic" }] }, "Two worlds are called \"elastic\". Leave one out, or give it another Name: a report tells worlds apart by their names." },
        { new() { Contenders = [Tiny("persistence")] }, "Model \"persistence\" has the name of what always runs beside the models. Give it another name: a report tells contenders apart by their names." },
        { new() { Contenders = [new("mine", _ => null!)] }, "Contender \"mine\" expects its function to return a model; got null. Return a new one for every call." },
        { new() { Contenders = [new("mine", shape => new Sequential { new Input(shape.Window, 2), new SimpleRNN(3), new Dense(2) })] }, "Contender \"mine\" expects a model of seed 1; got 0. Give the model the shape's seed: new Sequential(shape.Seed)." },
        { new() { Contenders = [new("mine", shape => new Sequential(shape.Seed) { new Input(3, 2), new SimpleRNN(3), new Dense(2) })] }, "Model \"mine\" must take windows [batch, 8, 2]; it takes [batch, 3, 2]. Begin it with Input(shape.Window, shape.Coordinates)." },
    };

    [Theory]
    [MemberData(nameof(Mistaken), DisableDiscoveryEnumeration = true)]
    public void A_mistake_in_code_names_the_property(Comparison comparison, string sentence) => Assert.Equal(sentence, Assert.ThrowsAny<Exception>(comparison.Plan).Message);

    [Fact]
    public void A_contender_that_gives_the_same_model_twice_or_has_a_name_of_ours_is_refused()
    {
        Sequential model = new(seed: 1) { new Input(8, 2), new SimpleRNN(3), new Dense(2) };
        Comparison comparison = new() { Contenders = [new("mine", _ => model)] };
        Assert.Equal("Contender \"mine\" expects its function to return a new model for every call; got one twice. Make the model inside the function.", Assert.Throws<ArgumentException>(comparison.Plan).Message);
        Assert.Equal("Contender \"rnn\" has the name of one of the library's own. Give it another name.", Assert.Throws<ArgumentException>(() => Tiny("rnn")).Message);
    }

    [Fact]
    public async Task Worlds_and_contenders_made_in_code_run_like_any_other_and_a_folder_notices_when_they_change()
    {
        string kept = Path.Combine(folder, "kept");
        BallWorld moon = new() { Name = "moon", Gravity = 0.1 };
        ComparisonResult result = await Of([moon], [Tiny("mine")], keep: kept).RunAsync(cancellation: Token);
        Assert.Equal(RunStatus.Ok, Assert.Single(result.Records, r => r.Model == "mine").Status);
        Assert.Empty(result.Settings.CommandLines());
        Assert.Contains("the same program gives the same numbers", await File.ReadAllTextAsync(Path.Combine(kept, "report.html"), Token), StringComparison.Ordinal);

        string Refusal(Comparison comparison) => Assert.Throws<InvalidOperationException>(() => comparison.RunAsync(cancellation: Token).GetAwaiter().GetResult()).Message;
        Assert.Equal($"The folder \"{kept}\" holds a comparison with other settings: world moon had gravity 0.1, now gravity 0.9. Give the same settings or another folder with Comparison.Folder.", Refusal(Of([moon with { Gravity = 0.9 }], [Tiny("mine")], keep: kept)));
        Assert.Equal($"The folder \"{kept}\" holds a comparison with other settings: model mine had 26 parameters, now 38. Give the same settings or another folder with Comparison.Folder.", Refusal(Of([moon], [Tiny("mine", units: 4)], keep: kept)));
        Assert.True((await Of([moon], [Tiny("mine")], seeds: 2, keep: kept).RunAsync(cancellation: Token)).IsComplete);
    }

    [Fact]
    public async Task No_command_line_names_what_was_made_in_code_a_kept_folder_included()
    {
        string kept = Path.Combine(folder, "mixed");
        Assert.Single((await Of([Worlds.Elastic], [Contender.Dense], keep: kept).RunAsync(cancellation: Token)).Settings.CommandLines());
        Assert.Empty((await Of([Worlds.Elastic], [Tiny("mine")], keep: kept).RunAsync(cancellation: Token)).Settings.CommandLines());
        using RunStore store = RunStore.Open(kept, Of([Worlds.Elastic], [Contender.Dense]).Plan().Settings);
        Assert.Empty(store.Settings.CommandLines());
    }

    private static Contender Tiny(string name, int units = 3) =>
        new(name, shape => new Sequential(shape.Seed) { new Input(shape.Window, shape.Coordinates), new SimpleRNN(units), new Dense(shape.Coordinates) });

    private static Comparison Of(IReadOnlyList<World> worlds, IReadOnlyList<Contender> contenders, int seeds = 1, int jobs = 2, int window = 4, int epochs = 1, string? keep = null) =>
        new() { Worlds = worlds, Contenders = contenders, Seeds = seeds, Jobs = jobs, Folder = keep, Settings = Small with { Window = window, Epochs = epochs } };

    private static Comparison Recorded(string file, string? keep = null, int window = 4) =>
        new() { Contenders = [Contender.Rnn], Seeds = 1, Folder = keep, Settings = new() { Data = [DataFile.Of(file)], Window = window, Epochs = 1, Hidden = 3 } };

    private static string Series(string file, int trajectories, int points)
    {
        File.WriteAllLines(file, [
            "id,t,value",
            .. Enumerable.Range(0, trajectories).SelectMany(id => Enumerable.Range(0, points).Select(t => string.Create(CultureInfo.InvariantCulture, $"{id},{t},{5 + Math.Sin((0.7 * t) + id):R}"))),
        ]);
        return file;
    }

    /// <summary>Everything but the seconds.</summary>
    private static IReadOnlyList<string> Numbers(ComparisonResult result)
    {
        CsvTable table = RunTables.Runs([.. result.Records.Select(r => r with { Seconds = 0 })]);
        return [.. table.ToString().Split('\n')];
    }

    private sealed class Direct(Action<ComparisonProgress> act) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => act(value);
    }
}
