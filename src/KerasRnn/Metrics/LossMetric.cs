namespace KerasRnn;

/// <summary>A loss as a metric: its values averaged over samples. A <see cref="Loss"/> given among the metrics becomes one.</summary>
/// <param name="loss">The loss; its reduction plays no part.</param>
public sealed class LossMetric(Loss loss) : MeanMetric(loss.Name)
{
    /// <summary>The loss.</summary>
    public Loss Loss { get; } = loss;

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Down;

    /// <inheritdoc/>
    public override Metric Resolve(Shape yTrue, Shape yPred) => Loss.Resolve(yTrue, yPred) is Loss resolved && resolved != Loss
        ? new LossMetric(resolved) { Name = Name }
        : this;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        (KerasTensor y, KerasTensor p) = Ranks.Align(yTrue, yPred);
        return Loss.Call(y, p);
    }
}
