using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Matrix products. Every output of A·B is one ascending multiply-add chain over the inner dimension, so its bits depend on neither vector
/// width, blocking nor the number of rows; Aᵀ·G sums over rows in blocks that depend on the shape alone. Matrices are row-major with leading dimensions (floats from one row to the next).
/// </summary>
/// <remarks>Rows of C (and, in <see cref="TransposedMultiply"/>, columns of A) can be shared out over threads: pass parts.</remarks>
internal static unsafe class MatMul
{
    // Below this a right operand is read where it lies: it fits into the first cache and few rows pass.
    private const int PackFloats = 8192, PackRows = 24;

    /// <summary>Floats of scratch for the three products of rank 2 with these sizes.</summary>
    public static int Workspace(int m, int k, int n) => Math.Max(RightOperand.Workspace(k, n), ColumnProduct<Vec128>.Workspace(m, k, n));

    /// <summary>Floats of scratch for <see cref="Batched"/>.</summary>
    public static int BatchedWorkspace(bool transposeA, bool transposeB, int m, int k, int n) =>
        transposeA && !transposeB ? ColumnProduct<Vec128>.Workspace(k, m, n) : RightOperand.Workspace(k, n) + (transposeA ? m * k : 0);

    /// <summary>C = φ(A·B + bias), A [m, k], B [k, n], bias [n] or empty; the chain starts at the old C if <paramref name="accumulate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, ReadOnlySpan<float> bias, int m, int k, int n,
        RecurrentActivation activation, bool accumulate, Span<float> workspace, Span<float> c, int ldc)
    {
        Debug.Assert(Holds(a.Length, m, lda, k) && Holds(b.Length, k, ldb, n) && Holds(c.Length, m, ldc, n));
        Debug.Assert(bias.IsEmpty || bias.Length >= n);
        fixed (float* pa = a, pb = b, pBias = bias, work = workspace, pc = c)
        {
            Rows(pa, lda, pb, ldb, false, pBias, accumulate, m, k, n, activation, work, workspace.Length, pc, ldc);
        }
    }

    /// <summary>C = φ(A·Bᵀ + bias), A [m, k], B [n, k]; otherwise as <see cref="Multiply"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyTransposed(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, ReadOnlySpan<float> bias, int m, int k, int n,
        RecurrentActivation activation, bool accumulate, Span<float> workspace, Span<float> c, int ldc)
    {
        Debug.Assert(Holds(a.Length, m, lda, k) && Holds(b.Length, n, ldb, k) && Holds(c.Length, m, ldc, n));
        Debug.Assert(bias.IsEmpty || bias.Length >= n);
        fixed (float* pa = a, pb = b, pBias = bias, work = workspace, pc = c)
        {
            Rows(pa, lda, pb, ldb, true, pBias, accumulate, m, k, n, activation, work, workspace.Length, pc, ldc);
        }
    }

    /// <summary>
    /// C = Aᵀ·G, A [m, k], G [m, n], C [k, n]: a weight gradient; the m rows are summed in blocks (see <see cref="ColumnProduct{V}"/>), so
    /// that rounding does not grow with the batch. If <paramref name="columnSums"/> [n] is not empty it receives the sums of G's columns in the same order, a bias gradient. Both start at their old values if
    /// <paramref name="accumulate"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposedMultiply(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> g, int ldg, int m, int k, int n,
        bool accumulate, Span<float> workspace, Span<float> columnSums, Span<float> c, int ldc)
    {
        Debug.Assert(Holds(a.Length, m, lda, k) && Holds(g.Length, m, ldg, n) && Holds(c.Length, k, ldc, n));
        Debug.Assert(columnSums.IsEmpty || columnSums.Length >= n);
        Debug.Assert(workspace.Length >= ColumnProduct<Vec128>.Workspace(m, k, n));
        fixed (float* pa = a, pg = g, sums = columnSums, work = workspace, pc = c)
        {
            Columns(pa, lda, pg, ldg, new Segments(1, m), k, n, accumulate, work, sums, pc, ldc);
        }
    }

    /// <summary>
    /// One product per first axis: C[b] = op(A[b])·op(B[b]), dense; op(A) is [m, k] (stored [k, m] if <paramref name="transposeA"/>),
    /// op(B) is [k, n] (stored [n, k] if <paramref name="transposeB"/>). With batch 1 also the product that transposes both.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Batched(
        ReadOnlySpan<float> a, bool transposeA, ReadOnlySpan<float> b, bool transposeB, int batch, int m, int k, int n,
        Span<float> workspace, Span<float> c)
    {
        Debug.Assert(a.Length >= batch * m * k && b.Length >= batch * k * n && c.Length >= batch * m * n);
        Debug.Assert(workspace.Length >= BatchedWorkspace(transposeA, transposeB, m, k, n));
        fixed (float* pa = a, pb = b, work = workspace, pc = c)
        {
            for (int s = 0; s < batch; s++)
            {
                float* x = pa + ((nint)s * m * k), y = pb + ((nint)s * k * n), z = pc + ((nint)s * m * n);
                if (transposeA && transposeB)
                {
                    float* turned = work + RightOperand.Workspace(k, n);
                    Transposing.Matrix(x, m, k, m, turned, k);
                    Rows(turned, k, y, k, true, null, false, m, k, n, RecurrentActivation.Linear, work, workspace.Length, z, n);
                }
                else if (transposeA) Columns(x, m, y, n, new Segments(1, k), m, n, false, work, null, z, n);
                else Rows(x, k, y, transposeB ? k : n, transposeB, null, false, m, k, n, RecurrentActivation.Linear, work, workspace.Length, z, n);
            }
        }
    }

    /// <summary>φ(start + A·B + bias), start = C or zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows(
        float* a, nint lda, float* b, nint ldb, bool transposed, float* bias, bool accumulate, int m, int k, int n,
        RecurrentActivation activation, float* workspace, int workspaceLength, float* c, nint ldc)
    {
        switch (VectorWidth.Bits)
        {
            case 512: Rows<Vec512>(a, lda, b, ldb, transposed, bias, accumulate, m, k, n, activation, workspace, workspaceLength, c, ldc); break;
            case 256: Rows<Vec256>(a, lda, b, ldb, transposed, bias, accumulate, m, k, n, activation, workspace, workspaceLength, c, ldc); break;
            default: Rows<Vec128>(a, lda, b, ldb, transposed, bias, accumulate, m, k, n, activation, workspace, workspaceLength, c, ldc); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Columns(
        float* a, nint lda, float* g, nint ldg, Segments segments, int k, int n, bool accumulate, float* workspace, float* sums, float* c, nint ldc)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ColumnProduct<Vec512>.Run(a, lda, g, ldg, segments, k, n, accumulate, workspace, sums, c, ldc); break;
            case 256: ColumnProduct<Vec256>.Run(a, lda, g, ldg, segments, k, n, accumulate, workspace, sums, c, ldc); break;
            default: ColumnProduct<Vec128>.Run(a, lda, g, ldg, segments, k, n, accumulate, workspace, sums, c, ldc); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V>(
        float* a, nint lda, float* b, nint ldb, bool transposed, float* bias, bool accumulate, int m, int k, int n,
        RecurrentActivation activation, float* workspace, int workspaceLength, float* c, nint ldc)
        where V : struct, IVec<V>
    {
        bool pack = transposed || (m >= PackRows && k * n > PackFloats);
        Debug.Assert(!pack || workspaceLength >= RightOperand.Workspace(k, n));
        RightOperand right = pack ? RightOperand.Pack<V>(b, ldb, transposed, k, n, workspace) : RightOperand.Direct(b, ldb, k);
        RowProduct<V>.Run(a, lda, right, bias, accumulate ? c : null, ldc, m, k, n, activation, c, ldc);
    }

    private static bool Holds(int length, int rows, int ld, int columns) =>
        rows == 0 || columns == 0 || length >= ((rows - 1) * (long)ld) + columns;
}
