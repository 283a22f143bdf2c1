using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The share of rows whose largest output is where the target's largest number is; of equals the first counts.</summary>
public sealed class CategoricalAccuracy() : MeanMetric("categorical_accuracy")
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        Throw.IfNot(yTrue.Shape.Equals(yPred.Shape), () =>
            $"Metric {Name} expects rows of classes like the output's {yPred.Shape}; got {yTrue.Shape}. For class numbers use sparse_categorical_accuracy.");
        return Ops.Equal(Ops.ArgMax(yTrue), Ops.ArgMax(yPred));
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<CategoricalAccuracy>("CategoricalAccuracy", ["categorical_accuracy"], _ => new CategoricalAccuracy());
}
