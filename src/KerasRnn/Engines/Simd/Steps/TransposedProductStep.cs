using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>c = aᵀ·g over all rows, and the sums of g's columns where they are wanted: the gradients of a kernel and its bias.</summary>
internal sealed class TransposedProductStep(Location a, Location g, int k, int n, int threads, Location workspace, Location? sums, Location c)
    : SharedStep(threads, workspace)
{
    private int rows;

    public override void Bind(int batch)
    {
        rows = a.Length / k;
        Share(k, (long)rows * k * n, MatMul.Workspace(rows, k, n), fewest: 32);
    }

    // Rows of c are columns of a.
    public override void Part(int part, int lane)
    {
        (int first, int count) = Rows(part);
        Span<float> added = sums is null || part > 0 ? default : sums.Span;
        MatMul.TransposedMultiply(a.Span[first..], k, g.Span, n, rows, count, n, false, Scratch(lane), added, c.Span.Slice(first * n, count * n), n);
    }
}
