namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>e^(x - max) over its sum along rows of n, and its gradient.</summary>
internal static class Softmax
{
    /// <summary>y [rows, n].</summary>
    public static void Forward(ReadOnlySpan<float> x, int rows, int n, Span<float> y)
    {
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * n, n);
            Span<float> to = y.Slice(r * n, n);
            float max = float.NegativeInfinity;
            foreach (float v in row) max = MathF.Max(max, v);
            for (int j = 0; j < n; j++) to[j] = MathF.Exp(row[j] - max);
            float sum = Reduce.Sum(to);
            for (int j = 0; j < n; j++) to[j] /= sum;
        }
    }

    /// <summary>dx = y·(g - Σ g·y) [rows, n].</summary>
    public static void Backward(ReadOnlySpan<float> g, ReadOnlySpan<float> y, int rows, int n, Span<float> dx)
    {
        for (int r = 0; r < rows; r++)
        {
            float sum = 0;
            for (int j = r * n; j < (r + 1) * n; j++) sum += g[j] * y[j];
            for (int j = r * n; j < (r + 1) * n; j++) dx[j] = y[j] * (g[j] - sum);
        }
    }
}
