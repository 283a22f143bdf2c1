using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The gradient of a slice: its elements at their places of an axis of the given size, zeros between them.</summary>
internal sealed record PlaceOp(int Axis, int Start, int Step, int Size) : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0].With(Axis, Size)];
}
