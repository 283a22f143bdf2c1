using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>The same memory under another shape.</summary>
internal sealed class ReshapeOperation : SimdOperation<ReshapeOp>
{
    public override long? ViewOffset(Node node) => 0;

    protected override KerasTensor?[] Differentiate(ReshapeOp op, Node node, KerasTensor?[] g, bool[] wanted) => [Ops.Reshape(g[0]!, node.Inputs[0].Shape)];
}
