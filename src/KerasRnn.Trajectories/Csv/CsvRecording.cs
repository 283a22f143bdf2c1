namespace KerasRnn.Trajectories;

/// <summary>Recorded trajectories, and the report on how they were read.</summary>
/// <param name="Set">The trajectories.</param>
/// <param name="Report">What was assumed and what was left out.</param>
public sealed record CsvRecording(TrajectorySet Set, CsvReport Report)
{
    /// <summary>The trajectories, then the report.</summary>
    public override string ToString() => Set + Environment.NewLine + Report;
}
