using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The share of targets 0 or 1 that equal whether the output is greater than a threshold.</summary>
/// <param name="threshold">What an output has to exceed to count as 1.</param>
public sealed class BinaryAccuracy(double threshold = 0.5) : MeanMetric("binary_accuracy")
{
    /// <summary>What an output has to exceed to count as 1.</summary>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        (KerasTensor y, KerasTensor p) = Ranks.Align(yTrue, yPred);
        return Ops.Equal(y, Ops.Less(p.Trace.Constant(Threshold), p));
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<BinaryAccuracy>("BinaryAccuracy", ["binary_accuracy"], c => new BinaryAccuracy(c.Number("threshold", 0.5)), (x, w) => w.Number("threshold", x.Threshold));
}
