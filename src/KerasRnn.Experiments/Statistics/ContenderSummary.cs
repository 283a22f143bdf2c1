using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Statistics;

/// <summary>One contender on one world, over all its seeds.</summary>
public sealed record ContenderSummary
{
    /// <summary>Name of the contender.</summary>
    public required string Model { get; init; }

    /// <summary>What it is.</summary>
    public required ContenderKind Kind { get; init; }

    /// <summary>Trainable parameters.</summary>
    public int Parameters { get; init; }

    /// <summary>Median seconds of training.</summary>
    public double Seconds { get; init; } = double.NaN;

    /// <summary>Median over seeds of the one-step RMSE; NaN where there is none.</summary>
    public double Rmse { get; init; } = double.NaN;

    /// <summary>The same in free flight.</summary>
    public double RmseFree { get; init; } = double.NaN;

    /// <summary>The same around bounces.</summary>
    public double RmseBounce { get; init; } = double.NaN;

    /// <summary>
    /// The primary measure, higher is better: the median over seeds of the median horizon over test trajectories, in steps, with its 95 % interval. A diverged run counts as horizon 0.
    /// </summary>
    public Interval Horizon { get; init; } = Interval.None;

    /// <summary>Median horizon of each seed; diverged runs are 0, failed ones absent.</summary>
    public IReadOnlyDictionary<int, double> HorizonBySeed { get; init; } = new Dictionary<int, double>();

    /// <summary>Share of rollouts that were still valid when their trajectory ended.</summary>
    public double CensoredShare { get; init; } = double.NaN;

    /// <summary>True where half of the rollouts or more outlived their trajectory: the horizon is then a lower bound.</summary>
    public bool IsLowerBound => CensoredShare >= 0.5;

    /// <summary>Paired difference to the best contender, this minus best, in steps; null for the best itself and for the oracle.</summary>
    public Interval? Difference { get; init; }

    /// <summary>Exact paired sign-flip test of that difference over seeds; null for the best, the oracle, and where no seed is shared.</summary>
    public SignFlipResult? Test { get; init; }

    /// <summary>Its p-value after Holm's correction for holding several contenders against the best.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Seeds whose run diverged.</summary>
    public IReadOnlyList<int> DivergedSeeds { get; init; } = [];

    /// <summary>Seeds whose run failed.</summary>
    public IReadOnlyList<int> FailedSeeds { get; init; } = [];

    /// <summary>Number of runs, whatever became of them.</summary>
    public int Runs { get; init; }
}
