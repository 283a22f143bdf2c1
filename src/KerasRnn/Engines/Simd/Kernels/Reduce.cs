namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Sums and maxima. A contiguous sum adds into 16 lanes (element i into lane i mod 16), then adds the lanes as one fixed tree: 8 + 8, 4 + 4, 2 + 2, 1 + 1.
/// A sum over an axis that is not the last is one ascending chain per output.
/// </summary>
internal static class Reduce
{
    /// <summary>y[o, i] = Σ over j of x[o, j, i].</summary>
    public static void Sum(ReadOnlySpan<float> x, int outer, int n, int inner, Span<float> y)
    {
        for (int o = 0; o < outer; o++)
        {
            if (inner == 1)
            {
                y[o] = Sum(x.Slice(o * n, n));
                continue;
            }

            for (int i = 0; i < inner; i++)
            {
                float sum = 0;
                for (int j = 0; j < n; j++) sum += x[(((o * n) + j) * inner) + i];
                y[(o * inner) + i] = sum;
            }
        }
    }

    /// <summary>y[o, i] = the largest x[o, j, i], NaN if there is one; -∞ for n = 0.</summary>
    public static void Max(ReadOnlySpan<float> x, int outer, int n, int inner, Span<float> y)
    {
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                float max = float.NegativeInfinity;
                for (int j = 0; j < n; j++) max = MathF.Max(max, x[(((o * n) + j) * inner) + i]);
                y[(o * inner) + i] = max;
            }
        }
    }

    /// <summary>dx[o, j, i] = dy[o, i]/count where x equals its maximum y, else 0; count is the number of equals.</summary>
    public static void MaxBackward(ReadOnlySpan<float> dy, ReadOnlySpan<float> x, ReadOnlySpan<float> y, int outer, int n, int inner, Span<float> dx)
    {
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                int count = 0;
                for (int j = 0; j < n; j++) if (x[(((o * n) + j) * inner) + i] == y[(o * inner) + i]) count++;
                for (int j = 0; j < n; j++)
                {
                    int at = (((o * n) + j) * inner) + i;
                    dx[at] = x[at] == y[(o * inner) + i] ? dy[(o * inner) + i] / count : 0;
                }
            }
        }
    }

    /// <summary>Σ x.</summary>
    public static float Sum(ReadOnlySpan<float> x)
    {
        Span<float> lanes = stackalloc float[16];
        lanes.Clear();
        for (int i = 0; i < x.Length; i++) lanes[i % 16] += x[i];
        return Tree(lanes);
    }

    /// <summary>Σ x², each square rounded before it is added.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> x)
    {
        Span<float> lanes = stackalloc float[16];
        lanes.Clear();
        for (int i = 0; i < x.Length; i++) lanes[i % 16] += x[i] * x[i];
        return Tree(lanes);
    }

    /// <summary>Σ (a - b)², difference, square and sum rounded apart.</summary>
    public static float SumOfSquaredDifferences(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<float> lanes = stackalloc float[16];
        lanes.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            float d = a[i] - b[i];
            lanes[i % 16] += d * d;
        }

        return Tree(lanes);
    }

    private static float Tree(Span<float> lanes)
    {
        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }
}
