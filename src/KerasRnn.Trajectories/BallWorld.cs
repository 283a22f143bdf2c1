using System.Globalization;
using System.Text.Json.Serialization;
using KerasRnn.Trajectories.Numerics;
using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories;

/// <summary>
/// A ball in the unit square, exact and event-driven: between bounces its path is the closed solution of
/// <c>dv/dt = -Drag v - Gravity e_y</c>, and the next bounce is computed, not searched for by small steps. So it cannot pass through a wall,
/// and without losses its energy does not drift.
/// </summary>
/// <remarks>
/// <para>Lengths are sides of the square, y points up, time has an arbitrary unit in which <see cref="World.TimeStep"/> is measured.
/// At a wall the normal velocity is multiplied by <c>-Restitution</c> and the tangential one by <c>1 - WallFriction</c>.</para>
/// <para>A bounce that would leave a wall more slowly than <see cref="RestSpeed"/> ends in contact: the ball slides on that wall, without friction but
/// with drag, until something lifts it; otherwise infinitely many bounces would fit into finite time. Two bounces are too regular to need it and always rebound:
/// one off a wall that gravity pulls away from, and a lossless one (restitution 1) off a wall that gravity does not press on.</para>
/// <para>Trajectories hold positions only. True velocities and hidden parameters are kept for <see cref="PhysicsOracle"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var world = new BallWorld { Gravity = 0.6, Restitution = 0.9, TimeStep = 0.04 };
/// TrajectorySet balls = world.Generate(count: 300, points: 120, seed: 7);
/// </code>
/// </example>
public sealed record BallWorld : World
{
    private const double MostCrossings = 100;

    /// <inheritdoc/>
    public override string Name { get; init; } = "ball";

    /// <inheritdoc/>
    public override string Description { get; init; } = "a ball in the unit square";

    /// <summary>Downward acceleration, in sides per time²; default 0.</summary>
    public ValueRange Gravity { get; init; }

    /// <summary>The share of the normal speed that survives a bounce, 0 to 1; default 1 (elastic).</summary>
    public ValueRange Restitution { get; init; } = 1;

    /// <summary>The share of the tangential speed that a bounce takes, 0 to 1; default 0.</summary>
    public ValueRange WallFriction { get; init; }

    /// <summary>Linear drag, the share of the velocity lost per unit of time; default 0.</summary>
    public ValueRange Drag { get; init; }

    /// <summary>Radius of the ball: its centre stays between radius and 1 - radius; 0 (a point, the default) to below 0.5.</summary>
    public double Radius { get; init; }

    /// <summary>Speed at the start, in sides per unit of time; default 0.375 to 1.125, which is 0.015 to 0.045 per default time step.</summary>
    public ValueRange Speed { get; init; } = (0.375, 1.125);

    /// <summary>Standard deviation of the measurement error on each recorded coordinate, in sides; default 0. The motion does not feel it.</summary>
    public double Noise { get; init; }

    /// <summary>A bounce slower than this, in sides <b>per time step</b>, ends in contact; default 1e-4.</summary>
    public double RestSpeed { get; init; } = 1e-4;

    /// <summary>Whether the square has no walls, so that the ball leaves it; default false.</summary>
    public bool WithoutWalls { get; init; }

    /// <summary>2: x and y.</summary>
    public override int Coordinates => 2;

    /// <inheritdoc/>
    public override bool HasBounces => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyDictionary<string, string> Settings => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["drag"] = Drag.ToString(),
        ["gravity"] = Gravity.ToString(),
        ["noise"] = Text(Noise),
        ["radius"] = Text(Radius),
        ["rest_speed"] = Text(RestSpeed),
        ["restitution"] = Restitution.ToString(),
        ["speed"] = Speed.ToString(),
        ["time_step"] = Text(TimeStep),
        ["wall_friction"] = WallFriction.ToString(),
        ["walls"] = WithoutWalls ? "no" : "yes",
    };

    private protected override IReadOnlyList<string> CoordinateNames => ["x", "y"];

    [StackTraceHidden]
    private protected override void Validate()
    {
        Check("Gravity", Gravity, double.MaxValue);
        Check("Restitution", Restitution, 1);
        Check("WallFriction", WallFriction, 1);
        Check("Drag", Drag, double.MaxValue);
        Check("Speed", Speed, double.MaxValue);
        if (!(Radius >= 0 && Radius < 0.5))
            throw Throw.Setting(Name, nameof(Radius), Radius, "at least 0 and below 0.5");
        if (!(Noise >= 0) || double.IsInfinity(Noise))
            throw Throw.Setting(Name, nameof(Noise), Noise, "0 or a positive number");
        if (!(RestSpeed > 0) || double.IsInfinity(RestSpeed))
            throw Throw.Setting(Name, nameof(RestSpeed), RestSpeed, "a positive number");
        // Bounces are computed one by one: a ball that crosses the square a million times between two points would take for ever.
        double room = 1 - 2 * Radius, fastest = Math.Sqrt(Speed.High * Speed.High + 2 * Gravity.High * room) * TimeStep;
        if (!WithoutWalls && !(fastest <= MostCrossings * room))
            throw Throw.TooFast(Name, fastest, MostCrossings * room);
    }

    private protected override Trajectory Generate(long seed, int index, int points)
    {
        var draws = new Draws(seed, index, Draws.Stream.Start);
        double low = WithoutWalls ? double.NegativeInfinity : Radius, high = WithoutWalls ? double.PositiveInfinity : 1 - Radius;
        double x = draws.In(Radius, 1 - Radius), y = draws.In(Radius, 1 - Radius);
        double direction = 2 * Math.PI * draws.Uniform(), speed = Speed.Draw(draws);
        var physics = new BallPhysics(
            Gravity.Draw(draws), Restitution.Draw(draws), WallFriction.Draw(draws), Drag.Draw(draws), low, high, RestSpeed / TimeStep);
        return Record(index.ToString(CultureInfo.InvariantCulture), physics, new BallState(x, y, speed * Math.Cos(direction), speed * Math.Sin(direction)), points,
            new Draws(seed, index, Draws.Stream.Noise));
    }

    private Trajectory Record(string id, BallPhysics physics, BallState start, int points, Draws noise)
    {
        var motion = new BallMotion(physics, start);
        var bounces = new List<Bounce>();
        var states = new BallState[points];
        double[] values = new double[2 * points];
        bool[] bounced = new bool[points];
        for (int i = 0; i < points; i++)
        {
            int before = bounces.Count;
            states[i] = motion.At(i * TimeStep, bounces);
            bounced[i] = bounces.Count > before;
            values[2 * i] = states[i].X;
            values[2 * i + 1] = states[i].Y;
        }
        if (Noise > 0)
            for (int i = 0; i < values.Length; i++)
                values[i] += Noise * noise.Normal();
        return new Trajectory(id, values, 2, TimeStep) { Truth = new BallTruth(physics, states, TimeStep), Bounces = bounces, BounceSteps = bounced };
    }

    [StackTraceHidden]
    private void Check(string setting, ValueRange range, double most)
    {
        if (range.Low < 0 || range.High > most)
            throw Throw.Setting(Name, setting, range, most == 1 ? "between 0 and 1" : "0 or positive");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
