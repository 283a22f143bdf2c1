namespace KerasRnn.Graph;

/// <summary>The number of elements along axes as a scalar: what needs the batch size takes it from here, never from a record.</summary>
/// <param name="Axes">The axes, ascending and not negative.</param>
public sealed record SizeOp(Axes Axes) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) => [Shape.Scalar];

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) => false;
}
