namespace KerasRnn.Trajectories;

/// <summary>One start of a rollout, with what was predicted from there.</summary>
public sealed class RolloutCase
{
    // Far beyond any trajectory, and its square still fits a float: a prediction beyond it counts as diverged, as NaN does.
    private const double Beyond = 1e15;

    private RolloutCase(int trajectory, int start, int seeds, int steps, int coordinates)
    {
        (Trajectory, Start, FirstPoint, Steps) = (trajectory, start, start + seeds, steps);
        Predicted = new double[steps * coordinates];
        Array.Fill(Predicted, double.NaN);
    }

    /// <summary>The trajectory's place in its set.</summary>
    public int Trajectory { get; }

    /// <summary>The first of the given points.</summary>
    public int Start { get; }

    /// <summary>The first predicted point.</summary>
    public int FirstPoint { get; }

    /// <summary>How many points are predicted.</summary>
    public int Steps { get; }

    internal double[] Predicted { get; }

    /// <summary>Where it starts and how long it lasts.</summary>
    public override string ToString() => $"trajectory {Trajectory} from point {FirstPoint}, {Steps} step{(Steps == 1 ? "" : "s")}";

    internal static bool IsDiverged(ReadOnlySpan<double> position)
    {
        foreach (double value in position)
            if (!(Math.Abs(value) < Beyond))
                return true;
        return false;
    }

    [StackTraceHidden]
    internal static RolloutCase[] FromStart(Forecaster forecaster, TrajectorySet set)
    {
        int seeds = Check(forecaster, set);
        return [.. Enumerable.Range(0, set.Count).Where(i => set[i].Count > seeds)
            .Select(i => new RolloutCase(i, 0, seeds, set[i].Count - seeds, set.Coordinates))];
    }

    [StackTraceHidden]
    internal static RolloutCase[] Evenly(Forecaster forecaster, TrajectorySet set, int starts)
    {
        int seeds = Check(forecaster, set);
        var cases = new List<RolloutCase>();
        for (int i = 0; i < set.Count; i++)
        {
            int following = set[i].Count - seeds;
            if (following < 1)
                continue;
            int steps = (following + 1) / 2, last = following - steps, count = Math.Min(starts, last + 1);
            for (int j = 0; j < count; j++)
                cases.Add(new RolloutCase(i, count == 1 ? 0 : (int)((long)j * last / (count - 1)), seeds, steps, set.Coordinates));
        }
        return [.. cases];
    }

    [StackTraceHidden]
    private static int Check(Forecaster forecaster, TrajectorySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Coordinates != forecaster.Coordinates)
            throw Throw.SetMismatch(forecaster, set);
        int seeds = forecaster.Window + forecaster.Ahead - 1;
        return set.Any(trajectory => trajectory.Count > seeds) ? seeds : throw Throw.NoRollout(forecaster, set);
    }
}
