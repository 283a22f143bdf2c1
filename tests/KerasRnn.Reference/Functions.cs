namespace KerasRnn.Reference;

/// <summary>Functions that the base library lacks, to about 1e-15 relative.</summary>
internal static class Functions
{
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>e^x - 1; the rounding of e^x cancels in (u - 1)/ln u (Kahan).</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (Math.Abs(x) > 1 || double.IsNaN(x)) return u - 1;
        return u == 1 ? x : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) for x >= 0, by the same cancellation.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>
    /// (2/√π)·∫ from x to ∞ of e^(-t²): near 0 one minus erf's series x·e^(-x²)·Σ (2x²)^n/(2n+1)!!, whose terms are all positive, in the
    /// tail Laplace's continued fraction, which keeps the relative precision of small values.
    /// </summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < 0) return 2 - Erfc(-x);
        if (x > 27) return 0;
        double scale = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        if (x < 2)
        {
            double term = x, sum = x;
            for (int n = 1; n < 60; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 * scale * sum);
        }

        double fraction = x;
        for (int k = 120; k >= 1; k--) fraction = x + (k / 2.0 / fraction);
        return scale / fraction;
    }
}
