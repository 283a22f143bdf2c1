using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// C = φ(start + A·B + bias) in tiles. The inner dimension is cut into the blocks of the right operand; between them the accumulators wait in C,
/// so cutting changes no bit.
/// </summary>
internal static unsafe class RowProduct<V>
    where V : struct, IVec<V>
{
    // Rows that pass under one panel before the next: their block of A stays in the second cache.
    private const int RowBlock = 128;

    /// <summary>All rows; start may be null (zeros), bias too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* a, nint lda, RightOperand b, float* bias, float* start, nint lds, int m, int k, int n, RecurrentActivation activation, float* c, nint ldc)
    {
        int step = b.IsPacked ? RowBlock : VectorWidth.HasManyRegisters ? 8 : 4, p = 0;
        do
        {
            int depth = Math.Min(b.BlockDepth, k - p);
            bool isLast = p + depth >= k;
            float* from = p == 0 ? start : c;
            nint ldFrom = p == 0 ? lds : ldc;
            for (int i = 0; i < m; i += step)
            {
                int rows = Math.Min(step, m - i);
                for (int j = 0; j < n; j += 2 * V.Count)
                {
                    float* right = b.At(p, j, out nint ldb);
                    Strip(
                        a + (i * lda) + p, lda, right, ldb, depth, isLast && bias != null ? bias + j : null,
                        from == null ? null : from + (i * ldFrom) + j, ldFrom, c + (i * ldc) + j, ldc, rows, n - j);
                }

                if (isLast && activation != RecurrentActivation.Linear) Activations.Rows<V>(activation, c + (i * ldc), ldc, rows, n);
            }

            p += depth;
        }
        while (p < k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Strip(
        float* a, nint lda, float* b, nint ldb, int k, float* bias, float* start, nint lds, float* c, nint ldc, int rows, int columns)
    {
        if (columns >= 2 * V.Count) Strip<Two>(a, lda, b, ldb, k, bias, start, lds, c, ldc, rows, 0);
        else if (columns > V.Count) Strip<TwoPartial>(a, lda, b, ldb, k, bias, start, lds, c, ldc, rows, columns - V.Count);
        else if (columns == V.Count) Strip<One>(a, lda, b, ldb, k, bias, start, lds, c, ldc, rows, 0);
        else Strip<OnePartial>(a, lda, b, ldb, k, bias, start, lds, c, ldc, rows, columns);
    }

    // Not inlined: each width is compiled only if it is met.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Strip<TColumns>(
        float* a, nint lda, float* b, nint ldb, int k, float* bias, float* start, nint lds, float* c, nint ldc, int rows, int last)
        where TColumns : struct, IColumns
    {
        while (rows > 0)
        {
            int step;
            if (rows >= 8 && VectorWidth.HasManyRegisters)
            {
                RowTiles.Rows8<V, TColumns>(a, lda, b, ldb, k, bias, start, lds, c, ldc, last);
                step = 8;
            }
            else if (rows >= 6 && VectorWidth.HasManyRegisters)
            {
                RowTiles.Rows6<V, TColumns>(a, lda, b, ldb, k, bias, start, lds, c, ldc, last);
                step = 6;
            }
            else if (rows > 1)
            {
                RowTiles.Rows4<V, TColumns>(a, lda, b, ldb, k, bias, start, lds, c, ldc, rows, last);
                step = 4;
            }
            else
            {
                RowTiles.Rows1<V, TColumns>(a, lda, b, ldb, k, bias, start, lds, c, ldc, last);
                step = 1;
            }

            rows -= step;
            a += step * lda;
            c += step * ldc;
            if (start != null) start += step * lds;
        }
    }
}
