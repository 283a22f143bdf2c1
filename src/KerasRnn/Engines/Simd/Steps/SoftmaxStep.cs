using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>Softmax along rows of n.</summary>
internal sealed class SoftmaxStep(Location x, int n, Location y) : Step
{
    public override void Run() => Softmax.Forward(x.Span, y.Length / n, n, y.Span);
}
