namespace KerasRnn.Graph;

/// <summary>Where(c ≠ 0, a, b), all three broadcast. The gradient goes to a where c ≠ 0, else to b, none to c.</summary>
public sealed record SelectOp : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape? shape = Shape.Broadcast(operands[0], operands[1]);
        return [(shape is null ? null : Shape.Broadcast(shape, operands[2])) ?? throw Throw.Argument(
            $"Select expects shapes that broadcast; got {operands[0]}, {operands[1]} and {operands[2]}. Make the differing dimensions equal or 1.")];
    }

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) => slot != 0;
}
