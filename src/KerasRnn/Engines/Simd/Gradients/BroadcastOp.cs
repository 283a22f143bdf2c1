using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>A tensor repeated to a larger shape by NumPy's rule: how the gradient of a sum is spread.</summary>
internal sealed record BroadcastOp(Shape Target) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => Target.Equals(Shape.Broadcast(inputs[0], Target))
        ? [Target]
        : throw Throw.Argument($"Broadcast expects a shape that repeats to {Target}; got {inputs[0]}.");
}
