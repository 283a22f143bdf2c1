using System.Collections;
using System.Globalization;
using KerasRnn.Display;

namespace KerasRnn.Trajectories;

/// <summary>Trajectories of the same kind: the same coordinates, the same time step. Immutable.</summary>
/// <example>
/// <code>
/// var (train, validation, test) = balls.Split(200, 50, 50);   // whole trajectories, in order: windows never leak
/// var windows = train.Windows(length: 8, ahead: 1);           // inputs [windows, 8, 2], targets [windows, 2]
/// </code>
/// </example>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class TrajectorySet : IReadOnlyList<Trajectory>, IHtmlView
{
    private readonly Trajectory[] trajectories;
    private CoordinateStatistics? statistics;

    /// <summary>A set of trajectories.</summary>
    /// <param name="trajectories">Any number, none included, all with as many coordinates as there are names.</param>
    /// <param name="coordinateNames">Names of the coordinates.</param>
    /// <exception cref="ArgumentException">A trajectory has another number of coordinates.</exception>
    public TrajectorySet(IEnumerable<Trajectory> trajectories, IReadOnlyList<string> coordinateNames)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(coordinateNames);
        this.trajectories = [.. trajectories];
        CoordinateNames = [.. coordinateNames];
        foreach (Trajectory trajectory in this.trajectories)
            if (trajectory.Coordinates != CoordinateNames.Count)
                throw Throw.MixedCoordinates(trajectory.Id, trajectory.Coordinates, CoordinateNames);
    }

    /// <summary>Where the trajectories come from: a world's name, a file's name.</summary>
    public string Name { get; init; } = "trajectories";

    /// <summary>The world that generated them; null for recorded data.</summary>
    public World? World { get; init; }

    /// <summary>Names of the coordinates, in order.</summary>
    public IReadOnlyList<string> CoordinateNames { get; }

    /// <summary>The number of coordinates.</summary>
    public int Coordinates => CoordinateNames.Count;

    /// <summary>The number of trajectories.</summary>
    public int Count => trajectories.Length;

    /// <summary>The number of points of all trajectories together.</summary>
    public int PointCount => trajectories.Sum(trajectory => trajectory.Count);

    /// <summary>Time between two points; null if not known.</summary>
    public double? TimeStep => Count > 0 ? trajectories[0].TimeStep : null;

    /// <summary>Whether every trajectory knows its bounces.</summary>
    public bool HasBounces => Count > 0 && trajectories.All(trajectory => trajectory.Bounces is not null);

    /// <summary>
    /// Standard deviation of each coordinate in the training part of the split that this set comes from; null if it comes from none. It is the yardstick of the horizon.
    /// </summary>
    public IReadOnlyList<double>? TrainingSigma { get; init; }

    /// <summary>Mean, standard deviation, smallest and largest value of each coordinate, over all points of all trajectories.</summary>
    public CoordinateStatistics Statistics => statistics ??= CoordinateStatistics.Of(this);

    /// <inheritdoc/>
    public Trajectory this[int index] => trajectories[index];

    /// <summary>
    /// Splits whole trajectories by number, in order: the first for training, the next for validation, then for the test. Trajectories, not windows: overlapping windows would leak.
    /// </summary>
    /// <exception cref="ArgumentException">There are not that many, or a part that must not be empty is.</exception>
    public TrajectorySplit Split(int train, int validation, int test) => TrajectorySplit.InOrder(this, train, validation, test);

    /// <summary>Splits whole trajectories by shares that add up to at most 1; which ones go where is drawn by the seed. Every part with a share gets at least one trajectory.</summary>
    /// <inheritdoc cref="Split(int, int, int)"/>
    public TrajectorySplit Split(double train, double validation, double test, long seed) => TrajectorySplit.Drawn(this, train, validation, test, seed);

    /// <summary>Splits a single long recording in time, in order, by shares: no window crosses a cut.</summary>
    /// <exception cref="ArgumentException">The set holds several trajectories, or a part would be empty.</exception>
    public TrajectorySplit SplitInTime(double train, double validation, double test) => TrajectorySplit.InTime(this, train, validation, test);

    /// <summary>Splits a single long recording in time, in order, by numbers of points.</summary>
    /// <inheritdoc cref="SplitInTime(double, double, double)"/>
    public TrajectorySplit SplitInTime(int train, int validation, int test) => TrajectorySplit.InTime(this, train, validation, test);

    /// <summary>All windows of <paramref name="length"/> points with the target <paramref name="ahead"/> steps later; see <see cref="TrajectoryWindows"/>.</summary>
    /// <exception cref="ArgumentException">No trajectory is long enough.</exception>
    public TrajectoryWindows Windows(int length, int ahead = 1, int stride = 1) => new(this, length, ahead, stride);

    /// <summary>The trajectories of at least that many points; shorter ones are left out.</summary>
    public TrajectorySet WithAtLeast(int points) => With(trajectories.Where(trajectory => trajectory.Count >= points));

    /// <inheritdoc/>
    public IEnumerator<Trajectory> GetEnumerator() => ((IEnumerable<Trajectory>)trajectories).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The facts and the first trajectories as pictures: a self-contained HTML fragment, for notebooks.</summary>
    public string ToHtml() => TrajectoryPicture.ToHtml(this);

    /// <summary>The name, the number of trajectories and points, and the coordinates.</summary>
    public override string ToString() => $"{Name}: {Contents}";

    /// <summary>The number of trajectories and points, and the coordinates.</summary>
    internal string Contents
    {
        get
        {
            int least = trajectories.Select(one => one.Count).DefaultIfEmpty().Min(), most = trajectories.Select(one => one.Count).DefaultIfEmpty().Max();
            string size = $"{Count} {(Count == 1 ? "trajectory" : "trajectories")} of {(least == most ? $"{most}" : $"{least} to {most}")} points";
            string step = TimeStep is { } known ? string.Create(CultureInfo.InvariantCulture, $", time step {known:R}") : "";
            return $"{size}, coordinates {string.Join(", ", CoordinateNames)}{step}";
        }
    }

    /// <summary>Other trajectories of the same kind.</summary>
    internal TrajectorySet With(IEnumerable<Trajectory> trajectories, IReadOnlyList<double>? trainingSigma = null) =>
        new(trajectories, CoordinateNames) { Name = Name, World = World, TrainingSigma = trainingSigma ?? TrainingSigma };
}
