using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The same elements at a place of their own: for outputs and new values of variables that are leaves of the graph.</summary>
internal sealed record CopyOp : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];
}
