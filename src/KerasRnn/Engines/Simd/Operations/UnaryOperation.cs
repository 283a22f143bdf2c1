using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>y = f(x); StopGradient is x itself.</summary>
internal sealed class UnaryOperation : ElementwiseOperation<UnaryOp>
{
    public override bool IsElementwise(Op op) => op is UnaryOp { Function: not Unary.StopGradient };

    public override long? ViewOffset(Node node) => node.Op is UnaryOp { Function: Unary.StopGradient } ? 0 : null;

    protected override KerasTensor?[] Differentiate(UnaryOp op, Node node, KerasTensor?[] g, bool[] wanted) =>
        [Apply(new UnaryGradientOp(op.Function), UnaryGradientOp.FollowsFromResult(op.Function) ? node.Outputs[0] : node.Inputs[0], g[0]!)];

    protected override ChainInstruction Instruct(UnaryOp op, ChainOperand[] x, ChainOperand y) => new(ChainFunction.Unary, (int)op.Function, x[0], null, null, y);
}

/// <summary>g·f'(x) from a value and g: the value is the result y where the derivative follows from it, else the operand x.</summary>
internal sealed record UnaryGradientOp(Unary Function) : Op
{
    public override string Word => Function + "Gradient";

    /// <summary>Whether the derivative is worked out from the result: what decides whether x or y must be kept.</summary>
    public static bool FollowsFromResult(Unary function) =>
        function is Unary.Sqrt or Unary.Exp or Unary.Expm1 or Unary.Tanh or Unary.Sigmoid or Unary.Relu;

    public override Shape[] InferShapes(Operands<Shape> operands) => operands[0].Equals(operands[1])
        ? [operands[0]]
        : throw Throw.Argument($"{Word} expects two equal shapes; got {operands[0]} and {operands[1]}.");
}

/// <summary>An instruction whose value has its full size in the kernel; g may be a tile.</summary>
internal sealed class UnaryGradientOperation : ElementwiseOperation<UnaryGradientOp>
{
    public override bool ReadsTiles(int slot) => slot == 1;

    protected override ChainInstruction Instruct(UnaryGradientOp op, ChainOperand[] x, ChainOperand y) =>
        new(ChainFunction.Gradient, (int)op.Function, x[0], x[1], null, y);
}
