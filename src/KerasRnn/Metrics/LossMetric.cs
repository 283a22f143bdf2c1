using KerasRnn.Saving;

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

    // Keras has a metric beside most losses, of the same name and options.
    internal static Word<Metric> Twin(Word<Loss> loss) => new(
        typeof(LossMetric), metric => metric is LossMetric wrapped && loss.Matches(wrapped.Loss), loss.ClassName, loss.Strings,
        config => new LossMetric(loss.Read(config)), (metric, writer) => loss.Write(((LossMetric)metric).Loss, writer));
}
