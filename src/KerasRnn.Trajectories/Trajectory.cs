using System.Globalization;
using KerasRnn.Display;
using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories;

/// <summary>
/// One path: positions at regular times, [points, coordinates]. Immutable. A generated trajectory also knows its bounces, for evaluation.
/// </summary>
/// <example><code>var path = new Trajectory("throw-1", new double[,] { { 0.1, 0.2 }, { 0.2, 0.3 } }, timeStep: 0.04);</code></example>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Trajectory : IHtmlView
{
    private readonly double[] values;
    private readonly int truthOffset;

    /// <summary>A trajectory from positions [points, coordinates].</summary>
    /// <param name="id">What tells it apart from others of its set.</param>
    /// <param name="points">Positions, finite numbers.</param>
    /// <param name="timeStep">Time between two points, if known.</param>
    /// <exception cref="ArgumentException">A number is NaN or infinite, or there is no point or no coordinate.</exception>
    public Trajectory(string id, double[,] points, double? timeStep = null)
        : this(id, Flatten(points), points.GetLength(1), timeStep)
    {
    }

    /// <summary>A trajectory from flat positions, point after point.</summary>
    /// <inheritdoc cref="Trajectory(string, double[,], double?)"/>
    public Trajectory(string id, ReadOnlySpan<double> values, int coordinates, double? timeStep = null)
        : this(id, values.ToArray(), coordinates, timeStep, 0)
    {
        if (coordinates < 1 || values.Length < coordinates || values.Length % coordinates != 0)
            throw Throw.Shape(id, values.Length, coordinates);
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw Throw.NotFinite(id, i / coordinates, i % coordinates, values[i]);
        if (timeStep is { } step && !(step > 0 && double.IsFinite(step)))
            throw Throw.TimeStep(id, step);
    }

    private Trajectory(string id, double[] values, int coordinates, double? timeStep, int truthOffset)
    {
        ArgumentNullException.ThrowIfNull(id);
        (Id, this.values, Coordinates, TimeStep, this.truthOffset) = (id, values, coordinates, timeStep, truthOffset);
    }

    /// <summary>What tells it apart from others of its set.</summary>
    public string Id { get; }

    /// <summary>The number of points.</summary>
    public int Count => values.Length / Coordinates;

    /// <summary>The number of coordinates of a point.</summary>
    public int Coordinates { get; }

    /// <summary>Time between two points; null if not known.</summary>
    public double? TimeStep { get; }

    /// <summary>Time of the first point, in the recording's own clock; 0 for generated ones.</summary>
    public double StartTime { get; init; }

    /// <summary>All positions, point after point.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The bounces on the way, in order; null if not known (recorded data, worlds without bounces).</summary>
    public IReadOnlyList<Bounce>? Bounces { get; internal init; }

    /// <summary>What really happened; null for recorded data.</summary>
    internal Truth? Truth { get; init; }

    /// <summary>Whether a bounce fell between point i - 1 and point i; null if not known.</summary>
    internal bool[]? BounceSteps { get; init; }

    /// <summary>One coordinate of one point.</summary>
    public double this[int point, int coordinate] => values[point * Coordinates + coordinate];

    /// <summary>The position at a point.</summary>
    public ReadOnlySpan<double> Point(int point) => values.AsSpan(point * Coordinates, Coordinates);

    /// <summary>The points from <paramref name="start"/> on, as a trajectory of its own.</summary>
    /// <param name="start">First point.</param>
    /// <param name="count">How many.</param>
    /// <param name="id">A new id; null keeps the old one.</param>
    public Trajectory Slice(int start, int count, string? id = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        double from = start * (TimeStep ?? 1), to = (start + count - 1) * (TimeStep ?? 1);
        return new Trajectory(id ?? Id, values[(start * Coordinates)..((start + count) * Coordinates)], Coordinates, TimeStep, truthOffset + start)
        {
            StartTime = StartTime + from,
            Truth = Truth,
            BounceSteps = BounceSteps?[start..(start + count)],
            Bounces = Bounces?.Where(bounce => bounce.Time >= from && bounce.Time < to).Select(bounce => bounce with { Time = bounce.Time - from }).ToArray(),
        };
    }

    /// <summary>Other values at the same times, such as the states of a network along the path; what is known about bounces stays.</summary>
    /// <param name="values">Values [points, coordinates], as many points as here.</param>
    /// <exception cref="ArgumentException">There are more or fewer points, or a number is NaN or infinite.</exception>
    public Trajectory WithValues(double[,] values)
    {
        var sound = new Trajectory(Id, values, TimeStep);
        return sound.Count == Count ? With(sound.values, sound.Coordinates) : throw Throw.PointCount(Id, Count, sound.Count);
    }

    /// <summary>The path as a picture: in the plane for two coordinates, else each coordinate against time. A self-contained HTML fragment, for notebooks.</summary>
    public string ToHtml() => TrajectoryPicture.ToHtml(this);

    /// <summary>The id, the number of points and coordinates, the time step.</summary>
    public override string ToString() => $"trajectory {Id}: {Contents}";

    /// <summary>The number of points and coordinates, the time step.</summary>
    internal string Contents => string.Create(CultureInfo.InvariantCulture,
        $"{Count} points of {Coordinates} coordinate{(Coordinates == 1 ? "" : "s")}{(TimeStep is { } step ? $", time step {step:R}" : "")}{(Bounces is { } bounces ? $", {bounces.Count} bounces" : "")}");

    /// <summary>Whether a bounce fell between point <paramref name="from"/> and point <paramref name="to"/>; null if not known.</summary>
    internal bool? HasBounce(int from, int to) => BounceSteps is { } steps ? steps.AsSpan(Math.Max(from, 0) + 1, to - Math.Max(from, 0)).Contains(true) : null;

    /// <summary>The same path with other coordinate values; what is known about its bounces stays.</summary>
    internal Trajectory WithValues(double[] values) => With(values, Coordinates);

    /// <summary>True positions after a point of this trajectory; see <see cref="Truth.Continue"/>.</summary>
    internal void ContinueTruth(int point, int skip, Span<double> positions) => Truth!.Continue(truthOffset + point, skip, positions);

    // The truth belongs to positions; other values have none.
    private Trajectory With(double[] others, int coordinates) => new(Id, others, coordinates, TimeStep, truthOffset) { StartTime = StartTime, BounceSteps = BounceSteps, Bounces = Bounces };

    private static double[] Flatten(double[,] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[] flat = new double[points.Length];
        Buffer.BlockCopy(points, 0, flat, 0, flat.Length * sizeof(double));
        return flat;
    }
}
