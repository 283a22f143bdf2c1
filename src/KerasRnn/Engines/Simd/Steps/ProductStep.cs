using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>c = φ(a·b + bias) or φ(a·bᵀ + bias), all leading axes of a as rows.</summary>
internal sealed class ProductStep(
    Location a, Location b, Location? bias, int k, int n, bool transposeB, RecurrentActivation activation, Location workspace, Location c) : Step
{
    private int rows;

    public override long Workspace(int batch) => MatMul.Workspace(rows, k, n);

    public override void Bind(int batch) => rows = a.Length / k;

    public override void Run()
    {
        ReadOnlySpan<float> added = bias is null ? default : bias.Span;
        if (transposeB) MatMul.MultiplyTransposed(a.Span, k, b.Span, k, added, rows, k, n, activation, false, workspace.Span, c.Span, n);
        else MatMul.Multiply(a.Span, k, b.Span, n, added, rows, k, n, activation, false, workspace.Span, c.Span, n);
    }
}
