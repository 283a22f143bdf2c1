namespace KerasRnn.Graph;

/// <summary>
/// The matrix product: [.., m, k] by [k, n] gives [.., m, n]; or one product per row of the first axis where both have rank 3.
/// The gradient is g·bᵀ for a, and aᵀ·g over all leading axes for b.
/// </summary>
/// <param name="TransposeA">Whether the last two axes of a are swapped first; a then has rank 2, or both have rank 3.</param>
/// <param name="TransposeB">Whether the last two axes of b are swapped first.</param>
public sealed record MatMulOp(bool TransposeA, bool TransposeB) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape a = operands[0], b = operands[1];
        bool batched = a.Rank == 3 && b.Rank == 3;
        int first = batched && a[0] == Shape.Unknown ? b[0] : a[0];
        if (!(batched ? b[0] == first || b[0] == Shape.Unknown : b.Rank == 2 && a.Rank >= 2 && (!TransposeA || a.Rank == 2)))
        {
            throw Throw.Argument($"MatMul expects [.., m, k] and [k, n], or two tensors of rank 3 with one first dimension; got {a} and {b}.");
        }

        (int m, int k) = TransposeA ? (a[-1], a[-2]) : (a[-2], a[-1]);
        (int l, int n) = TransposeB ? (b[-1], b[-2]) : (b[-2], b[-1]);
        if (k != l && k != Shape.Unknown && l != Shape.Unknown) throw Throw.Argument($"MatMul expects equal inner dimensions; got {a} and {b}, that is {k} and {l}.");
        return [a.With(0, first).With(-2, m).With(-1, n)];
    }
}
