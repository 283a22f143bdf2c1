using System.Text.Json.Serialization;

namespace KerasRnn.Trajectories;

/// <summary>
/// Something that moves by known laws and can be watched as often as one likes. Immutable; what it generates is a pure function of
/// its settings, the seed and the number of the trajectory.
/// </summary>
[JsonDerivedType(typeof(BallWorld), "ball")]
[JsonDerivedType(typeof(Lorenz), "lorenz")]
public abstract record World
{
    /// <summary>The name by which reports and the command line call this world.</summary>
    public virtual string Name { get; init; } = "world";

    /// <summary>One sentence for people.</summary>
    public virtual string Description { get; init; } = "";

    /// <summary>The number of coordinates of a position.</summary>
    public abstract int Coordinates { get; }

    /// <summary>The time between two recorded points, in the world's unit of time.</summary>
    public double TimeStep { get; init; } = 0.04;

    /// <summary>Every setting that decides what is generated, by name, as text: for reports and for telling two settings apart.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Whether trajectories know their bounces, so that errors can be told apart by them.</summary>
    public abstract bool HasBounces { get; }

    /// <summary>
    /// Generates trajectories. Trajectory i depends on the settings, the seed and i alone: more trajectories or more points leave it as it was.
    /// </summary>
    /// <param name="count">How many trajectories.</param>
    /// <param name="points">How many recorded points each.</param>
    /// <param name="seed">Draws starts, hidden parameters and noise.</param>
    /// <exception cref="ArgumentException">A setting, the count or the number of points makes no sense.</exception>
    /// <example><code>TrajectorySet balls = Worlds.Gravity.Generate(count: 300, points: 60, seed: 7);</code></example>
    public TrajectorySet Generate(int count, int points, long seed = 0)
    {
        if (count < 1)
            throw Throw.Setting(Name, "count", count, "at least 1");
        if (points < 1)
            throw Throw.Setting(Name, "points", points, "at least 1");
        if (!(TimeStep > 0) || !double.IsFinite(TimeStep))
            throw Throw.Setting(Name, "TimeStep", TimeStep, "a positive number");
        Validate();
        var trajectories = new Trajectory[count];
        for (int i = 0; i < count; i++)
            trajectories[i] = Generate(seed, i, points);
        return new TrajectorySet(trajectories, CoordinateNames) { Name = Name, World = this };
    }

    /// <summary>The name and what it is.</summary>
    public sealed override string ToString() => $"{Name}: {Description} ({string.Join(", ", Settings.Select(setting => $"{setting.Key} {setting.Value}"))})";

    private protected abstract IReadOnlyList<string> CoordinateNames { get; }

    private protected abstract void Validate();

    private protected abstract Trajectory Generate(long seed, int index, int points);
}
