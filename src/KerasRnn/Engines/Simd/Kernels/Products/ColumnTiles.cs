using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// The innermost loops of Aᵀ·G: a few columns of A against one or two vectors of G, whose outputs stay in registers while the rows run once
/// from first to last. The rows may come in segments: those of one sequence after the other.
/// </summary>
internal static unsafe class ColumnTiles
{
    /// <summary>A tile of 8 columns of A: C = Aᵀ·G + start. Of fewer columns, all the same 8 are read: A is a padded panel then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns8<V, TColumns>(
        float* a, nint lda, float* g, nint ldg, in Segments segments, float* start, nint lds, float* c, nint ldc, int columns, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero, c30 = V.Zero, c31 = V.Zero, c40 = V.Zero, c41 = V.Zero, c50 = V.Zero, c51 = V.Zero, c60 = V.Zero, c61 = V.Zero, c70 = V.Zero, c71 = V.Zero;
        int rows = segments.Rows;
        for (int segment = segments.Count; segment > 0; segment--)
        {
            for (int row = rows; row > 0; row--)
            {
                Tile.Load<V, TColumns>(g, last, out V g0, out V g1);
                V x = V.Create(*a);
                c00 = V.MultiplyAdd(x, g0, c00);
                if (TColumns.Two) c01 = V.MultiplyAdd(x, g1, c01);
                x = V.Create(a[1]);
                c10 = V.MultiplyAdd(x, g0, c10);
                if (TColumns.Two) c11 = V.MultiplyAdd(x, g1, c11);
                x = V.Create(a[2]);
                c20 = V.MultiplyAdd(x, g0, c20);
                if (TColumns.Two) c21 = V.MultiplyAdd(x, g1, c21);
                x = V.Create(a[3]);
                c30 = V.MultiplyAdd(x, g0, c30);
                if (TColumns.Two) c31 = V.MultiplyAdd(x, g1, c31);
                x = V.Create(a[4]);
                c40 = V.MultiplyAdd(x, g0, c40);
                if (TColumns.Two) c41 = V.MultiplyAdd(x, g1, c41);
                x = V.Create(a[5]);
                c50 = V.MultiplyAdd(x, g0, c50);
                if (TColumns.Two) c51 = V.MultiplyAdd(x, g1, c51);
                x = V.Create(a[6]);
                c60 = V.MultiplyAdd(x, g0, c60);
                if (TColumns.Two) c61 = V.MultiplyAdd(x, g1, c61);
                x = V.Create(a[7]);
                c70 = V.MultiplyAdd(x, g0, c70);
                if (TColumns.Two) c71 = V.MultiplyAdd(x, g1, c71);
                a += lda;
                g += ldg;
            }

            a += segments.SkipA;
            g += segments.SkipG;
        }

        if (start != null)
        {
            float* s = start;
            Tile.Add<V, TColumns>(s, last, ref c00, ref c01);
            if (columns > 1) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c10, ref c11);
            if (columns > 2) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c20, ref c21);
            if (columns > 3) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c30, ref c31);
            if (columns > 4) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c40, ref c41);
            if (columns > 5) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c50, ref c51);
            if (columns > 6) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c60, ref c61);
            if (columns > 7) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c70, ref c71);
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
        if (columns == 1) return;
        c += ldc;
        Tile.Store<V, TColumns>(c10, c11, c, last);
        if (columns == 2) return;
        c += ldc;
        Tile.Store<V, TColumns>(c20, c21, c, last);
        if (columns == 3) return;
        c += ldc;
        Tile.Store<V, TColumns>(c30, c31, c, last);
        if (columns == 4) return;
        c += ldc;
        Tile.Store<V, TColumns>(c40, c41, c, last);
        if (columns == 5) return;
        c += ldc;
        Tile.Store<V, TColumns>(c50, c51, c, last);
        if (columns == 6) return;
        c += ldc;
        Tile.Store<V, TColumns>(c60, c61, c, last);
        if (columns == 7) return;
        c += ldc;
        Tile.Store<V, TColumns>(c70, c71, c, last);
    }

    /// <summary>A tile of 4 columns of A: C = Aᵀ·G + start. Of fewer columns, the last one is repeated and not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns4<V, TColumns>(
        float* a, nint lda, float* g, nint ldg, in Segments segments, float* start, nint lds, float* c, nint ldc, int columns, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        nint o1 = columns > 1 ? 1 : columns - 1;
        nint o2 = columns > 2 ? 2 : columns - 1;
        nint o3 = columns > 3 ? 3 : columns - 1;
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero, c30 = V.Zero, c31 = V.Zero;
        int rows = segments.Rows;
        for (int segment = segments.Count; segment > 0; segment--)
        {
            for (int row = rows; row > 0; row--)
            {
                Tile.Load<V, TColumns>(g, last, out V g0, out V g1);
                V x = V.Create(*a);
                c00 = V.MultiplyAdd(x, g0, c00);
                if (TColumns.Two) c01 = V.MultiplyAdd(x, g1, c01);
                x = V.Create(a[o1]);
                c10 = V.MultiplyAdd(x, g0, c10);
                if (TColumns.Two) c11 = V.MultiplyAdd(x, g1, c11);
                x = V.Create(a[o2]);
                c20 = V.MultiplyAdd(x, g0, c20);
                if (TColumns.Two) c21 = V.MultiplyAdd(x, g1, c21);
                x = V.Create(a[o3]);
                c30 = V.MultiplyAdd(x, g0, c30);
                if (TColumns.Two) c31 = V.MultiplyAdd(x, g1, c31);
                a += lda;
                g += ldg;
            }

            a += segments.SkipA;
            g += segments.SkipG;
        }

        if (start != null)
        {
            float* s = start;
            Tile.Add<V, TColumns>(s, last, ref c00, ref c01);
            if (columns > 1) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c10, ref c11);
            if (columns > 2) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c20, ref c21);
            if (columns > 3) s += lds;
            Tile.Add<V, TColumns>(s, last, ref c30, ref c31);
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
        if (columns == 1) return;
        c += ldc;
        Tile.Store<V, TColumns>(c10, c11, c, last);
        if (columns == 2) return;
        c += ldc;
        Tile.Store<V, TColumns>(c20, c21, c, last);
        if (columns == 3) return;
        c += ldc;
        Tile.Store<V, TColumns>(c30, c31, c, last);
    }
}
