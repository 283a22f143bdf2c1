using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>The matrix product: rows by a matrix (with an epilogue), a kernel's gradient aᵀ·g (with the sums of g's columns), or one product per row.</summary>
internal sealed class MatMulOperation : SimdOperation<MatMulOp>
{
    public override bool TakesEpilogue(Node node) => node.Op is MatMulOp { TransposeA: false } && node.Inputs[1].Rank == 2;

    public override bool TakesColumnSums(Node node) => node.Op is MatMulOp { TransposeA: true, TransposeB: false } && node.Inputs[1].Rank == 2;

    // y = A·B with A = a or aᵀ, B = b or bᵀ: dA = g·Bᵀ, dB = Aᵀ·g, each transposed again where the operand was.
    protected override KerasTensor?[] Differentiate(MatMulOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        KerasTensor a = node.Inputs[0], b = node.Inputs[1], dy = g[0]!;
        KerasTensor? da = !wanted[0] ? null
            : op.TransposeA ? Ops.MatMul(b, dy, op.TransposeB, true)
            : Ops.MatMul(dy, b, false, !op.TransposeB);
        if (!wanted[1]) return [da, null];
        bool flat = a.Rank > 2 && b.Rank == 2;
        KerasTensor rows = flat ? Flat(a) : a, gradients = flat ? Flat(dy) : dy;
        KerasTensor db = op.TransposeB
            ? Ops.MatMul(gradients, rows, true, op.TransposeA)
            : Ops.MatMul(rows, gradients, !op.TransposeA, false);
        return [da, db];
    }

    protected override void Emit(MatMulOp op, Node node, Emitter emitter)
    {
        KerasTensor a = node.Inputs[0], b = node.Inputs[1], c = node.Outputs[0];
        if (TakesColumnSums(node))
        {
            KerasTensor? sums = emitter.Group.ColumnSums?.Outputs[0];
            emitter.Add(new TransposedProductStep(
                emitter.Read(a), emitter.Read(b), a.Shape[1], b.Shape[1], emitter.Threads, emitter.Workspace, sums is null ? null : emitter.Write(sums), emitter.Write(c)));
        }
        else if (TakesEpilogue(node))
        {
            (Location? bias, RecurrentActivation activation) = emitter.Epilogue();
            emitter.Add(new ProductStep(
                emitter.Read(a), emitter.Read(b), bias, a.Shape.Last, c.Shape.Last, op.TransposeB, activation, emitter.Threads, emitter.Workspace, emitter.Write(emitter.Group.Result)));
        }
        else
        {
            emitter.Add(new BatchedProductStep(
                op, emitter.Read(a), emitter.Read(b), c.Shape, op.TransposeA ? a.Shape[-2] : a.Shape[-1], emitter.Workspace, emitter.Write(c)));
        }
    }

    // All leading axes as rows of one matrix; time is merged into the batch.
    private static KerasTensor Flat(KerasTensor x)
    {
        int rows = x.Shape[0];
        for (int axis = 1; axis < x.Rank - 1; axis++) rows *= x.Shape[axis];
        return Ops.Reshape(x, new Shape(rows, x.Shape.Last));
    }
}

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

/// <summary>One product for each first index of two tensors of rank 3, or a single one that transposes both operands.</summary>
internal sealed class BatchedProductStep(MatMulOp op, Location a, Location b, Shape result, int k, Location workspace, Location c) : Step
{
    private int batches;

    public override long Workspace(int batch) => MatMul.BatchedWorkspace(op.TransposeA, op.TransposeB, result[-2], k, result[-1]);

    public override void Bind(int batch) => batches = result.Rank == 3 ? At(result[0], batch) : 1;

    public override void Run() =>
        MatMul.Batched(a.Span, op.TransposeA, b.Span, op.TransposeB, batches, result[-2], k, result[-1], workspace.Span, c.Span);
}
