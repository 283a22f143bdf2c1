namespace KerasRnn.Trajectories.Physics;

/// <summary>
/// Free flight along one axis, dv/dt = -k v - g, in closed form and the times at which it reaches a wall.
/// With z = k t: x(t) = x0 + v0 t A(z) - g t² B(z) and v(t) = v0 e^-z - g t A(z), where A(z) = (1 - e^-z)/z and B(z) = (z - 1 + e^-z)/z²
/// (1 and 1/2 without drag, so that the formulas of a vacuum are not a special case).
/// </summary>
internal static class Flight
{
    /// <summary>How far the axis moved after time t.</summary>
    public static double Displacement(double velocity, double gravity, double drag, double time)
    {
        double b = B(drag * time), a = 1 - drag * time * b;
        return time * (velocity * a - gravity * time * b);
    }

    /// <summary>The velocity after time t.</summary>
    public static double Velocity(double velocity, double gravity, double drag, double time)
    {
        double z = drag * time, a = 1 - z * B(z);
        return velocity * Math.Exp(-z) - gravity * time * a;
    }

    /// <summary>The first time at which something <paramref name="height"/> above a floor reaches it; infinity if never.</summary>
    public static double TimeDown(double height, double velocity, double gravity, double drag)
    {
        if (height <= 0 && (velocity < 0 || (velocity == 0 && gravity > 0)))
            return 0;
        if (gravity == 0)
            return Coast(height, -velocity, drag);
        if (drag == 0)
        {
            double impact = Math.Sqrt(velocity * velocity + 2 * gravity * height);
            return velocity < 0 ? 2 * height / (impact - velocity) : (velocity + impact) / gravity;
        }
        double apex = velocity > 0 ? Log1p(drag * velocity / gravity) / drag : 0;
        double span = 1;
        while (height + Displacement(velocity, gravity, drag, apex + span) > 0)
            span *= 2;
        return Root(height, velocity, gravity, drag, 1, apex, apex + span);
    }

    /// <summary>The first time at which something <paramref name="gap"/> below a ceiling reaches it; infinity if never. Grazing is not reaching.</summary>
    public static double TimeUp(double gap, double velocity, double gravity, double drag)
    {
        if (velocity <= 0)
            return double.PositiveInfinity;
        if (gap <= 0)
            return 0;
        if (gravity == 0)
            return Coast(gap, velocity, drag);
        if (drag == 0)
        {
            double square = velocity * velocity - 2 * gravity * gap;
            return square <= 0 ? double.PositiveInfinity : 2 * gap / (velocity + Math.Sqrt(square));
        }
        double apex = Log1p(drag * velocity / gravity) / drag;
        return Displacement(velocity, gravity, drag, apex) <= gap
            ? double.PositiveInfinity
            : Root(gap, velocity, gravity, drag, -1, 0, apex);
    }

    /// <summary>The velocity with which a wall is reached. Without drag it comes from the energy, not from the time: bounces then lose none by rounding.</summary>
    public static double ImpactVelocity(double distance, double velocity, double gravity, double drag, double time, bool down)
    {
        if (drag == 0 && gravity == 0)
            return velocity;
        if (drag == 0)
            return down ? -Math.Sqrt(velocity * velocity + 2 * gravity * distance) : Math.Sqrt(Math.Max(0, velocity * velocity - 2 * gravity * distance));
        double impact = Velocity(velocity, gravity, drag, time);
        return down ? Math.Min(0, impact) : Math.Max(0, impact);
    }

    private static double Coast(double distance, double speed, double drag)
    {
        if (speed <= 0)
            return double.PositiveInfinity;
        double reach = drag * distance / speed;
        return drag == 0 ? distance / speed : reach >= 1 ? double.PositiveInfinity : -Log1p(-reach) / drag;
    }

    // The root of f(t) = distance + sign * displacement(t), which falls from low to high: Newton's method, kept in a shrinking bracket.
    private static double Root(double distance, double velocity, double gravity, double drag, int sign, double low, double high)
    {
        double time = 0.5 * (low + high), step = high - low, before = step;
        for (int i = 0; i < 200; i++)
        {
            double value = distance + sign * Displacement(velocity, gravity, drag, time);
            double slope = sign * Velocity(velocity, gravity, drag, time);
            if (value == 0)
                return time;
            if (value > 0)
                low = time;
            else
                high = time;
            double newton = time - value / slope;
            bool shrinks = newton > low && newton < high && Math.Abs(newton - time) <= 0.5 * before;
            before = step;
            double next = shrinks ? newton : 0.5 * (low + high);
            step = Math.Abs(next - time);
            if (next == time || step <= 1e-16 * Math.Abs(time))
                return next;
            time = next;
        }
        return time;
    }

    // 1/2 - z/6 + z²/24 - ... below 1, where the closed form cancels.
    private static double B(double z)
    {
        if (z >= 1)
            return (z + Math.Exp(-z) - 1) / (z * z);
        double term = 0.5, sum = 0.5;
        for (int n = 3; Math.Abs(term) > 1e-18; n++)
        {
            term *= -z / n;
            sum += term;
        }
        return sum;
    }

    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }
}
