namespace KerasRnn.Trajectories.Physics;

/// <summary>
/// Moves one ball from event to event. Between two bounces both axes are closed formulas of the time since the last one,
/// so nothing is stepped and nothing accumulates; an instant in between is evaluated without becoming a new origin.
/// </summary>
internal sealed class BallMotion
{
    private readonly BallPhysics physics;
    private double origin;
    private Axis x, y;

    public BallMotion(BallPhysics physics, BallState state)
    {
        this.physics = physics;
        x = new Axis(state.X, state.VelocityX, 0, false);
        // A ball that lies on the floor touches it already: to let it bounce once more would take tangential speed again.
        y = new Axis(state.Y, state.VelocityY, physics.Gravity, physics.Gravity > 0 && state.VelocityY == 0 && state.Y == physics.Low);
    }

    /// <summary>The state at <paramref name="time"/>, which must not lie before the last one asked for; bounces on the way are added to <paramref name="log"/>.</summary>
    public BallState At(double time, List<Bounce>? log = null)
    {
        while (true)
        {
            var (hitX, lowX) = NextHit(x);
            var (hitY, lowY) = NextHit(y);
            double hit = Math.Min(hitX, hitY);
            if (!(origin + hit < time))
                break;
            bool isX = hitX <= hitY;
            Bounce(hit, isX, isX ? lowX : lowY, log);
        }
        double local = time - origin;
        Axis nowX = Move(x, local), nowY = Move(y, local);
        return new BallState(nowX.Position, nowY.Position, nowX.Velocity, nowY.Velocity);
    }

    private void Bounce(double hit, bool isX, bool low, List<Bounce>? log)
    {
        Axis normal = isX ? x : y, tangent = Move(isX ? y : x, hit);
        double wall = low ? physics.Low : physics.High;
        double distance = Math.Max(0, low ? normal.Position - wall : wall - normal.Position);
        double impact = Flight.ImpactVelocity(distance, normal.Velocity, normal.Gravity, physics.Drag, hit, low);
        double rebound = -physics.Restitution * impact;
        bool pressed = low && normal.Gravity > 0, pulledOff = !low && normal.Gravity > 0;
        bool stays = Math.Abs(rebound) < physics.RestSpeed && !pulledOff && (pressed || physics.Restitution < 1);
        Axis after = new(wall, stays ? 0 : rebound, normal.Gravity, stays && pressed);
        Axis slowed = tangent with { Velocity = tangent.Velocity * (1 - physics.WallFriction) };

        origin += hit;
        (x, y) = isX ? (after, slowed) : (slowed, after);
        log?.Add(isX
            ? new Bounce(origin, low ? Wall.Left : Wall.Right, wall, tangent.Position, impact, tangent.Velocity, after.Velocity, slowed.Velocity)
            : new Bounce(origin, low ? Wall.Floor : Wall.Ceiling, tangent.Position, wall, tangent.Velocity, impact, slowed.Velocity, after.Velocity));
    }

    private (double Time, bool Low) NextHit(Axis axis)
    {
        if (axis.Resting)
            return (double.PositiveInfinity, true);
        double down = double.IsInfinity(physics.Low) ? double.PositiveInfinity
            : Flight.TimeDown(axis.Position - physics.Low, axis.Velocity, axis.Gravity, physics.Drag);
        double up = double.IsInfinity(physics.High) ? double.PositiveInfinity
            : Flight.TimeUp(physics.High - axis.Position, axis.Velocity, axis.Gravity, physics.Drag);
        return down <= up ? (down, true) : (up, false);
    }

    // Rounding may put a position that is computed just before a wall just behind it: the clamp keeps "no point outside" exact.
    private Axis Move(Axis axis, double time) => axis.Resting ? axis : axis with
    {
        Position = Math.Clamp(axis.Position + Flight.Displacement(axis.Velocity, axis.Gravity, physics.Drag, time), physics.Low, physics.High),
        Velocity = Flight.Velocity(axis.Velocity, axis.Gravity, physics.Drag, time),
    };

    private readonly record struct Axis(double Position, double Velocity, double Gravity, bool Resting);
}
