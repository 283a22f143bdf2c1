namespace KerasRnn.Graph;

/// <summary>e^(x - max) over its sum, along the last axis; derivative y·(g - Σ g·y).</summary>
public sealed record SoftmaxOp : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) =>
        operands[0].Rank > 0 ? [operands[0]] : throw Throw.Argument("Softmax expects at least one axis; got a scalar.");

    /// <summary>e / Σ e with e = e^(x - max x), the maximum without a gradient.</summary>
    public override IReadOnlyList<KerasTensor> Define(Operands<KerasTensor> operands)
    {
        KerasTensor x = operands[0];
        KerasTensor e = Ops.Exp(x - Ops.StopGradient(Ops.MaxKeep(x, -1)));
        return [e / Ops.SumKeep(e, -1)];
    }
}
