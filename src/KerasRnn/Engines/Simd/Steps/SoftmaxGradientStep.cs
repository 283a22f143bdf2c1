using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The gradient of softmax along rows of n, from its value.</summary>
internal sealed class SoftmaxGradientStep(Location y, Location g, int n, Location dx) : Step
{
    public override void Run() => Softmax.Backward(g.Span, y.Span, dx.Length / n, n, dx.Span);
}
