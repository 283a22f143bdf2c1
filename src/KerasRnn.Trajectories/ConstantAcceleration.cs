namespace KerasRnn.Trajectories;

/// <summary>
/// The baseline "its velocity goes on changing as before", the parabola through the last three points:
/// <c>x(t + k) = x(t) + k ∇x + k (k + 1)/2 ∇²x</c> with the backward differences ∇x = x(t) - x(t - 1) and ∇²x = x(t) - 2 x(t - 1) + x(t - 2). Exact under gravity.
/// </summary>
public sealed class ConstantAcceleration : Predictor
{
    /// <summary>Constant acceleration for windows of that shape.</summary>
    /// <exception cref="ArgumentException">A window has fewer than 3 points.</exception>
    public ConstantAcceleration(int window, int ahead, int coordinates)
        : base("constant-acceleration", window, ahead, coordinates)
    {
        if (window < 3)
            throw Throw.WindowTooShort(Name, 3, window);
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates, d = Coordinates;
        double second = 0.5 * Ahead * (Ahead + 1.0);
        for (int i = 0; i < count; i++)
            for (int c = 0; c < d; c++)
            {
                int last = (i + 1) * size - d + c;
                double velocity = windows[last] - windows[last - d];
                double acceleration = velocity - (windows[last - d] - windows[last - 2 * d]);
                next[i * d + c] = windows[last] + Ahead * velocity + second * acceleration;
            }
    }
}
