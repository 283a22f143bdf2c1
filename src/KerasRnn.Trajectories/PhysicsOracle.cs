namespace KerasRnn.Trajectories;

/// <summary>
/// The reference line: starts from the true state at the window's last point, velocity and hidden parameters included, and lets the world's own physics run. What it gets wrong
/// is measurement noise, which nobody can know. Only for generated trajectories; never a contender.
/// </summary>
public sealed class PhysicsOracle : Forecaster
{
    /// <summary>An oracle for windows of that shape.</summary>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public PhysicsOracle(int window, int ahead, int coordinates)
        : base("physics-oracle", window, ahead, coordinates)
    {
    }

    /// <summary>True: it knows what no model may know.</summary>
    public override bool IsReference => true;

    private protected override void PredictCore(TrajectoryWindows windows, Span<double> next)
    {
        CheckGenerated(windows.Set);
        for (int i = 0; i < windows.Count; i++)
            windows.Set[windows.TrajectoryOf(i)].ContinueTruth(windows.StartOf(i) + Window - 1, Ahead - 1, next.Slice(i * Coordinates, Coordinates));
    }

    // From the last point of the first window, once: what follows is one integration, not a new look at the truth at every step.
    private protected override void RollOutCore(TrajectorySet set, IReadOnlyList<RolloutCase> cases)
    {
        CheckGenerated(set);
        foreach (RolloutCase one in cases)
            set[one.Trajectory].ContinueTruth(one.FirstPoint - Ahead, Ahead - 1, one.Predicted);
    }

    private static void CheckGenerated(TrajectorySet set)
    {
        foreach (Trajectory trajectory in set)
            if (trajectory.Truth is null)
                throw Throw.NotGenerated(set.Name, trajectory.Id);
    }
}
