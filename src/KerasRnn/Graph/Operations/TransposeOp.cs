namespace KerasRnn.Graph;

/// <summary>Axes in another order: output axis i is input axis Permutation[i].</summary>
/// <param name="Permutation">The order.</param>
public sealed record TransposeOp(Axes Permutation) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape x = operands[0];
        if (Permutation.Count != x.Rank || Permutation.Span.ToArray().Order().Where((axis, i) => axis != i).Any() || (x.HasBatch && Permutation[0] != 0))
        {
            throw Throw.Argument($"Transpose expects every axis once, the batch first; got {Permutation} for {x}.");
        }

        return [new Shape([.. Permutation.Span.ToArray().Select(axis => x[axis])])];
    }
}
