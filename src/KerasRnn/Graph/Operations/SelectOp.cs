namespace KerasRnn.Graph;

/// <summary>Where(c ≠ 0, a, b), all three broadcast. The gradient goes to a where c ≠ 0, else to b, none to c.</summary>
public sealed record SelectOp : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs)
    {
        Shape? shape = Shape.Broadcast(inputs[0], inputs[1]);
        return [(shape is null ? null : Shape.Broadcast(shape, inputs[2])) ?? throw Throw.Argument(
            $"Select expects shapes that broadcast; got {inputs[0]}, {inputs[1]} and {inputs[2]}. Make the differing dimensions equal or 1.")];
    }

    /// <inheritdoc/>
    public override bool IsDifferentiable(int input) => input != 0;
}
