using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>c = φ(a·b + bias) or φ(a·bᵀ + bias), all leading axes of a as rows.</summary>
internal sealed class ProductStep(
    Location a, Location b, Location? bias, int k, int n, bool transposeB, RecurrentActivation activation, int threads, Location workspace, Location c)
    : SharedStep(threads, workspace)
{
    public override void Bind(int batch)
    {
        int rows = a.Length / k;
        Share(rows, (long)rows * k * n, MatMul.Workspace(rows, k, n), fewest: 64);
    }

    public override void Part(int part, int lane)
    {
        (int first, int rows) = Rows(part);
        ReadOnlySpan<float> added = bias is null ? default : bias.Span, x = a.Span.Slice(first * k, rows * k);
        Span<float> y = c.Span.Slice(first * n, rows * n);
        if (transposeB) MatMul.MultiplyTransposed(x, k, b.Span, k, added, rows, k, n, activation, false, Scratch(lane), y, n);
        else MatMul.Multiply(x, k, b.Span, n, added, rows, k, n, activation, false, Scratch(lane), y, n);
    }
}
