using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>An axis grown by a constant on both ends.</summary>
internal sealed class PadOperation : SimdOperation<PadOp>
{
    protected override KerasTensor?[] Differentiate(PadOp op, Node node, KerasTensor?[] g, bool[] wanted) =>
        [Ops.Slice(g[0]!, op.Axis, op.Before, node.Inputs[0].Shape[op.Axis])];

    protected override void Emit(PadOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], y = node.Outputs[0];
        emitter.Add(new StridedStep(
            x.Shape, StridedView.Of(emitter.Read(x), x.Shape), StridedView.Of(emitter.Write(y), y.Shape).From(op.Axis, op.Before, 1), (float)op.Value));
    }
}
