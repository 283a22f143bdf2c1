using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The share of outputs that equal their targets.</summary>
public sealed class Accuracy() : MeanMetric("accuracy")
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        (KerasTensor y, KerasTensor p) = Ranks.Align(yTrue, yPred);
        return Ops.Equal(y, p);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<Accuracy>("Accuracy", [], _ => new Accuracy());
}
