using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>The loops of sums and maxima.</summary>
internal static unsafe class ReducePass<V>
    where V : struct, IVec<V>
{
    /// <summary>Σ f(a, b) over n elements: element i into lane i mod 16, then one tree over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<TFunction>(float* a, float* b, int n)
        where TFunction : struct, IBinaryFunction
    {
        // 16 lanes are 1, 2 or 4 vectors.
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        for (; n >= 16; n -= 16, a += 16, b += 16)
        {
            s0 += TFunction.Of(V.Load(a), V.Load(b));
            if (V.Count <= 8) s1 += TFunction.Of(V.Load(a + V.Count), V.Load(b + V.Count));
            if (V.Count <= 4)
            {
                s2 += TFunction.Of(V.Load(a + (2 * V.Count)), V.Load(b + (2 * V.Count)));
                s3 += TFunction.Of(V.Load(a + (3 * V.Count)), V.Load(b + (3 * V.Count)));
            }
        }

        if (n > 0)
        {
            s0 += Rest<TFunction>(a, b, n, 0);
            if (V.Count <= 8) s1 += Rest<TFunction>(a, b, n, V.Count);
            if (V.Count <= 4)
            {
                s2 += Rest<TFunction>(a, b, n, 2 * V.Count);
                s3 += Rest<TFunction>(a, b, n, 3 * V.Count);
            }
        }

        float* lanes = stackalloc float[16];
        V.Store(s0, lanes);
        if (V.Count <= 8) V.Store(s1, lanes + V.Count);
        if (V.Count <= 4)
        {
            V.Store(s2, lanes + (2 * V.Count));
            V.Store(s3, lanes + (3 * V.Count));
        }

        return Tree(lanes, 16);
    }

    /// <summary>y[i] = max over j of x[j, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxColumns(float* x, int n, int inner, float* y)
    {
        for (int i = 0; i < inner; i += V.Count)
        {
            int count = Math.Min(V.Count, inner - i);
            V max = V.Create(float.NegativeInfinity);
            float* p = x + i;
            for (int j = 0; j < n; j++, p += inner) max = Functions.Maximum.Of(max, V.Load(p, count));
            V.Store(max, y + i, count);
        }
    }

    /// <summary>The largest of n; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max(float* x, int n)
    {
        float max = float.NegativeInfinity;
        int i = 0;
        if (n >= V.Count)
        {
            V lanes = V.Create(max);
            for (; i <= n - V.Count; i += V.Count) lanes = Functions.Maximum.Of(lanes, V.Load(x + i));

            // A maximum may look at an element twice.
            if (i < n) lanes = Functions.Maximum.Of(lanes, V.Load(x + n - V.Count));
            float* buffer = stackalloc float[16];
            V.Store(lanes, buffer);
            for (int lane = 0; lane < V.Count; lane++) max = MathF.Max(max, buffer[lane]);
            return max;
        }

        for (; i < n; i++) max = MathF.Max(max, x[i]);
        return max;
    }

    /// <summary>dx[j, i] = dy[i]/count where x[j, i] = y[i], else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxBackwardColumns(float* dy, float* x, float* y, int n, int inner, float* dx)
    {
        V one = V.Create(1);
        for (int i = 0; i < inner; i += V.Count)
        {
            int count = Math.Min(V.Count, inner - i);
            V max = V.Load(y + i, count), equals = V.Zero;
            float* p = x + i;
            for (int j = 0; j < n; j++, p += inner) equals += V.Equal(V.Load(p, count), max) & one;
            V share = V.Load(dy + i, count) / equals;
            p = x + i;
            float* to = dx + i;
            for (int j = 0; j < n; j++, p += inner, to += inner) V.Store(V.Equal(V.Load(p, count), max) & share, to, count);
        }
    }

    /// <summary>Adds lanes of a power of two pairwise: the upper half to the lower half, until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Tree(float* lanes, int count)
    {
        for (int half = count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest<TFunction>(float* a, float* b, int n, int from)
        where TFunction : struct, IBinaryFunction
    {
        int count = Math.Clamp(n - from, 0, V.Count);
        return count == 0 ? V.Zero : TFunction.Of(V.Load(a + from, count), V.Load(b + from, count));
    }
}
