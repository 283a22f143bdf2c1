using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Sums of columns, 1ᵀ·X: beside a product they are the gradient of a bias.</summary>
internal static unsafe class ColumnSums<V>
    where V : struct, IVec<V>
{
    /// <summary>Rows that are added in one chain before their sum is added to that of the rows before.</summary>
    public const int Chunk = 64;

    /// <summary>
    /// y[i] = Σ over j of x[j, i] (+ the old y[i] if <paramref name="accumulate"/>): chains over 64 rows, added one after the other, so that rounding
    /// does not grow with the batch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, int n, nint ld, int inner, bool accumulate, float* y)
    {
        if (n == 0 && !accumulate) new Span<float>(y, inner).Clear();
        for (int row = 0; row < n; row += Chunk, x += Chunk * ld, accumulate = true)
        {
            int rows = Math.Min(Chunk, n - row), i = 0;
            for (; i <= inner - (4 * V.Count); i += 4 * V.Count)
            {
                V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
                float* p = x + i;
                for (int j = 0; j < rows; j++, p += ld)
                {
                    s0 += V.Load(p);
                    s1 += V.Load(p + V.Count);
                    s2 += V.Load(p + (2 * V.Count));
                    s3 += V.Load(p + (3 * V.Count));
                }

                float* to = y + i;
                V.Store(accumulate ? s0 + V.Load(to) : s0, to);
                V.Store(accumulate ? s1 + V.Load(to + V.Count) : s1, to + V.Count);
                V.Store(accumulate ? s2 + V.Load(to + (2 * V.Count)) : s2, to + (2 * V.Count));
                V.Store(accumulate ? s3 + V.Load(to + (3 * V.Count)) : s3, to + (3 * V.Count));
            }

            for (; i < inner; i += V.Count)
            {
                int count = Math.Min(V.Count, inner - i);
                V sum = V.Zero;
                float* p = x + i;
                for (int j = 0; j < rows; j++, p += ld) sum += V.Load(p, count);
                V.Store(accumulate ? sum + V.Load(y + i, count) : sum, y + i, count);
            }
        }
    }
}
