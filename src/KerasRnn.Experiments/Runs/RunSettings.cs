using System.Globalization;

namespace KerasRnn.Experiments.Runs;

/// <summary>
/// What decides the numbers of every run of a comparison. A run is a pure function of these settings and of (world, model, seed); two comparisons whose settings differ may not share
/// a folder. Defaults are those of <c>kerasrnn compare</c>.
/// </summary>
public sealed record RunSettings
{
    /// <summary>Recorded trajectories instead of worlds; empty for worlds.</summary>
    public IReadOnlyList<DataFile> Data { get; init; } = [];

    /// <summary>Number of positions a model sees.</summary>
    public int Window { get; init; } = 8;

    /// <summary>How many steps ahead the target lies.</summary>
    public int Ahead { get; init; } = 1;

    /// <summary>Time step to which recorded data are resampled, in the file's unit; null: as they are.</summary>
    public double? Resample { get; init; }

    /// <summary>Training epochs.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Windows per training step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Units of each recurrent layer.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>
    /// Trajectories for training, validation and test: <c>200,50,50</c> in file order, or shares <c>70%,15%,15%</c> drawn by the seed; null: the former for worlds, the latter for data.
    /// </summary>
    public string? Split { get; init; }

    /// <summary>The split with its default in place.</summary>
    public string EffectiveSplit => Split ?? (Data.Count == 0 ? "200,50,50" : "70%,15%,15%");

    /// <summary>Column of the trajectory's id, null: found by name.</summary>
    public string? Id { get; init; }

    /// <summary>Column of the time, null: found by name.</summary>
    public string? Time { get; init; }

    /// <summary>Columns of the coordinates; empty: found by name.</summary>
    public IReadOnlyList<string> Coordinates { get; init; } = [];

    /// <summary>Epochs without a better validation loss after which training stops; null: never.</summary>
    public int? Patience { get; init; }

    /// <summary>The engine that computes.</summary>
    public string Engine { get; init; } = "simd";

    /// <summary>Trajectories a world gives.</summary>
    public int Trajectories { get; init; } = 300;

    /// <summary>Points of each of a world's trajectories.</summary>
    public int Points { get; init; } = 60;

    /// <summary>The horizon ends at the first error above this, in standard deviations of the training positions.</summary>
    public double Threshold { get; init; } = 0.5;

    // A file that was written by hand may leave out what is never null here.
    internal bool IsWhole => Data is not null && Coordinates is not null && Engine is not null && Data.All(d => d is { Path: not null, Sha256: not null });

    /// <summary>Every setting by the name of its option, in the order of the command's help; null where it is left to the data. Names without dashes are not options.</summary>
    public IReadOnlyList<(string Name, string? Value)> Options() =>
    [
        ("--data", Data.Count == 0 ? null : string.Join(' ', Data.Select(d => d.Path))),
        ("--window", Text(Window)), ("--ahead", Text(Ahead)), ("--resample", Resample is { } dt ? Text(dt) : null),
        ("--epochs", Text(Epochs)), ("--batch", Text(Batch)), ("--learning-rate", Text(LearningRate)), ("--hidden", Text(Hidden)), ("--split", EffectiveSplit),
        ("--id", Id), ("--time", Time), ("--coordinates", Coordinates.Count == 0 ? null : string.Join(',', Coordinates)),
        ("--patience", Patience is { } patience ? Text(patience) : null), ("--engine", Engine),
        ("trajectories", Data.Count == 0 ? Text(Trajectories) : null), ("points", Data.Count == 0 ? Text(Points) : null), ("threshold", Text(Threshold)),
    ];

    /// <summary>How these settings differ from those of a folder: <c>Settings.Epochs was 20, now 30</c>; empty where they do not.</summary>
    /// <param name="before">The settings of the folder.</param>
    public IReadOnlyList<string> DifferencesFrom(RunSettings before)
    {
        // A copy of the same data elsewhere is the same data: contents decide, not paths.
        var sameData = Data.Select(d => d.Sha256).SequenceEqual(before.Data.Select(d => d.Sha256), StringComparer.Ordinal);
        var samePaths = Data.Select(d => d.Path).SequenceEqual(before.Data.Select(d => d.Path), StringComparer.Ordinal);
        return
        [
            .. before.Options().Zip(Options())
                .Where(p => p.First.Name == "--data" ? !sameData : p.First.Value != p.Second.Value)
                .Select(p => p.First.Name == "--data" && samePaths
                    ? $"the content of Settings.Data {p.Second.Value} has changed since"
                    : $"{Property(p.First.Name)} was {p.First.Value ?? "not given"}, now {p.Second.Value ?? "not given"}"),
        ];
    }

    // --learning-rate is Settings.LearningRate.
    private static string Property(string option) =>
        $"Settings.{string.Concat(option.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
