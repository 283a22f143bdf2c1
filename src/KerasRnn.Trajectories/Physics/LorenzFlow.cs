namespace KerasRnn.Trajectories.Physics;

/// <summary>The Lorenz equations and the classical fourth-order Runge-Kutta step.</summary>
internal readonly record struct LorenzFlow(double Sigma, double Rho, double Beta)
{
    /// <summary>The state <paramref name="steps"/> steps of length <paramref name="step"/> later.</summary>
    public LorenzState Advance(LorenzState s, double step, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            LorenzState a = Slope(s), b = Slope(s.Plus(step / 2, a)), c = Slope(s.Plus(step / 2, b)), d = Slope(s.Plus(step, c));
            s = new LorenzState(
                s.X + step / 6 * (a.X + 2 * (b.X + c.X) + d.X),
                s.Y + step / 6 * (a.Y + 2 * (b.Y + c.Y) + d.Y),
                s.Z + step / 6 * (a.Z + 2 * (b.Z + c.Z) + d.Z));
        }
        return s;
    }

    private LorenzState Slope(LorenzState s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);
}
