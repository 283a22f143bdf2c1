namespace KerasRnn.Graph;

/// <summary>Tensors one after the other along an axis.</summary>
/// <param name="Axis">The axis, not negative, not the batch.</param>
public sealed record ConcatOp(int Axis) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape[] parts = [.. operands.Present];
        Shape? whole = parts[0];
        foreach (Shape part in parts) whole = Axis < part.Rank && part[Axis] >= 0 && whole is not null ? Shape.Same(whole.With(Axis, 0), part.With(Axis, 0)) : null;
        return whole is null
            ? throw Throw.Argument($"Concat expects shapes that differ on axis {Axis} alone; got {string.Join(" and ", operands)}.")
            : [whole.With(Axis, parts.Any(part => part[Axis] == Shape.Unknown) ? Shape.Unknown : parts.Sum(part => part[Axis]))];
    }
}
