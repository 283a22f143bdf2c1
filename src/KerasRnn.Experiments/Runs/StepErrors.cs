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
}
