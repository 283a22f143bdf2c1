namespace KerasRnn.Experiments.Runs;

/// <summary>
/// All that is known of one run: one contender on one world with one seed. It is the line of <c>runs.jsonl</c>, and everything a report shows is computed from such lines alone.
/// </summary>
public sealed record RunRecord
{
    /// <summary>World, or the name of the recorded data.</summary>
    public required string World { get; init; }

    /// <summary>Contender.</summary>
    public required string Model { get; init; }

    /// <summary>Seed of data, weights, shuffles and shares.</summary>
    public required int Seed { get; init; }

    /// <summary>What the contender is.</summary>
    public ContenderKind Kind { get; init; }

    /// <summary>How the run ended.</summary>
    public RunStatus Status { get; init; }

    /// <summary>Where it did not end well: why, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The settings that decided the numbers.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>Versions of what computed: library, runtime, operating system, processor.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>The engine that computed, with its vector width or device.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Trainable parameters; 0 for baselines.</summary>
    public int Parameters { get; init; }

    /// <summary>Seconds of training, on one core unless the engine says otherwise.</summary>
    public double Seconds { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs { get; init; }

    /// <summary>By name (<c>loss</c>, <c>val_loss</c>, ...), one value per epoch.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> History { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>Training loss at the end.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Validation loss at the end.</summary>
    public double? ValLoss { get; init; }

    /// <summary>One-step RMSE per coordinate over the test windows, in the data's units.</summary>
    public double? TestRmse { get; init; }

    /// <summary>The same over windows in free flight; null for recorded data.</summary>
    public double? RmseFree { get; init; }

    /// <summary>The same over windows with a bounce in one of the last three steps; null for recorded data.</summary>
    public double? RmseBounce { get; init; }

    /// <summary>One-step RMSE of each test trajectory.</summary>
    public IReadOnlyList<double> OneStepErrors { get; init; } = [];

    /// <summary>Number of valid rollout steps of each test trajectory.</summary>
    public IReadOnlyList<int> Horizons { get; init; } = [];

    /// <summary>For each horizon: true where the trajectory ended before the prediction failed.</summary>
    public IReadOnlyList<bool> Censored { get; init; } = [];

    /// <summary>Median of the horizons.</summary>
    public double? HorizonMedian { get; init; }

    /// <summary>Mean of the horizons.</summary>
    public double? HorizonMean { get; init; }

    /// <summary>Rollout error by step.</summary>
    public StepErrors ErrorByStep { get; init; } = StepErrors.Empty;

    /// <summary>One-step error by position; null unless there are two coordinates.</summary>
    public ErrorField? Field { get; init; }

    /// <summary>Names of the coordinates.</summary>
    public IReadOnlyList<string> Coordinates { get; init; } = ["x", "y"];

    /// <summary>Rollouts to look at: best, median, worst.</summary>
    public IReadOnlyList<RolloutExample> Examples { get; init; } = [];

    /// <summary>What a reader must know of the data: trajectories left out, a single recording split in time.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What makes a run one of its kind.</summary>
    internal (string World, string Model, int Seed) Key => (World, Model, Seed);
}
