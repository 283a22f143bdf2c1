using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The share of rows whose largest output is at the target's class number; of equals the first counts.</summary>
public sealed class SparseCategoricalAccuracy() : MeanMetric("sparse_categorical_accuracy")
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Up;

    /// <inheritdoc/>
    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred)
    {
        KerasTensor labels = yTrue.Rank == yPred.Rank && yTrue.Shape.Last == 1 ? Ops.Squeeze(yTrue, -1) : yTrue;
        Throw.IfNot(labels.Shape.Equals(yPred.Shape.Without(-1)), () =>
            $"Metric {Name} expects one class number per row of the output {yPred.Shape}; got targets {yTrue.Shape}. For one-hot rows use categorical_accuracy.");
        KerasTensor matches = Ops.Equal(labels, Ops.ArgMax(yPred));
        return matches.Rank > 1 && matches.Shape.Last == 1 ? Ops.Squeeze(matches, -1) : matches;
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<SparseCategoricalAccuracy>("SparseCategoricalAccuracy", ["sparse_categorical_accuracy"], _ => new SparseCategoricalAccuracy());
}
