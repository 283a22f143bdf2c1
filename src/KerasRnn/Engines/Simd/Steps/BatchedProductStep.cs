using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>One product for each first index of two tensors of rank 3, or a single one that transposes both operands.</summary>
internal sealed class BatchedProductStep(MatMulOp op, Location a, Location b, Shape result, int k, Location workspace, Location c) : Step
{
    private int batches;

    public override long Workspace(int batch) => MatMul.BatchedWorkspace(op.TransposeA, op.TransposeB, result[-2], k, result[-1]);

    public override void Bind(int batch) => batches = result.Rank == 3 ? At(result[0], batch) : 1;

    public override void Run() =>
        MatMul.Batched(a.Span, op.TransposeA, b.Span, op.TransposeB, batches, result[-2], k, result[-1], workspace.Span, c.Span);
}
