namespace KerasRnn.Trajectories;

/// <summary>The baseline "it moves on as before": <c>x(t + k) = x(t) + k (x(t) - x(t - 1))</c>. Exact on straight lines.</summary>
public sealed class ConstantVelocity : Predictor
{
    /// <summary>Constant velocity for windows of that shape.</summary>
    /// <exception cref="ArgumentException">A window has fewer than 2 points.</exception>
    public ConstantVelocity(int window, int ahead, int coordinates)
        : base("constant-velocity", window, ahead, coordinates)
    {
        if (window < 2)
            throw Throw.WindowTooShort(Name, 2, window);
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates, d = Coordinates;
        for (int i = 0; i < count; i++)
            for (int c = 0; c < d; c++)
            {
                int last = (i + 1) * size - d + c;
                next[i * d + c] = windows[last] + Ahead * (windows[last] - windows[last - d]);
            }
    }
}
