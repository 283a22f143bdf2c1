namespace KerasRnn.Graph;

/// <summary>One function of each element.</summary>
/// <param name="Function">Which function.</param>
public sealed record UnaryOp(Unary Function) : Op
{
    /// <inheritdoc/>
    public override string Word => Function.ToString();

    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) => Function is not (Unary.Sign or Unary.StopGradient);

    /// <summary>Relu is max(0, x), in that order, and Square is x·x; the others are elementary.</summary>
    public override IReadOnlyList<KerasTensor>? Define(Operands<KerasTensor> operands) => Function switch
    {
        Unary.Relu => [Ops.Maximum(operands[0].Trace.Constant(0), operands[0])],
        Unary.Square => [operands[0] * operands[0]],
        _ => null,
    };
}
