using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>
/// g·f'(x) where the derivative follows from the value y: Tanh g·(1 - y²), Sigmoid g·y·(1 - y), Relu g where y > 0 and 0 elsewhere,
/// whatever g is. Inputs y and g.
/// </summary>
internal sealed record ActivationGradientOp(Unary Function) : Op
{
    public override string Word => Function + "Gradient";

    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => inputs[0].Equals(inputs[1])
        ? [inputs[0]]
        : throw Throw.Argument($"{Word} expects two equal shapes; got {inputs[0]} and {inputs[1]}.");
}
