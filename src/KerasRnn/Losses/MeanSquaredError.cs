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
}
