using System.Numerics.Tensors;

namespace KerasRnn.Trajectories;

/// <summary>
/// Windows of a set: n consecutive positions in, the position k steps after the last one as target. A trajectory of N points gives N - n - k + 1 windows
/// (with stride 1), and no window crosses from one trajectory to the next. Shorter trajectories give none and are counted in <see cref="TooShort"/>.
/// </summary>
/// <example><code>
/// TrajectoryWindows windows = train.Windows(length: 8, ahead: 1);
/// model.Fit(windows.Inputs, windows.Targets, validationData: validation.Windows(8).ToDataset());
/// </code></example>
public sealed class TrajectoryWindows
{
    private readonly (int Trajectory, int Start)[] origins;
    private Tensor<float>? inputs, targets;
    private bool?[]? bounces;

    [StackTraceHidden]
    internal TrajectoryWindows(TrajectorySet set, int length, int ahead, int stride)
    {
        if (length < 1 || ahead < 1 || stride < 1)
            throw Throw.WindowSettings(length, ahead, stride);
        (Set, Length, Ahead, Stride) = (set, length, ahead, stride);
        var found = new List<(int, int)>();
        for (int i = 0; i < set.Count; i++)
        {
            int last = set[i].Count - length - ahead;
            if (last < 0)
                TooShort++;
            for (int start = 0; start <= last; start += stride)
                found.Add((i, start));
        }
        if (found.Count == 0)
            throw Throw.NoWindow(set, length, ahead);
        origins = [.. found];
    }

    /// <summary>The trajectories that the windows come from.</summary>
    public TrajectorySet Set { get; }

    /// <summary>Points in a window, n.</summary>
    public int Length { get; }

    /// <summary>Steps from the last point of a window to its target, k.</summary>
    public int Ahead { get; }

    /// <summary>Steps from one window to the next.</summary>
    public int Stride { get; }

    /// <summary>The number of windows.</summary>
    public int Count => origins.Length;

    /// <summary>The number of coordinates.</summary>
    public int Coordinates => Set.Coordinates;

    /// <summary>How many trajectories were too short for a window.</summary>
    public int TooShort { get; }

    /// <summary>The windows, [windows, length, coordinates].</summary>
    public Tensor<float> Inputs => inputs ??= Tensor.Create(Collect(Window, Length * Coordinates), [Count, Length, Coordinates]);

    /// <summary>The targets, [windows, coordinates].</summary>
    public Tensor<float> Targets => targets ??= Tensor.Create(Collect(Target, Coordinates), [Count, Coordinates]);

    /// <summary>
    /// Whether a bounce fell in the last steps of a window: the two steps before its last point, and the k steps to the target (for k = 1: the last three steps).
    /// Elsewhere the ball flies freely from the last three points to the target. Null entries: not known.
    /// </summary>
    public IReadOnlyList<bool?> Bounces => bounces ??= [.. origins.Select(origin =>
        Set[origin.Trajectory].HasBounce(origin.Start + Length - 3, origin.Start + Length - 1 + Ahead))];

    /// <summary>Which trajectory of the set a window comes from.</summary>
    public int TrajectoryOf(int window) => origins[window].Trajectory;

    /// <summary>The point of its trajectory at which a window starts.</summary>
    public int StartOf(int window) => origins[window].Start;

    /// <summary>The positions of one window, point after point.</summary>
    public ReadOnlySpan<double> Window(int window)
    {
        var (trajectory, start) = origins[window];
        return Set[trajectory].Values.Slice(start * Coordinates, Length * Coordinates);
    }

    /// <summary>The target of one window.</summary>
    public ReadOnlySpan<double> Target(int window)
    {
        var (trajectory, start) = origins[window];
        return Set[trajectory].Point(start + Length - 1 + Ahead);
    }

    /// <summary>Inputs and targets together, as <c>Fit</c> takes them for validation.</summary>
    public Dataset ToDataset() => new(Inputs, Targets);

    /// <summary>The number of windows and what they are.</summary>
    public override string ToString() =>
        $"{Count} windows of {Length} points of {Coordinates} coordinate{(Coordinates == 1 ? "" : "s")}, target {Ahead} step{(Ahead == 1 ? "" : "s")} ahead{(Stride == 1 ? "" : $", stride {Stride}")}";

    private delegate ReadOnlySpan<double> Part(int window);

    private float[] Collect(Part part, int size)
    {
        float[] values = new float[Count * size];
        for (int i = 0; i < Count; i++)
            TensorPrimitives.ConvertChecked(part(i), values.AsSpan(i * size, size));
        return values;
    }
}
