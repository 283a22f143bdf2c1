namespace KerasRnn.Experiments.Runs;

/// <summary>
/// Rollout error by step over the test trajectories of one run; entry i belongs to step i + 1. Where trajectories end earlier than others, a step is the quantile of those that reach it.
/// </summary>
/// <param name="Median">Median error.</param>
/// <param name="Low">10 % quantile.</param>
/// <param name="High">90 % quantile.</param>
public sealed record StepErrors(IReadOnlyList<double> Median, IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>No step.</summary>
    public static StepErrors Empty { get; } = new([], [], []);

    /// <summary>The quantiles of <paramref name="errors"/>, [trajectory][step], of any lengths.</summary>
    public static StepErrors Of(IReadOnlyList<IReadOnlyList<double>> errors)
    {
        var steps = errors.Count == 0 ? 0 : errors.Max(e => e.Count);
        var columns = Enumerable.Range(0, steps).Select(t => errors.Where(e => e.Count > t).Select(e => e[t]).ToArray()).ToArray();
        double[] Row(double p) => [.. columns.Select(c => Statistics.Quantiles.Quantile(c, p))];
        return new(Row(0.5), Row(0.1), Row(0.9));
    }
}
