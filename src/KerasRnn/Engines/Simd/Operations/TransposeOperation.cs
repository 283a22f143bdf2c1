using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>Axes in another order.</summary>
internal sealed class TransposeOperation : SimdOperation<TransposeOp>
{
    protected override KerasTensor?[] Differentiate(TransposeOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        int[] inverse = new int[op.Permutation.Count];
        for (int i = 0; i < inverse.Length; i++) inverse[op.Permutation[i]] = i;
        return [Ops.Transpose(g[0]!, inverse)];
    }

    protected override void Emit(TransposeOp op, Node node, Emitter emitter)
    {
        KerasTensor x = node.Inputs[0], y = node.Outputs[0];
        emitter.Add(new StridedStep(y.Shape, StridedView.Of(emitter.Read(x), x.Shape).Permuted(op.Permutation), StridedView.Of(emitter.Write(y), y.Shape)));
    }
}
