namespace KerasRnn.Trajectories;

/// <summary>
/// The named worlds, from easy to hard. In all ball worlds the ball moves 0.015 to 0.045 sides per step at first, and gravity is 0.001 sides per step².
/// </summary>
public static class Worlds
{
    /// <summary>No walls: a thrown ball, a parabola. Three points say everything.</summary>
    public static BallWorld NoWalls { get; } = new()
    {
        Name = "no-walls",
        Description = "a thrown ball: gravity and no walls",
        Gravity = 0.625,
        WithoutWalls = true,
    };

    /// <summary>Straight lines and lossless bounces, no gravity.</summary>
    public static BallWorld Elastic { get; } = new()
    {
        Name = "elastic",
        Description = "straight lines between lossless walls",
    };

    /// <summary>Parabolas and lossless bounces.</summary>
    public static BallWorld Gravity { get; } = new()
    {
        Name = "gravity",
        Description = "gravity between lossless walls",
        Gravity = 0.625,
    };

    /// <summary>Gravity, drag, and bounces that lose speed along and across the wall.</summary>
    public static BallWorld Lossy { get; } = new()
    {
        Name = "lossy",
        Description = "gravity, drag, and walls that take speed",
        Gravity = 0.625,
        Restitution = 0.9,
        WallFriction = 0.02,
        Drag = 0.025,
    };

    /// <summary>Every ball lives under its own gravity, restitution, friction and drag, which only its path betrays.</summary>
    public static BallWorld Hidden { get; } = new()
    {
        Name = "hidden",
        Description = "every ball has its own hidden gravity, restitution, friction and drag",
        Gravity = (0.25, 1),
        Restitution = (0.7, 1),
        WallFriction = (0, 0.1),
        Drag = (0, 0.1),
    };

    /// <summary>Hidden physics, seen through measurement noise.</summary>
    public static BallWorld Noisy { get; } = Hidden with
    {
        Name = "noisy",
        Description = "hidden physics, positions measured with an error of 0.005",
        Noise = 0.005,
    };

    /// <summary>The Lorenz attractor: smooth, chaotic, three coordinates.</summary>
    public static Lorenz Lorenz { get; } = new();

    /// <summary>All of them, from easy to hard.</summary>
    public static IReadOnlyList<World> All { get; } = [NoWalls, Elastic, Gravity, Lossy, Hidden, Noisy, Lorenz];

    /// <summary>The world of that name, ignoring case.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence names the nearest and all known ones.</exception>
    public static World Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] names = [.. All.Select(world => world.Name)];
        return All.FirstOrDefault(world => world.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Throw.UnknownWorld(name, names);
    }
}
