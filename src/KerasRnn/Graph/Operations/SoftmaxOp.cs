namespace KerasRnn.Graph;

/// <summary>e^(x - max) over its sum, along the last axis; derivative y·(g - Σ g·y).</summary>
public sealed record SoftmaxOp : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) =>
        inputs[0].Rank > 0 ? [inputs[0]] : throw Throw.Argument("Softmax expects at least one axis; got a scalar.");
}
