namespace KerasRnn.Trajectories;

/// <summary>
/// <c>window -> next position</c>: the one thing that a network, a baseline and a person's own idea have in common. Derive from it and
/// implement <see cref="Predict(ReadOnlySpan{double}, int, Span{double})"/>; rollouts, horizons and errors come with it.
/// </summary>
/// <example><code>
/// public sealed class Mean(int window, int coordinates) : Predictor("mean", window, 1, coordinates)
/// {
///     public override void Predict(ReadOnlySpan&lt;double&gt; windows, int count, Span&lt;double&gt; next)
///     {
///         next.Clear();
///         for (int i = 0; i &lt; windows.Length; i++)
///             next[i / (Window * Coordinates) * Coordinates + i % Coordinates] += windows[i] / Window;
///     }
/// }
/// </code></example>
public abstract class Predictor : Forecaster
{
    private const int Batch = 4096;

    /// <summary>A predictor of that name and shape.</summary>
    /// <exception cref="ArgumentException">The name is empty, or a number is below 1.</exception>
    protected Predictor(string name, int window, int ahead, int coordinates)
        : base(name, window, ahead, coordinates)
    {
    }

    /// <summary>Predicts a batch of windows. Must not depend on what else is in the batch.</summary>
    /// <param name="windows">Positions, [count, window, coordinates], flat.</param>
    /// <param name="count">The number of windows, at least 1.</param>
    /// <param name="next">The positions <see cref="Forecaster.Ahead"/> steps after each window's last point, [count, coordinates], flat.</param>
    public abstract void Predict(ReadOnlySpan<double> windows, int count, Span<double> next);

    private protected sealed override void PredictCore(TrajectoryWindows windows, Span<double> next)
    {
        int size = Window * Coordinates;
        double[] batch = new double[Math.Min(Batch, windows.Count) * size];
        for (int from = 0; from < windows.Count; from += Batch)
        {
            int count = Math.Min(Batch, windows.Count - from);
            for (int i = 0; i < count; i++)
                windows.Window(from + i).CopyTo(batch.AsSpan(i * size));
            Predict(batch.AsSpan(0, count * size), count, next.Slice(from * Coordinates, count * Coordinates));
        }
    }

    // All cases advance together, one batch per step. A case that diverged is dropped: its remaining positions stay NaN.
    private protected sealed override void RollOutCore(TrajectorySet set, IReadOnlyList<RolloutCase> cases)
    {
        int seeds = Window + Ahead - 1, size = Window * Coordinates, d = Coordinates;
        double[][] paths = [.. cases.Select(one => Path(set, one, seeds))];
        double[] windows = new double[cases.Count * size], next = new double[cases.Count * d];
        List<int> active = [.. Enumerable.Range(0, cases.Count)];
        for (int step = 0; ; step++)
        {
            active.RemoveAll(i => step >= cases[i].Steps);
            if (active.Count == 0)
                break;
            for (int row = 0; row < active.Count; row++)
                paths[active[row]].AsSpan(step * d, size).CopyTo(windows.AsSpan(row * size));
            Predict(windows.AsSpan(0, active.Count * size), active.Count, next.AsSpan(0, active.Count * d));
            for (int row = active.Count - 1; row >= 0; row--)
            {
                ReadOnlySpan<double> position = next.AsSpan(row * d, d);
                if (RolloutCase.IsDiverged(position))
                {
                    active.RemoveAt(row);
                    continue;
                }
                position.CopyTo(paths[active[row]].AsSpan((seeds + step) * d));
                position.CopyTo(cases[active[row]].Predicted.AsSpan(step * d));
            }
        }
    }

    private static double[] Path(TrajectorySet set, RolloutCase one, int seeds)
    {
        int d = set.Coordinates;
        double[] path = new double[(seeds + one.Steps) * d];
        set[one.Trajectory].Values.Slice(one.Start * d, seeds * d).CopyTo(path);
        return path;
    }
}
