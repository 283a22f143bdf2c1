using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The mean of (p - y)² over the last axis.</summary>
public sealed class MeanSquaredError() : Loss("mean_squared_error")
{
    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        RequireSameShape(yTrue, yPred);
        return Ops.Mean(Ops.Square(yPred - yTrue), -1);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<MeanSquaredError>("MeanSquaredError", ["mean_squared_error", "mse", "MSE"], _ => new MeanSquaredError());
}
