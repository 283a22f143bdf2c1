using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>c = aᵀ·g over all rows, and the sums of g's columns where they are wanted: the gradients of a kernel and its bias.</summary>
internal sealed class TransposedProductStep(Location a, Location g, int k, int n, Location workspace, Location? sums, Location c) : Step
{
    private int rows;

    public override long Workspace(int batch) => MatMul.Workspace(rows, k, n);

    public override void Bind(int batch) => rows = a.Length / k;

    public override void Run() =>
        MatMul.TransposedMultiply(a.Span, k, g.Span, n, rows, k, n, false, workspace.Span, sums is null ? default : sums.Span, c.Span, n);
}
