using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>g·f'(x) from a value and g: the value is the result y where the derivative follows from it, else the operand x.</summary>
internal sealed record UnaryGradientOp(Unary Function) : Op
{
    public override string Word => Function + "Gradient";

    /// <summary>Whether the derivative is worked out from the result: what decides whether x or y must be kept.</summary>
    public static bool FollowsFromResult(Unary function) =>
        function is Unary.Sqrt or Unary.Exp or Unary.Expm1 or Unary.Tanh or Unary.Sigmoid or Unary.Relu;

    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => inputs[0].Equals(inputs[1])
        ? [inputs[0]]
        : throw Throw.Argument($"{Word} expects two equal shapes; got {inputs[0]} and {inputs[1]}.");
}
