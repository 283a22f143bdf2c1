using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// C = start + Aᵀ·G in tiles, and the column sums of G. The rows are cut into blocks, packed into panels for large ones: each block is one
/// ascending chain from zero, and its result is added to C. The cuts depend on the shape alone, and rounding grows with the length of a block, not of the batch.
/// </summary>
internal static unsafe class ColumnProduct<V>
    where V : struct, IVec<V>
{
    // Rows of a block: short enough for small rounding, long enough to keep the accumulators busy.
    private const int Chunk = ColumnSums<V>.Chunk;

    /// <summary>Floats of scratch, whatever the width of the vectors.</summary>
    public static int Workspace(int rows, int k, int n) =>
        IsPacked(rows, k, n) ? (Math.Min(rows, Chunk) * (RightOperand.Round(k, 8) + RightOperand.Round(n, 32))) + 32 : 0;

    /// <summary>C [k, n]; sums may be null; C and the sums start at their old values if <paramref name="accumulate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* a, nint lda, float* g, nint ldg, Segments segments, int k, int n, bool accumulate, float* workspace, float* sums, float* c, nint ldc)
    {
        if (sums != null) ColumnSums<V>.Run(g, segments.Count * segments.Rows, ldg, n, accumulate, sums);
        if (segments.SkipA == 0 && segments.SkipG == 0) segments = new Segments(1, segments.Count * segments.Rows);
        bool packed = IsPacked(segments.Count * segments.Rows, k, n);
        int together = Math.Max(1, Chunk / Math.Max(1, segments.Rows));
        nint nextA = (segments.Rows * lda) + segments.SkipA, nextG = (segments.Rows * ldg) + segments.SkipG;
        for (int s = 0; s < segments.Count; s += together, a += together * nextA, g += together * nextG)
        {
            int count = Math.Min(together, segments.Count - s), row = 0;
            do
            {
                // Several segments whole, or one in pieces.
                Segments block = count > 1
                    ? segments with { Count = count }
                    : new Segments(1, Math.Min(Chunk, segments.Rows - row));
                Block(a + (row * lda), lda, g + (row * ldg), ldg, block, k, n, accumulate, packed ? workspace : null, c, ldc);
                accumulate = true;
                row += block.Rows;
            }
            while (row < segments.Rows);
        }

        if (segments.Count * segments.Rows == 0 && !accumulate) Clear(k, n, c, ldc);
    }

    private static bool IsPacked(int rows, int k, int n) => rows >= 64 && k >= 96 && n >= 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(int k, int n, float* c, nint ldc)
    {
        for (int i = 0; i < k; i++) new Span<float>(c + (i * ldc), n).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(
        float* a, nint lda, float* g, nint ldg, Segments segments, int k, int n, bool accumulate, float* workspace, float* c, nint ldc)
    {
        bool packed = workspace != null;
        int rows = segments.Count * segments.Rows, panel = 2 * V.Count;
        float* left = packed ? RightOperand.Align(workspace) : a;
        float* right = left + ((nint)rows * RightOperand.Round(k, 8));
        if (packed)
        {
            right = RightOperand.Align(right);
            PackLeft(a, lda, segments, k, left);
        }

        for (int j = 0; j < n; j += panel)
        {
            float* from = g + j;
            if (packed)
            {
                float* to = right;
                float* source = from;
                for (int s = 0; s < segments.Count; s++, source += (segments.Rows * ldg) + segments.SkipG, to += segments.Rows * panel)
                {
                    RightOperand.Panel<V>(source, ldg, segments.Rows, Math.Min(panel, n - j), to);
                }

                from = right;
            }

            Segments inner = packed ? new Segments(1, rows) : segments;
            nint ld = packed ? panel : ldg;
            int columns = n - j;
            if (columns >= panel) Strip<Two>(left, lda, from, ld, inner, packed, k, accumulate, c + j, ldc, 0);
            else if (columns > V.Count) Strip<TwoPartial>(left, lda, from, ld, inner, packed, k, accumulate, c + j, ldc, columns - V.Count);
            else if (columns == V.Count) Strip<One>(left, lda, from, ld, inner, packed, k, accumulate, c + j, ldc, 0);
            else Strip<OnePartial>(left, lda, from, ld, inner, packed, k, accumulate, c + j, ldc, columns);
        }
    }

    // Panels of 8 columns, padded with zeros; two at once, so that a cache line is read once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackLeft(float* a, nint lda, Segments segments, int k, float* to)
    {
        nint panel = (nint)segments.Count * segments.Rows * 8;
        for (int i = 0; i < k; i += 16, to += 2 * panel)
        {
            float* source = a + i;
            float* first = to;
            float* second = to + panel;
            int columns = k - i;
            for (int s = 0; s < segments.Count; s++, source += segments.SkipA)
            {
                for (int row = 0; row < segments.Rows; row++, source += lda, first += 8, second += 8)
                {
                    if (columns >= 16)
                    {
                        Eight(source, first);
                        Eight(source + 8, second);
                        continue;
                    }

                    for (int q = 0; q < 8; q++) first[q] = q < columns ? source[q] : 0;
                    for (int q = 8; q < 16 && columns > 8; q++) second[q - 8] = q < columns ? source[q] : 0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* from, float* to)
    {
        if (V.Count >= 8)
        {
            Vec256.Store(Vec256.Load(from), to);
            return;
        }

        Vec128.Store(Vec128.Load(from), to);
        Vec128.Store(Vec128.Load(from + 4), to + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Strip<TColumns>(
        float* a, nint lda, float* g, nint ldg, Segments segments, bool packed, int k, bool accumulate, float* c, nint ldc, int last)
        where TColumns : struct, IColumns
    {
        nint stride = packed ? 8 : lda, panel = packed ? segments.Rows * 8 : 8;
        for (int i = 0; i < k; i += 8, a += panel, c += 8 * ldc)
        {
            int columns = Math.Min(8, k - i);
            float* start = accumulate ? c : null;
            if (VectorWidth.HasManyRegisters && (columns == 8 || (packed && columns > 4)))
            {
                ColumnTiles.Columns8<V, TColumns>(a, stride, g, ldg, segments, start, ldc, c, ldc, columns, last);
                continue;
            }

            for (int q = 0; q < columns; q += 4)
            {
                int some = Math.Min(4, columns - q);
                start = accumulate ? c + (q * ldc) : null;
                ColumnTiles.Columns4<V, TColumns>(a + q, stride, g, ldg, segments, start, ldc, c + (q * ldc), ldc, some, last);
            }
        }
    }
}
