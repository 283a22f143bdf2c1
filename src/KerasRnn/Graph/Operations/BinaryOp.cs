namespace KerasRnn.Graph;

/// <summary>One function of two elements, broadcast as NumPy does.</summary>
/// <param name="Function">Which function.</param>
public sealed record BinaryOp(Binary Function) : Op
{
    /// <inheritdoc/>
    public override string Word => Function.ToString();

    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) =>
        [Shape.Broadcast(inputs[0], inputs[1]) ?? throw Throw.Argument(
            $"{Word} expects shapes that broadcast; got {inputs[0]} and {inputs[1]}. Make the differing dimensions equal or 1.")];

    /// <inheritdoc/>
    public override bool IsDifferentiable(int input) => Function is not (Binary.Equal or Binary.Less);
}
