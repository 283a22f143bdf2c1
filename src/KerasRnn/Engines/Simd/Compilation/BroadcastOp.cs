using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>A tensor repeated to a larger shape by NumPy's rule: how the gradient of a sum is spread.</summary>
internal sealed record BroadcastOp(Shape Target) : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => Target.Equals(Shape.Broadcast(operands[0], Target))
        ? [Target]
        : throw Throw.Argument($"Broadcast expects a shape that repeats to {Target}; got {operands[0]}.");
}
