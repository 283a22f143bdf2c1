namespace KerasRnn.Trajectories;

/// <summary>
/// A predictor that was trained on scaled data, for data in the file's units: scales each window, predicts, and undoes the scaling. See <see cref="UnitSquareScaling.Wrap"/>.
/// </summary>
public sealed class ScaledPredictor : Predictor
{
    private readonly Predictor inner;
    private readonly UnitSquareScaling scaling;

    internal ScaledPredictor(Predictor inner, UnitSquareScaling scaling)
        : base(inner.Name, inner.Window, inner.Ahead, inner.Coordinates) => (this.inner, this.scaling) = (inner, scaling);

    /// <inheritdoc/>
    public override int Parameters => inner.Parameters;

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        double[] scaled = windows.ToArray();
        scaling.Apply(scaled);
        inner.Predict(scaled, count, next);
        scaling.Undo(next);
    }
}
