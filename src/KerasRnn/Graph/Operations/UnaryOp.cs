namespace KerasRnn.Graph;

/// <summary>One function of each element.</summary>
/// <param name="Function">Which function.</param>
public sealed record UnaryOp(Unary Function) : Op
{
    /// <inheritdoc/>
    public override string Word => Function.ToString();

    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [inputs[0]];

    /// <inheritdoc/>
    public override bool IsDifferentiable(int input) => Function is not (Unary.Sign or Unary.StopGradient);
}
