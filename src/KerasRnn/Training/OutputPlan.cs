namespace KerasRnn;

/// <summary>How one output is trained and judged.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Objective">Its loss.</param>
/// <param name="Weight">The factor of the loss in the sum.</param>
/// <param name="Loss">The mean of this output's loss over an epoch.</param>
/// <param name="Metrics">Its metrics with the names they are reported under.</param>
internal sealed record OutputPlan(string Name, Loss Objective, double Weight, RunningMean Loss, IReadOnlyList<(string Name, Metric Metric)> Metrics);
