using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>
/// One op in plain loops: y = f(x) and, for a gradient with respect to y, the gradients with respect to every x. A gradient that is
/// not asked for or does not exist is null.
/// </summary>
internal abstract class Kernel
{
    /// <summary>The outputs for operands by slot; <paramref name="shapes"/> are theirs, with the batch size in place.</summary>
    public abstract NdArray[] Forward(Operands<NdArray> x, int[][] shapes);

    /// <summary>The gradients of the operands, by slot, for those of the outputs (null: zero).</summary>
    public abstract NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g);

    /// <summary>The kernel of an op that computes; leaves (inputs, constants, variables) and gradients belong to the program.</summary>
    public static Kernel Of(Op op) => op switch
    {
        UnaryOp unary => new UnaryKernel(unary.Function),
        BinaryOp binary => new BinaryKernel(binary.Function),
        SelectOp => new SelectKernel(),
        ReduceOp { Function: Reduction.Sum } sum => new SumKernel(sum.Axes),
        ReduceOp { Function: Reduction.Max } max => new MaxKernel(max.Axes),
        SizeOp size => new SizeKernel(size.Axes),
        MatMulOp product => new MatMulKernel(product.TransposeA, product.TransposeB),
        Conv1DOp conv => new Conv1DKernel(conv),
        SoftmaxOp => new SoftmaxKernel(),
        ReshapeOp => new ReshapeKernel(),
        TransposeOp transpose => new TransposeKernel(transpose.Permutation),
        ConcatOp concat => new ConcatKernel(concat.Axis),
        SliceOp slice => new SliceKernel(slice),
        PadOp pad => new PadKernel(pad),
        SimpleRnnOp rnn => new SimpleRnnKernel(rnn),
        _ => throw new NotSupportedException($"The reference engine has no kernel for {op.Word}."),
    };
}
