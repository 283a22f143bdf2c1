using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The square root of the mean of (p - y)² over all samples.</summary>
public sealed class RootMeanSquaredError() : MeanMetric("root_mean_squared_error")
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Down;

    /// <inheritdoc/>
    public override KerasTensor Result(CallContext context) => Ops.Sqrt(base.Result(context));

    // As in Keras, whose class leaves the mask of the outputs alone.
    private protected override bool SeesMasks => false;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        (KerasTensor y, KerasTensor p) = Ranks.Align(yTrue, yPred);
        return Ops.Square(p - y);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<RootMeanSquaredError>("RootMeanSquaredError", ["root_mean_squared_error"], _ => new RootMeanSquaredError());
}
