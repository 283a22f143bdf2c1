namespace KerasRnn.Trajectories;

/// <summary>The baseline "it stays where it is": <c>x(t + k) = x(t)</c>.</summary>
public sealed class Persistence : Predictor
{
    /// <summary>Persistence for windows of that shape.</summary>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public Persistence(int window, int ahead, int coordinates)
        : base("persistence", window, ahead, coordinates)
    {
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates;
        for (int i = 0; i < count; i++)
            windows.Slice((i + 1) * size - Coordinates, Coordinates).CopyTo(next[(i * Coordinates)..]);
    }
}
