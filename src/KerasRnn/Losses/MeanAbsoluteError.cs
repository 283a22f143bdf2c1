using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The mean of |p - y| over the last axis; its derivative at 0 is 0.</summary>
public sealed class MeanAbsoluteError() : Loss("mean_absolute_error")
{
    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        RequireSameShape(yTrue, yPred);
        return Ops.Mean(Ops.Abs(yPred - yTrue), -1);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<MeanAbsoluteError>("MeanAbsoluteError", ["mean_absolute_error", "mae", "MAE"], _ => new MeanAbsoluteError());
}
