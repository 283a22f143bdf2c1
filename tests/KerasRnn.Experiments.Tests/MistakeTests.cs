using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests;

/// <summary>A mistake with trajectories or a comparison is one of the usual exceptions, and its text is the sentence and what was called.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-mistakes-").FullName;

    public static TheoryData<string, Func<string, Task>, Type> Mistakes => new()
    {
        { "no file", Now(_ => TrajectoryCsv.Read("nowhere.csv")), typeof(FileNotFoundException) },
        { "no number", Now(csv => TrajectoryCsv.Read(Written(csv, "x,y", "1,2", "1,z", "2,2"))), typeof(FormatException) },
        { "irregular times", Now(csv => TrajectoryCsv.Read(Written(csv, "t,y", "1,2", "2,3", "4,4"))), typeof(FormatException) },
        { "a column", Now(csv => TrajectoryCsv.Read(Written(csv, "t,y", "1,2", "2,3"), new CsvOptions { Coordinates = ["q"] })), typeof(ArgumentException) },
        { "a world's name", Now(_ => Worlds.Find("moon")), typeof(ArgumentException) },
        { "a world's setting", Now(_ => new BallWorld { Restitution = 2 }.Generate(3, 4)), typeof(ArgumentException) },
        { "a window", Now(_ => Worlds.Gravity.Generate(2, 4).Windows(8)), typeof(ArgumentException) },
        { "a split", Now(_ => Worlds.Gravity.Generate(2, 4).Split(200, 1, 1)), typeof(ArgumentException) },
        { "shares", Now(_ => Worlds.Gravity.Generate(20, 4).Split(0.5, 0.5, 0.5, seed: 1)), typeof(ArgumentException) },
        { "a predictor's window", Now(_ => Net(0).ToPredictor(7)), typeof(ArgumentException) },
        { "a rollout", Now(_ => Net(0).ToPredictor(8).Rollout(Worlds.Lorenz.Generate(2, 40))), typeof(ArgumentException) },
        { "a horizon", Now(_ => Net(0).ToPredictor(8).Rollout(Worlds.Gravity.Generate(2, 40)).Horizon(0.5)), typeof(InvalidOperationException) },
        { "a contender's name", Now(_ => Contender.Find("rn")), typeof(ArgumentException) },
        { "a test of nothing", Now(_ => SignFlipTest.Run([])), typeof(ArgumentException) },
        { "a plan", Now(_ => new Comparison { Settings = new() { Window = 0 } }.Plan()), typeof(ArgumentException) },
        { "a world twice", _ => new Comparison { Worlds = [Worlds.Elastic, Worlds.Elastic] }.RunAsync(), typeof(ArgumentException) },
        { "a long window", _ => new Comparison { Settings = new() { Window = 60 } }.RunAsync(), typeof(ArgumentException) },
        { "a damaged file", csv => new Comparison { Settings = new() { Data = [DataFile.Of(Written(csv, "x,y", "1,2", "1,z", "2,2"))] } }.RunAsync(), typeof(FormatException) },
        { "a coordinate that never changes", csv => new Comparison { Settings = new() { Data = [DataFile.Of(Written(csv, ["x,y", .. Enumerable.Range(0, 100).Select(i => $"{i * i},7")]))] } }.RunAsync(), typeof(ArgumentException) },
        { "a model of another seed", _ => new Comparison { Contenders = [new("mine", _ => Net(0))] }.RunAsync(), typeof(ArgumentException) },
        { "a folder of something else", csv => new Comparison { Folder = Path.GetDirectoryName(Written(csv, "cat")) }.RunAsync(), typeof(InvalidOperationException) },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_is_of_a_usual_type_and_shows_what_was_called_and_nothing_inside(string what, Func<string, Task> call, Type type)
    {
        Exception? mistake = await Record.ExceptionAsync(() => call(Path.Combine(folder, "some.csv")));
        Assert.Equal((what, type), (what, mistake?.GetType()));
        Assert.StartsWith($"{type}: {mistake!.Message}\n", mistake.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        PrintedTrace.Short(mistake.ToString());
    }

    private static Func<string, Task> Now(Func<string, object> call) => csv =>
    {
        call(csv);
        return Task.CompletedTask;
    };

    private static Sequential Net(int seed) => new(seed) { new Input(8, 2), new SimpleRNN(4), new Dense(2) };

    private static string Written(string file, params string[] lines)
    {
        File.WriteAllLines(file, lines);
        return file;
    }
}
