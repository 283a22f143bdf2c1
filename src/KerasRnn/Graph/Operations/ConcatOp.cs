namespace KerasRnn.Graph;

/// <summary>Tensors one after the other along an axis.</summary>
/// <param name="Axis">The axis, not negative, not the batch.</param>
public sealed record ConcatOp(int Axis) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs)
    {
        Shape first = inputs[0];
        if (Axis >= first.Rank || first[Axis] < 0 || inputs.Any(x => x.Rank != first.Rank || !x.With(Axis, 0).Equals(first.With(Axis, 0))))
        {
            throw Throw.Argument($"Concat expects shapes that differ on axis {Axis} alone; got {string.Join(" and ", inputs)}.");
        }

        return [first.With(Axis, inputs.Sum(x => x[Axis]))];
    }
}
