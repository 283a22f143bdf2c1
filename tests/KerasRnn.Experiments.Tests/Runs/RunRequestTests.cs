using System.Globalization;
using System.Text.Json;
using KerasRnn.Experiments.Runs;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests.Runs;

/// <summary>A run is plain data in and plain data out, wherever it is executed.</summary>
public sealed class RunRequestTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-requests-").FullName;

    private static RunSettings Small => new() { Window = 4, Epochs = 2, Hidden = 3, Trajectories = 8, Points = 12, Split = "4,2,2" };

    private static RunRequest Request => new() { Settings = Small, World = Worlds.Hidden, Seed = 1, Contender = "rnn" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_written_and_read_gives_the_record_of_the_comparison_bit_for_bit()
    {
        string file = Path.Combine(folder, "mine.json");
        using (Model model = Contender.RnnStacked.Build(new ModelShape(Window: 4, Hidden: 5))) await File.WriteAllTextAsync(file, model.ToJson(indented: true), Token);
        BallWorld moon = new() { Name = "moon", Gravity = (0.05, 0.1), Restitution = 0.9, Noise = 0.001, TimeStep = 0.1 / 3, Radius = 0.1, RestSpeed = 1e-3 };
        await ArePlainData(new() { Worlds = [moon], Contenders = [Contender.Rnn, Contender.FromJson(file)], Seeds = 2, FirstSeed = 3, Settings = Small with { Patience = 1 } }, runs: 16);
        await ArePlainData(new() { Worlds = [Worlds.Lorenz with { Name = "storm", Rho = 27.3 }], Contenders = [Contender.Dense], Seeds = 1, Settings = Small with { Ahead = 2 } }, runs: 7);
        await ArePlainData(new() { Contenders = [Contender.Rnn], Seeds = 2, Settings = Small with { Data = [DataFile.Of(Recorded())], Split = null, Coordinates = ["x"] } }, runs: 12);
    }

    [Fact]
    public async Task A_run_that_diverges_is_the_same_record_too() =>
        await ArePlainData(new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = 1, Settings = Small with { LearningRate = 1e30, Epochs = 3 } }, runs: 7);

    [Fact]
    public void All_worlds_come_back_as_they_were() => Assert.All(Worlds.All, w => Assert.Equal(w, RunRequest.FromJson((Request with { World = w }).ToJson()).World));

    [Fact]
    public void The_json_has_nothing_that_is_computed_from_the_rest() => Assert.Equal(
        """
        {"settings":{"data":[],"window":4,"ahead":1,"resample":null,"epochs":2,"batch":64,"learning_rate":0.001,"hidden":3,"split":"4,2,2","id":null,"time":null,"coordinates":[],"patience":null,"engine":"simd","trajectories":8,"points":12,"threshold":0.5},"world":{"$type":"ball","name":"hidden","description":"every ball has its own hidden gravity, restitution, friction and drag","gravity":{"low":0.25,"high":1},"restitution":{"low":0.7,"high":1},"wall_friction":{"low":0,"high":0.1},"drag":{"low":0,"high":0.1},"radius":0,"speed":{"low":0.375,"high":1.125},"noise":0,"rest_speed":0.0001,"without_walls":false,"time_step":0.04},"seed":1,"contender":"rnn","kind":"model","architecture":null}
        """,
        Request.ToJson());

    [Fact]
    public async Task A_contender_made_in_code_runs_here_and_has_no_request()
    {
        Contender mine = new("mine", shape => new Sequential(shape.Seed) { new Input(shape.Window, shape.Coordinates), new SimpleRNN(3), new Dense(shape.Coordinates) });
        Comparison comparison = new() { Worlds = [Worlds.Elastic], Contenders = [mine], Seeds = 1, Settings = Small };
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => comparison.Plan().Requests());
        Assert.Equal("Contender \"mine\" is made in code, which no request can carry. Write it as Keras JSON, model.ToJson(), and give Contender.FromJson that file; or run the comparison in this process.", refusal.Message);
        Assert.Equal(RunStatus.Ok, (await comparison.RunAsync(cancellation: Token)).Records[0].Status);
    }

    [Fact]
    public async Task Requests_are_the_runs_that_are_left()
    {
        Comparison Of(int seeds) => new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = seeds, Settings = Small, Folder = Path.Combine(folder, "kept") };
        await Of(1).RunAsync(cancellation: Token);
        Assert.Equal(Enumerable.Repeat(1, 7), Of(2).Plan().Requests().Select(r => r.Seed));
    }

    [Fact]
    public void What_a_request_names_must_be_there()
    {
        string file = Recorded();
        RunRequest recorded = Request with { World = null, Settings = Small with { Data = [DataFile.Of(file)], Split = null } };
        File.AppendAllText(file, "9,9,9,9\n");
        Assert.Equal($"\"{file}\" holds something else than when the settings were made. Put the file back as it was, or name it anew: DataFile.Of(path).", Assert.Throws<InvalidOperationException>(() => recorded.Execute(Token)).Message);
        Assert.StartsWith("There is no model \"mine\".", Assert.Throws<ArgumentException>(() => (Request with { Contender = "mine" }).Execute(Token)).Message, StringComparison.Ordinal);
        Assert.Equal("There is no baseline \"nvra\". Did you mean \"nvar\"? Known here: persistence, constant-velocity, constant-acceleration, ridge-ar, nvar.", Assert.Throws<ArgumentException>(() => (Request with { Contender = "nvra", Kind = ContenderKind.Baseline }).Execute(Token)).Message);
        Assert.Equal("\"mine\" is not a Keras model that can be compared: it is not a JSON object. Write it with Python's model.to_json(), or start from one in models/.", Assert.Throws<FormatException>(() => (Request with { Contender = "mine", Architecture = "[]" }).Execute(Token)).Message);
        Assert.StartsWith("No trajectory of hidden is long enough", Assert.Throws<ArgumentException>(() => (Request with { Settings = Small with { Window = 12 } }).Execute(Token)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"settings\":{},\"seed\":1,\"contender\":\"rnn\"}")]
    [InlineData("{\"settings\":null,\"seed\":1,\"contender\":\"rnn\",\"world\":{\"$type\":\"ball\"}}")]
    [InlineData("{\"settings\":{\"engine\":null},\"seed\":1,\"contender\":\"rnn\",\"world\":{\"$type\":\"ball\"}}")]
    [InlineData("{\"settings\":{},\"contender\":\"rnn\",\"world\":{\"$type\":\"ball\"}}")]
    [InlineData("{\"settings\":{},\"seed\":1,\"contender\":\"rnn\",\"world\":{\"$type\":\"moon\"}}")]
    [InlineData("{\"settings\":{},\"seed\":1,\"contender\":\"rnn\",\"world\":{\"$type\":\"ball\",\"gravity\":{\"low\":2,\"high\":1}}}")]
    public void What_is_no_request_is_refused(string json) => Assert.Equal(
        "A run's request is expected as JSON: settings, seed, contender, and a world or data; got something else. Give what RunRequest.ToJson wrote.",
        Assert.Throws<FormatException>(() => RunRequest.FromJson(json)).Message);

    [Fact]
    public void A_cancelled_run_has_no_record() => Assert.Throws<OperationCanceledException>(() => Request.Execute(new CancellationToken(true)));

    [Fact]
    public void Runs_of_one_world_and_seed_share_their_data_while_one_of_them_is_held()
    {
        using SharedData one = new(Request), same = new(Request with { Contender = "persistence", Kind = ContenderKind.Baseline, Settings = Small with { Epochs = 7, Hidden = 9, Threshold = 0.1 } });
        RunData first = one.Value;
        Assert.Same(first, same.Value);
        foreach (RunRequest other in new[] { Request with { Seed = 2 }, Request with { World = Worlds.Gravity }, Request with { World = Worlds.Hidden with { Noise = 0.01 } }, Request with { Settings = Small with { Window = 5 } }, Request with { Settings = Small with { Points = 13 } } })
        {
            using SharedData others = new(other);
            Assert.NotSame(first, others.Value);
        }

        one.Dispose();
        one.Dispose();
        using (SharedData third = new(Request)) Assert.Same(first, third.Value);
        same.Dispose();
        using SharedData later = new(Request);
        Assert.NotSame(first, later.Value);
    }

    [Fact]
    public async Task A_comparison_makes_the_data_of_a_seed_once_and_lets_them_go_with_its_last_run()
    {
        Comparison comparison = new() { Worlds = [Worlds.Elastic], Contenders = [Contender.Dense], Seeds = 2, Jobs = 1, Settings = Small };
        RunRequest first = comparison.Plan().Requests()[0];
        List<RunData> seen = [];
        await comparison.RunAsync(new Direct(() =>
        {
            using SharedData data = new(first);
            seen.Add(data.Value);
        }), Token);
        // Told once before the first of seven runs and once after each; the last run of the seed has let go when it is told of.
        Assert.All(seen[..7], d => Assert.Same(seen[0], d));
        Assert.All(seen[7..], d => Assert.NotSame(seen[0], d));
    }

    [Fact]
    public void Recorded_files_are_read_once_for_all_seeds_that_are_held()
    {
        RunSettings settings = Small with { Data = [DataFile.Of(Recorded())], Split = null };
        using Held<CsvRecording> one = SharedData.Recording(settings), same = SharedData.Recording(settings with { Window = 3 }), other = SharedData.Recording(settings with { Coordinates = ["y"] });
        Assert.Same(one.Value, same.Value);
        Assert.NotSame(one.Value, other.Value);
    }

    private static async Task ArePlainData(Comparison comparison, int runs)
    {
        IReadOnlyList<RunRequest> requests = comparison.Plan().Requests();
        ComparisonResult direct = await comparison.RunAsync(cancellation: Token);
        Assert.Equal(runs, requests.Count);
        Assert.All(requests, request =>
        {
            RunRecord record = RunRequest.FromJson(request.ToJson()).Execute(Token);
            Assert.Equal(Text(direct.Records.Single(r => r.Model == request.Contender && r.Seed == request.Seed)), Text(record));
        });
    }

    // Numbers are written so that the same bits come back.
    private static string Text(RunRecord record) => JsonSerializer.Serialize(record with { Seconds = 0 }, RunJson.Line.RunRecord);

    private string Recorded()
    {
        string file = Path.Combine(folder, "recorded.csv");
        File.WriteAllLines(file, ["id,t,x,y", .. Enumerable.Range(0, 8).SelectMany(id => Enumerable.Range(0, 12).Select(t => string.Create(CultureInfo.InvariantCulture, $"{id},{t},{Math.Sin((0.7 * t) + id):R},{t * id}")))]);
        return file;
    }

    private sealed class Direct(Action act) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => act();
    }
}
