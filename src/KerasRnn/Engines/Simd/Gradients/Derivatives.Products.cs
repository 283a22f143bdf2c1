using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Gradients;

internal static partial class Derivatives
{
    // y = A·B with A = a or aᵀ, B = b or bᵀ: dA = g·Bᵀ, dB = Aᵀ·g, each transposed again where the operand was.
    private static KerasTensor?[] OfMatMul(MatMulOp op, KerasTensor a, KerasTensor b, KerasTensor g, bool[] wanted)
    {
        KerasTensor? da = !wanted[0] ? null
            : op.TransposeA ? MatMul(b, g, op.TransposeB, true)
            : MatMul(g, b, false, !op.TransposeB);
        if (!wanted[1]) return [da, null];
        bool flat = a.Rank > 2 && b.Rank == 2;
        KerasTensor rows = flat ? Flat(a) : a, gradients = flat ? Flat(g) : g;
        KerasTensor db = op.TransposeB
            ? MatMul(gradients, rows, true, op.TransposeA)
            : MatMul(rows, gradients, !op.TransposeA, false);
        return [da, db];
    }

    private static KerasTensor?[] OfConv1D(Conv1DOp op, KerasTensor x, KerasTensor kernel, KerasTensor g, bool[] wanted) =>
    [
        wanted[0] ? Apply(new Conv1DInputGradientOp(op, x.Shape), g, kernel) : null,
        wanted[1] ? Apply(new Conv1DKernelGradientOp(op, kernel.Shape), x, g) : null,
    ];

    private static KerasTensor?[] OfSimpleRnn(SimpleRnnOp op, IReadOnlyList<KerasTensor> x, KerasTensor states, KerasTensor?[] g)
    {
        List<KerasTensor> arriving = [states, x[1]];
        if (op.HasInitialState) arriving.Add(x[2]);
        if (g[0] is KerasTensor all) arriving.Add(all);
        if (g[1] is KerasTensor last) arriving.Add(last);
        IReadOnlyList<KerasTensor> back = states.Trace.Apply(
            new SimpleRnnBackwardOp(op.Activation, op.HasInitialState, g[0] is not null, g[1] is not null), [.. arriving]);
        return op.HasInitialState ? [back[0], back[2], back[1]] : [back[0], back[2]];
    }

    private static KerasTensor OfTranspose(TransposeOp op, KerasTensor g)
    {
        int[] inverse = new int[op.Permutation.Count];
        for (int i = 0; i < inverse.Length; i++) inverse[op.Permutation[i]] = i;
        return Transpose(g, inverse);
    }

    private static KerasTensor?[] OfConcat(ConcatOp op, IReadOnlyList<KerasTensor> x, KerasTensor g)
    {
        KerasTensor?[] parts = new KerasTensor?[x.Count];
        for (int i = 0, start = 0; i < parts.Length; start += x[i++].Shape[op.Axis])
        {
            parts[i] = Slice(g, op.Axis, start, x[i].Shape[op.Axis]);
        }

        return parts;
    }

    // All leading axes as rows of one matrix; time is merged into the batch.
    private static KerasTensor Flat(KerasTensor x)
    {
        int rows = x.Shape[0];
        for (int axis = 1; axis < x.Rank - 1; axis++) rows *= x.Shape[axis];
        return Reshape(x, new Shape(rows, x.Shape.Last));
    }
}
