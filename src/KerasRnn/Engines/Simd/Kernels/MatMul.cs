using System.Diagnostics;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Matrix products. Every output is one ascending multiply-add chain over the inner dimension, so its bits depend on neither vector
/// width, blocking nor the number of rows. Matrices are row-major with leading dimensions (floats from one row to the next).
/// </summary>
internal static class MatMul
{
    /// <summary>Floats of scratch that a product of this size wants (any of the variants); more is harmless.</summary>
    public static int Workspace(int m, int k, int n) => k * n;

    /// <summary>C = φ(A·B + bias), A [m, k], B [k, n], bias [n] or empty; the chain starts at the old C if <paramref name="accumulate"/>.</summary>
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, ReadOnlySpan<float> bias, int m, int k, int n,
        RecurrentActivation activation, bool accumulate, Span<float> workspace, Span<float> c, int ldc)
    {
        Debug.Assert(workspace.Length >= Workspace(m, k, n));
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[(i * ldc) + j] : 0;
                for (int p = 0; p < k; p++) sum = MathF.FusedMultiplyAdd(a[(i * lda) + p], b[(p * ldb) + j], sum);
                if (!bias.IsEmpty) sum += bias[j];
                c[(i * ldc) + j] = Scalar.Activate(activation, sum);
            }
        }
    }

    /// <summary>C = φ(A·Bᵀ + bias), A [m, k], B [n, k]; otherwise as <see cref="Multiply"/>.</summary>
    public static void MultiplyTransposed(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, ReadOnlySpan<float> bias, int m, int k, int n,
        RecurrentActivation activation, bool accumulate, Span<float> workspace, Span<float> c, int ldc)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[(i * ldc) + j] : 0;
                for (int p = 0; p < k; p++) sum = MathF.FusedMultiplyAdd(a[(i * lda) + p], b[(j * ldb) + p], sum);
                if (!bias.IsEmpty) sum += bias[j];
                c[(i * ldc) + j] = Scalar.Activate(activation, sum);
            }
        }
    }

    /// <summary>
    /// C = Aᵀ·G, A [m, k], G [m, n], C [k, n]: a weight gradient; the chain ascends over the m rows. If <paramref name="columnSums"/> [n] is
    /// not empty it receives the sums of G's columns in the same order, a bias gradient. Both start at their old values if
    /// <paramref name="accumulate"/>.
    /// </summary>
    public static void TransposedMultiply(
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> g, int ldg, int m, int k, int n,
        bool accumulate, Span<float> workspace, Span<float> columnSums, Span<float> c, int ldc)
    {
        for (int p = 0; p < k; p++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? c[(p * ldc) + j] : 0;
                for (int i = 0; i < m; i++) sum = MathF.FusedMultiplyAdd(a[(i * lda) + p], g[(i * ldg) + j], sum);
                c[(p * ldc) + j] = sum;
            }
        }

        for (int j = 0; j < columnSums.Length; j++)
        {
            float sum = accumulate ? columnSums[j] : 0;
            for (int i = 0; i < m; i++) sum += g[(i * ldg) + j];
            columnSums[j] = sum;
        }
    }

    /// <summary>
    /// One product per first axis: C[b] = op(A[b])·op(B[b]), dense; op(A) is [m, k] (stored [k, m] if <paramref name="transposeA"/>),
    /// op(B) is [k, n] (stored [n, k] if <paramref name="transposeB"/>). With batch 1 also the product that transposes both.
    /// </summary>
    public static void Batched(
        ReadOnlySpan<float> a, bool transposeA, ReadOnlySpan<float> b, bool transposeB, int batch, int m, int k, int n,
        Span<float> workspace, Span<float> c)
    {
        for (int s = 0; s < batch; s++)
        {
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    float sum = 0;
                    for (int p = 0; p < k; p++)
                    {
                        float x = a[(s * m * k) + (transposeA ? (p * m) + i : (i * k) + p)];
                        float y = b[(s * k * n) + (transposeB ? (j * k) + p : (p * n) + j)];
                        sum = MathF.FusedMultiplyAdd(x, y, sum);
                    }

                    c[(((s * m) + i) * n) + j] = sum;
                }
            }
        }
    }
}
