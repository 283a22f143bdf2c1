using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>y·(g - Σ g·y) along the last axis: inputs y and g.</summary>
internal sealed record SoftmaxGradientOp : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [inputs[0]];
}
