namespace KerasRnn.Trajectories.Physics;

/// <summary>A state of the Lorenz system, in its own units.</summary>
internal readonly record struct LorenzState(double X, double Y, double Z)
{
    public LorenzState Plus(double factor, LorenzState slope) => new(X + factor * slope.X, Y + factor * slope.Y, Z + factor * slope.Z);
}
