namespace KerasRnn.Graph;

/// <summary>One function of two elements, broadcast as NumPy does.</summary>
/// <param name="Function">Which function.</param>
public sealed record BinaryOp(Binary Function) : Op
{
    /// <inheritdoc/>
    public override string Word => Function.ToString();

    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) =>
        [Shape.Broadcast(operands[0], operands[1]) ?? throw Throw.Argument(
            $"{Word} expects shapes that broadcast; got {operands[0]} and {operands[1]}. Make the differing dimensions equal or 1.")];

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) => Function is not (Binary.Equal or Binary.Less);

    internal static KerasTensor Apply(Binary function, KerasTensor a, KerasTensor b) => a.Trace.Apply(new BinaryOp(function), a, b)[0];
}
