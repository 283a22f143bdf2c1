using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>y = a where c ≠ 0, else b.</summary>
internal sealed class SelectOperation : ElementwiseOperation<SelectOp>
{
    protected override KerasTensor?[] Differentiate(SelectOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        (KerasTensor c, KerasTensor zero) = (node.Inputs[0], Zero(g[0]!));
        return
        [
            null,
            wanted[1] ? SumTo(Ops.Select(c, g[0]!, zero), node.Inputs[1].Shape) : null,
            wanted[2] ? SumTo(Ops.Select(c, zero, g[0]!), node.Inputs[2].Shape) : null,
        ];
    }

    protected override ChainInstruction Instruct(SelectOp op, ChainOperand[] x, ChainOperand y) => new(ChainFunction.Select, 0, x[0], x[1], x[2], y);
}
