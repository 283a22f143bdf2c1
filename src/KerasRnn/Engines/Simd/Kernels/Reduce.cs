using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Sums and maxima. A contiguous sum adds into 16 lanes (element i into lane i mod 16), then adds the lanes as one fixed tree: 8 + 8, 4 + 4, 2 + 2, 1 + 1.
/// A sum over an axis that is not the last is a chain over each 64 elements, and these sums are added ascending.
/// </summary>
internal static unsafe class Reduce
{
    /// <summary>y[o, i] = Σ over j of x[o, j, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(ReadOnlySpan<float> x, int outer, int n, int inner, Span<float> y)
    {
        Debug.Assert(x.Length >= outer * n * inner && y.Length >= outer * inner);
        fixed (float* px = x, py = y)
        {
            for (int o = 0; o < outer; o++)
            {
                float* from = px + ((nint)o * n * inner);
                if (inner == 1) py[o] = n <= 8 ? Few(from, n) : Sum<Functions.First>(from, from, n);
                else SumColumns(from, n, inner, py + ((nint)o * inner));
            }
        }
    }

    /// <summary>y[o, i] = the largest x[o, j, i], NaN if there is one; -∞ for n = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(ReadOnlySpan<float> x, int outer, int n, int inner, Span<float> y)
    {
        Debug.Assert(x.Length >= outer * n * inner && y.Length >= outer * inner);
        fixed (float* px = x, py = y)
        {
            for (int o = 0; o < outer; o++)
            {
                float* from = px + ((nint)o * n * inner);
                if (inner == 1) py[o] = Max(from, n);
                else MaxColumns(from, n, inner, py + ((nint)o * inner));
            }
        }
    }

    /// <summary>dx[o, j, i] = dy[o, i]/count where x equals its maximum y, else 0; count is the number of equals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxBackward(ReadOnlySpan<float> dy, ReadOnlySpan<float> x, ReadOnlySpan<float> y, int outer, int n, int inner, Span<float> dx)
    {
        Debug.Assert(x.Length >= outer * n * inner && dx.Length >= outer * n * inner && y.Length >= outer * inner && dy.Length >= outer * inner);
        fixed (float* pdy = dy, px = x, py = y, pdx = dx)
        {
            for (int o = 0; o < outer; o++)
            {
                nint at = (nint)o * n * inner, row = (nint)o * inner;
                if (inner == 1) MaxBackwardRow(pdy[o], px + at, py[o], n, pdx + at);
                else if (VectorWidth.Bits == 512) ReducePass<Vec512>.MaxBackwardColumns(pdy + row, px + at, py + row, n, inner, pdx + at);
                else if (VectorWidth.Bits == 256) ReducePass<Vec256>.MaxBackwardColumns(pdy + row, px + at, py + row, n, inner, pdx + at);
                else ReducePass<Vec128>.MaxBackwardColumns(pdy + row, px + at, py + row, n, inner, pdx + at);
            }
        }
    }

    /// <summary>Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum(ReadOnlySpan<float> x)
    {
        fixed (float* p = x) return Sum<Functions.First>(p, p, x.Length);
    }

    /// <summary>Σ x², each square rounded before it is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float SumOfSquares(ReadOnlySpan<float> x)
    {
        fixed (float* p = x) return Sum<Functions.Multiply>(p, p, x.Length);
    }

    /// <summary>Σ a·b, each product rounded before it is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float SumOfProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Debug.Assert(b.Length >= a.Length);
        fixed (float* p = a, q = b) return Sum<Functions.Multiply>(p, q, a.Length);
    }

    /// <summary>Σ (a - b)², difference, square and sum rounded apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float SumOfSquaredDifferences(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Debug.Assert(b.Length >= a.Length);
        fixed (float* p = a, q = b) return Sum<Functions.SquaredDifference>(p, q, a.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Sum<TFunction>(float* a, float* b, int n)
        where TFunction : struct, IBinaryFunction => VectorWidth.Bits switch
        {
            512 => ReducePass<Vec512>.Sum<TFunction>(a, b, n),
            256 => ReducePass<Vec256>.Sum<TFunction>(a, b, n),
            _ => ReducePass<Vec128>.Sum<TFunction>(a, b, n),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Max(float* x, int n) => VectorWidth.Bits switch
    {
        512 => ReducePass<Vec512>.Max(x, n),
        256 => ReducePass<Vec256>.Max(x, n),
        _ => ReducePass<Vec128>.Max(x, n),
    };

    // The same tree where all but a few lanes are 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Few(float* x, int n)
    {
        float* lanes = stackalloc float[8];
        int count = n > 4 ? 8 : n > 2 ? 4 : n;
        for (int i = 0; i < count; i++) lanes[i] = i < n ? 0 + x[i] : 0;
        return n == 0 ? 0 : ReducePass<Vec128>.Tree(lanes, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumColumns(float* x, int n, int inner, float* y)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ColumnSums<Vec512>.Run(x, n, inner, inner, false, y); break;
            case 256: ColumnSums<Vec256>.Run(x, n, inner, inner, false, y); break;
            default: ColumnSums<Vec128>.Run(x, n, inner, inner, false, y); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxColumns(float* x, int n, int inner, float* y)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ReducePass<Vec512>.MaxColumns(x, n, inner, y); break;
            case 256: ReducePass<Vec256>.MaxColumns(x, n, inner, y); break;
            default: ReducePass<Vec128>.MaxColumns(x, n, inner, y); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxBackwardRow(float dy, float* x, float max, int n, float* dx)
    {
        int count = 0;
        for (int j = 0; j < n; j++)
        {
            if (x[j] == max) count++;
        }

        float share = dy / count;
        for (int j = 0; j < n; j++) dx[j] = x[j] == max ? share : 0;
    }
}
