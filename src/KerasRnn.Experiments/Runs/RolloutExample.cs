namespace KerasRnn.Experiments.Runs;

/// <summary>One rollout kept to be looked at: the truth, and what the contender made of it.</summary>
/// <param name="Case">Why this one: <c>best</c>, <c>median</c> or <c>worst</c>.</param>
/// <param name="Quantile">Quantile of the run's horizons at which it was chosen, so that nobody picks cherries.</param>
/// <param name="Trajectory">Index among the test trajectories.</param>
/// <param name="Horizon">Number of valid steps.</param>
/// <param name="IsCensored">True where the trajectory ended before the prediction failed.</param>
/// <param name="Start">[point][coordinate]: the points the rollout was given.</param>
/// <param name="Truth">[step][coordinate]: the positions that followed.</param>
/// <param name="Predicted">[step][coordinate]: the positions predicted.</param>
public sealed record RolloutExample(string Case, double Quantile, int Trajectory, int Horizon, bool IsCensored,
    IReadOnlyList<IReadOnlyList<float>> Start, IReadOnlyList<IReadOnlyList<float>> Truth, IReadOnlyList<IReadOnlyList<float>> Predicted)
{
    /// <summary>Steps that are kept of a long rollout.</summary>
    public const int MostSteps = 300;

    private static readonly (string Case, double Quantile)[] Cases = [("best", 0.9), ("median", 0.5), ("worst", 0.1)];

    /// <summary>
    /// Which trajectories to keep: sorted by horizon (equal ones by index), those at the 90 %, 50 % and 10 % quantile, rounded to a place that exists. Fewer than three trajectories
    /// are kept once each.
    /// </summary>
    /// <param name="horizons">The horizons of one run's test trajectories.</param>
    public static IReadOnlyList<(string Case, double Quantile, int Trajectory)> Choose(IReadOnlyList<int> horizons)
    {
        if (horizons.Count == 0) return [];
        var order = Enumerable.Range(0, horizons.Count).OrderBy(i => horizons[i]).ThenBy(i => i).ToArray();
        int Place(double quantile) => (int)Math.Round((order.Length - 1) * quantile, MidpointRounding.AwayFromZero);
        return [.. Cases.Where(c => c.Case == "median" || Place(c.Quantile) != Place(0.5)).Select(c => (c.Case, c.Quantile, order[Place(c.Quantile)]))];
    }
}
