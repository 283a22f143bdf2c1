using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>Softmax along the last axis.</summary>
internal sealed class SoftmaxOperation : SimdOperation<SoftmaxOp>
{
    protected override KerasTensor?[] Differentiate(SoftmaxOp op, Node node, KerasTensor?[] g, bool[] wanted) => [Apply(new SoftmaxGradientOp(), node.Outputs[0], g[0]!)];

    protected override void Emit(SoftmaxOp op, Node node, Emitter emitter) =>
        emitter.Add(new SoftmaxStep(emitter.Read(node.Inputs[0]), node.Inputs[0].Shape.Last, emitter.Write(node.Outputs[0])));
}

/// <summary>y·(g - Σ g·y) along the last axis: operands y and g.</summary>
internal sealed record SoftmaxGradientOp : Op
{
    public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];
}

/// <summary>Emits the gradient.</summary>
internal sealed class SoftmaxGradientOperation : SimdOperation<SoftmaxGradientOp>
{
    protected override void Emit(SoftmaxGradientOp op, Node node, Emitter emitter) =>
        emitter.Add(new SoftmaxGradientStep(emitter.Read(node.Inputs[0]), emitter.Read(node.Inputs[1]), node.Inputs[0].Shape.Last, emitter.Write(node.Outputs[0])));
}

/// <summary>Softmax along rows of n.</summary>
internal sealed class SoftmaxStep(Location x, int n, Location y) : Step
{
    public override void Run() => Softmax.Forward(x.Span, y.Length / n, n, y.Span);
}

/// <summary>The gradient of softmax along rows of n, from its value.</summary>
internal sealed class SoftmaxGradientStep(Location y, Location g, int n, Location dx) : Step
{
    public override void Run() => Softmax.Backward(g.Span, y.Span, dx.Length / n, n, dx.Span);
}
