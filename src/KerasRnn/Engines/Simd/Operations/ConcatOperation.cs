using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>Tensors one after the other along an axis.</summary>
internal sealed class ConcatOperation : SimdOperation<ConcatOp>
{
    protected override KerasTensor?[] Differentiate(ConcatOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        KerasTensor?[] parts = new KerasTensor?[node.Inputs.Count];
        for (int i = 0, start = 0; i < parts.Length; start += node.Inputs[i++].Shape[op.Axis])
        {
            parts[i] = Ops.Slice(g[0]!, op.Axis, start, node.Inputs[i].Shape[op.Axis]);
        }

        return parts;
    }

    protected override void Emit(ConcatOp op, Node node, Emitter emitter)
    {
        KerasTensor y = node.Outputs[0];
        StridedView whole = StridedView.Of(emitter.Write(y), y.Shape);
        int start = 0;
        foreach (KerasTensor part in node.Inputs)
        {
            emitter.Add(new StridedStep(part.Shape, StridedView.Of(emitter.Read(part), part.Shape), whole.From(op.Axis, start, 1)));
            start += part.Shape[op.Axis];
        }
    }
}
