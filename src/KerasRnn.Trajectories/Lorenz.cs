using System.Globalization;
using System.Text.Json.Serialization;
using KerasRnn.Trajectories.Numerics;
using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories;

/// <summary>
/// The Lorenz system, <c>dx/dt = Sigma (y - x)</c>, <c>dy/dt = x (Rho - z) - y</c>, <c>dz/dt = x y - Beta z</c>: smooth, three coordinates, chaotic
/// (two states that differ a little part e-fold every 1.1 units of time).
/// </summary>
/// <remarks>
/// Integrated by the classical Runge-Kutta method with <see cref="SubSteps"/> steps per recorded point. Each trajectory starts uniformly in the box
/// x, y in [-10, 10], z in [15, 35] and drops its first <see cref="Transient"/> units of time. Recorded coordinates are scaled by one fixed map that puts the attractor
/// of the default parameters into the unit cube: <c>(x + 25)/50, (y + 30)/60, z/50</c>.
/// Source: E. N. Lorenz, Deterministic Nonperiodic Flow, 1963.
/// </remarks>
public sealed record Lorenz : World
{
    private const double TransientStep = 0.005;

    /// <summary>Creates the system with Lorenz' parameters and a time step of 0.02.</summary>
    public Lorenz() => TimeStep = 0.02;

    /// <inheritdoc/>
    public override string Name { get; init; } = "lorenz";

    /// <inheritdoc/>
    public override string Description { get; init; } = "the Lorenz attractor, smooth and chaotic";

    /// <summary>Default 10.</summary>
    public double Sigma { get; init; } = 10;

    /// <summary>Default 28.</summary>
    public double Rho { get; init; } = 28;

    /// <summary>Default 8/3.</summary>
    public double Beta { get; init; } = 8.0 / 3;

    /// <summary>Runge-Kutta steps per recorded point; default 20.</summary>
    public int SubSteps { get; init; } = 20;

    /// <summary>Units of time before the first recorded point, so that it lies on the attractor; default 10.</summary>
    public double Transient { get; init; } = 10;

    /// <summary>3: x, y and z.</summary>
    public override int Coordinates => 3;

    /// <summary>False: nothing bounces.</summary>
    public override bool HasBounces => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyDictionary<string, string> Settings => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["beta"] = Beta.ToString("R", CultureInfo.InvariantCulture),
        ["rho"] = Rho.ToString("R", CultureInfo.InvariantCulture),
        ["sigma"] = Sigma.ToString("R", CultureInfo.InvariantCulture),
        ["sub_steps"] = SubSteps.ToString(CultureInfo.InvariantCulture),
        ["time_step"] = TimeStep.ToString("R", CultureInfo.InvariantCulture),
        ["transient"] = Transient.ToString("R", CultureInfo.InvariantCulture),
    };

    private protected override IReadOnlyList<string> CoordinateNames => ["x", "y", "z"];

    /// <summary>The state a number of recorded points later.</summary>
    internal LorenzState Advance(LorenzState state, int points) =>
        new LorenzFlow(Sigma, Rho, Beta).Advance(state, TimeStep / SubSteps, points * SubSteps);

    /// <summary>The fixed map of recorded coordinates.</summary>
    internal static void ToUnitCube(LorenzState state, Span<double> position)
    {
        position[0] = (state.X + 25) / 50;
        position[1] = (state.Y + 30) / 60;
        position[2] = state.Z / 50;
    }

    [StackTraceHidden]
    private protected override void Validate()
    {
        if (!double.IsFinite(Sigma) || !double.IsFinite(Rho) || !double.IsFinite(Beta))
            throw Throw.Setting(Name, "Sigma, Rho and Beta", $"{Sigma}, {Rho}, {Beta}", "finite numbers");
        if (SubSteps < 1)
            throw Throw.Setting(Name, nameof(SubSteps), SubSteps, "at least 1");
        if (!(Transient >= 0) || double.IsInfinity(Transient))
            throw Throw.Setting(Name, nameof(Transient), Transient, "0 or a positive number");
    }

    private protected override Trajectory Generate(long seed, int index, int points)
    {
        var draws = new Draws(seed, index, Draws.Stream.Start);
        var state = new LorenzState(draws.In(-10, 10), draws.In(-10, 10), draws.In(15, 35));
        state = new LorenzFlow(Sigma, Rho, Beta).Advance(state, TransientStep, (int)Math.Ceiling(Transient / TransientStep));
        var states = new LorenzState[points];
        double[] values = new double[3 * points];
        for (int i = 0; i < points; i++)
        {
            if (i > 0)
                state = Advance(state, 1);
            states[i] = state;
            ToUnitCube(state, values.AsSpan(3 * i, 3));
        }
        return new Trajectory(index.ToString(CultureInfo.InvariantCulture), values, 3, TimeStep) { Truth = new LorenzTruth(this, states) };
    }
}
