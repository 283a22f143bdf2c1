namespace KerasRnn.Trajectories.Physics;

/// <summary>The true states of a ball at its recorded points, with the physics that it lived under.</summary>
internal sealed class BallTruth(BallPhysics physics, BallState[] states, double timeStep) : Truth
{
    public BallPhysics Physics { get; } = physics;

    public IReadOnlyList<BallState> States { get; } = states;

    public override void Continue(int point, int skip, Span<double> positions)
    {
        var motion = new BallMotion(Physics, States[point]);
        for (int i = 0; 2 * i < positions.Length; i++)
        {
            BallState state = motion.At((skip + i + 1) * timeStep);
            positions[2 * i] = state.X;
            positions[2 * i + 1] = state.Y;
        }
    }
}
