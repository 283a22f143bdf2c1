using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Steps;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>y = x, at a place of its own.</summary>
internal sealed class CopyOperation : ElementwiseOperation<CopyOp>
{
    protected override ChainInstruction Instruct(CopyOp op, ChainOperand[] x, ChainOperand y) => new(ChainFunction.Copy, 0, x[0], null, null, y);
}

/// <summary>y = x repeated; free where those who read it can repeat it themselves.</summary>
internal sealed class BroadcastOperation : ElementwiseOperation<BroadcastOp>
{
    protected override ChainInstruction Instruct(BroadcastOp op, ChainOperand[] x, ChainOperand y) => new(ChainFunction.Copy, 0, x[0], null, null, y);
}
