using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>Σ a² or Σ a·b without writing the products: norms and penalties.</summary>
internal sealed class SumStep(Location a, Location? b, Location y) : Step
{
    public override void Run() => y.Scalar = b is null ? Reduce.SumOfSquares(a.Span) : Reduce.SumOfProducts(a.Span, b.Span);
}
