using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// The innermost loops of A·B: a few rows of C, one or two vectors wide, stay in registers while the inner dimension runs once from 0 to k.
/// Every accumulator is one ascending chain. They are spelled out because the compiler keeps only named locals in registers.
/// </summary>
internal static unsafe class RowTiles
{
    /// <summary>A tile of exactly 8 rows: C = start + A·B (+ bias).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8<V, TColumns>(
        float* a, nint lda, float* b, nint ldb, nint k, float* bias, float* start, nint lds, float* c, nint ldc, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        float* a4 = a + (4 * lda);
        nint lda2 = 2 * lda, lda3 = 3 * lda;
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero, c30 = V.Zero, c31 = V.Zero, c40 = V.Zero, c41 = V.Zero, c50 = V.Zero, c51 = V.Zero, c60 = V.Zero, c61 = V.Zero, c70 = V.Zero, c71 = V.Zero;
        if (start != null)
        {
            float* s = start;
            Tile.Load<V, TColumns>(s, last, out c00, out c01);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c10, out c11);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c20, out c21);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c30, out c31);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c40, out c41);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c50, out c51);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c60, out c61);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c70, out c71);
        }

        for (; k > 0; k--)
        {
            Tile.Load<V, TColumns>(b, last, out V b0, out V b1);
            V x = V.Create(*a);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TColumns.Two) c01 = V.MultiplyAdd(x, b1, c01);
            x = V.Create(a[lda]);
            c10 = V.MultiplyAdd(x, b0, c10);
            if (TColumns.Two) c11 = V.MultiplyAdd(x, b1, c11);
            x = V.Create(a[lda2]);
            c20 = V.MultiplyAdd(x, b0, c20);
            if (TColumns.Two) c21 = V.MultiplyAdd(x, b1, c21);
            x = V.Create(a[lda3]);
            c30 = V.MultiplyAdd(x, b0, c30);
            if (TColumns.Two) c31 = V.MultiplyAdd(x, b1, c31);
            x = V.Create(*a4);
            c40 = V.MultiplyAdd(x, b0, c40);
            if (TColumns.Two) c41 = V.MultiplyAdd(x, b1, c41);
            x = V.Create(a4[lda]);
            c50 = V.MultiplyAdd(x, b0, c50);
            if (TColumns.Two) c51 = V.MultiplyAdd(x, b1, c51);
            x = V.Create(a4[lda2]);
            c60 = V.MultiplyAdd(x, b0, c60);
            if (TColumns.Two) c61 = V.MultiplyAdd(x, b1, c61);
            x = V.Create(a4[lda3]);
            c70 = V.MultiplyAdd(x, b0, c70);
            if (TColumns.Two) c71 = V.MultiplyAdd(x, b1, c71);
            a++;
            a4++;
            b += ldb;
        }

        if (bias != null)
        {
            Tile.Load<V, TColumns>(bias, last, out V b0, out V b1);
            c00 += b0;
            c01 += b1;
            c10 += b0;
            c11 += b1;
            c20 += b0;
            c21 += b1;
            c30 += b0;
            c31 += b1;
            c40 += b0;
            c41 += b1;
            c50 += b0;
            c51 += b1;
            c60 += b0;
            c61 += b1;
            c70 += b0;
            c71 += b1;
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c10, c11, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c20, c21, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c30, c31, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c40, c41, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c50, c51, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c60, c61, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c70, c71, c, last);
    }

    /// <summary>A tile of exactly 6 rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows6<V, TColumns>(
        float* a, nint lda, float* b, nint ldb, nint k, float* bias, float* start, nint lds, float* c, nint ldc, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        float* a4 = a + (4 * lda);
        nint lda2 = 2 * lda, lda3 = 3 * lda;
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero, c30 = V.Zero, c31 = V.Zero, c40 = V.Zero, c41 = V.Zero, c50 = V.Zero, c51 = V.Zero;
        if (start != null)
        {
            float* s = start;
            Tile.Load<V, TColumns>(s, last, out c00, out c01);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c10, out c11);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c20, out c21);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c30, out c31);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c40, out c41);
            s += lds;
            Tile.Load<V, TColumns>(s, last, out c50, out c51);
        }

        for (; k > 0; k--)
        {
            Tile.Load<V, TColumns>(b, last, out V b0, out V b1);
            V x = V.Create(*a);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TColumns.Two) c01 = V.MultiplyAdd(x, b1, c01);
            x = V.Create(a[lda]);
            c10 = V.MultiplyAdd(x, b0, c10);
            if (TColumns.Two) c11 = V.MultiplyAdd(x, b1, c11);
            x = V.Create(a[lda2]);
            c20 = V.MultiplyAdd(x, b0, c20);
            if (TColumns.Two) c21 = V.MultiplyAdd(x, b1, c21);
            x = V.Create(a[lda3]);
            c30 = V.MultiplyAdd(x, b0, c30);
            if (TColumns.Two) c31 = V.MultiplyAdd(x, b1, c31);
            x = V.Create(*a4);
            c40 = V.MultiplyAdd(x, b0, c40);
            if (TColumns.Two) c41 = V.MultiplyAdd(x, b1, c41);
            x = V.Create(a4[lda]);
            c50 = V.MultiplyAdd(x, b0, c50);
            if (TColumns.Two) c51 = V.MultiplyAdd(x, b1, c51);
            a++;
            a4++;
            b += ldb;
        }

        if (bias != null)
        {
            Tile.Load<V, TColumns>(bias, last, out V b0, out V b1);
            c00 += b0;
            c01 += b1;
            c10 += b0;
            c11 += b1;
            c20 += b0;
            c21 += b1;
            c30 += b0;
            c31 += b1;
            c40 += b0;
            c41 += b1;
            c50 += b0;
            c51 += b1;
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c10, c11, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c20, c21, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c30, c31, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c40, c41, c, last);
        c += ldc;
        Tile.Store<V, TColumns>(c50, c51, c, last);
    }

    /// <summary>A tile of up to 4 rows; of fewer, the last one is repeated and not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows4<V, TColumns>(
        float* a, nint lda, float* b, nint ldb, nint k, float* bias, float* start, nint lds, float* c, nint ldc, int rows, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        float* a1 = rows > 1 ? a + lda : a;
        float* a2 = rows > 2 ? a1 + lda : a1;
        float* a3 = rows > 3 ? a2 + lda : a2;
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero, c30 = V.Zero, c31 = V.Zero;
        if (start != null)
        {
            float* s = start;
            Tile.Load<V, TColumns>(s, last, out c00, out c01);
            if (rows > 1) s += lds;
            Tile.Load<V, TColumns>(s, last, out c10, out c11);
            if (rows > 2) s += lds;
            Tile.Load<V, TColumns>(s, last, out c20, out c21);
            if (rows > 3) s += lds;
            Tile.Load<V, TColumns>(s, last, out c30, out c31);
        }

        for (; k > 0; k--)
        {
            Tile.Load<V, TColumns>(b, last, out V b0, out V b1);
            V x = V.Create(*a);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TColumns.Two) c01 = V.MultiplyAdd(x, b1, c01);
            x = V.Create(*a1);
            c10 = V.MultiplyAdd(x, b0, c10);
            if (TColumns.Two) c11 = V.MultiplyAdd(x, b1, c11);
            x = V.Create(*a2);
            c20 = V.MultiplyAdd(x, b0, c20);
            if (TColumns.Two) c21 = V.MultiplyAdd(x, b1, c21);
            x = V.Create(*a3);
            c30 = V.MultiplyAdd(x, b0, c30);
            if (TColumns.Two) c31 = V.MultiplyAdd(x, b1, c31);
            a++;
            a1++;
            a2++;
            a3++;
            b += ldb;
        }

        if (bias != null)
        {
            Tile.Load<V, TColumns>(bias, last, out V b0, out V b1);
            c00 += b0;
            c01 += b1;
            c10 += b0;
            c11 += b1;
            c20 += b0;
            c21 += b1;
            c30 += b0;
            c31 += b1;
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
        if (rows == 1) return;
        c += ldc;
        Tile.Store<V, TColumns>(c10, c11, c, last);
        if (rows == 2) return;
        c += ldc;
        Tile.Store<V, TColumns>(c20, c21, c, last);
        if (rows == 3) return;
        c += ldc;
        Tile.Store<V, TColumns>(c30, c31, c, last);
    }

    /// <summary>One row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows1<V, TColumns>(
        float* a, nint lda, float* b, nint ldb, nint k, float* bias, float* start, nint lds, float* c, nint ldc, int last)
        where V : struct, IVec<V>
        where TColumns : struct, IColumns
    {
        V c00 = V.Zero, c01 = V.Zero;
        if (start != null)
        {
            Tile.Load<V, TColumns>(start, last, out c00, out c01);
        }

        for (; k > 0; k--)
        {
            Tile.Load<V, TColumns>(b, last, out V b0, out V b1);
            V x = V.Create(*a);
            c00 = V.MultiplyAdd(x, b0, c00);
            if (TColumns.Two) c01 = V.MultiplyAdd(x, b1, c01);
            a++;
            b += ldb;
        }

        if (bias != null)
        {
            Tile.Load<V, TColumns>(bias, last, out V b0, out V b1);
            c00 += b0;
            c01 += b1;
        }

        Tile.Store<V, TColumns>(c00, c01, c, last);
    }
}
