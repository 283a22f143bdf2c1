namespace KerasRnn.Experiments.Statistics;

/// <summary>Sample quantiles of type 7 (Hyndman and Fan): the ones of numpy, R and Excel.</summary>
public static class Quantiles
{
    /// <summary>
    /// The p-quantile: with the sorted values x[0..n-1] and h = (n - 1) p it is x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]).
    /// </summary>
    /// <param name="values">At least one value, in any order. A NaN among them makes the result NaN.</param>
    /// <param name="p">A share from 0 (the smallest value) to 1 (the largest).</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is outside [0, 1].</exception>
    public static double Quantile(ReadOnlySpan<double> values, double p)
    {
        if (values.IsEmpty) throw Throw.NoValues("A quantile");
        if (!(p >= 0 && p <= 1)) throw Throw.ShareOutOfRange(p);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, p);
    }

    /// <summary>The median: the quantile at one half.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>The median of the values that are finite, or NaN where none is: for tables, where one diverged run must not hide the others.</summary>
    internal static double MedianOfFinite(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? double.NaN : Median(finite);
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        // Array.Sort puts NaN first.
        if (double.IsNaN(sorted[0])) return double.NaN;
        var h = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(h);
        var share = h - below;
        // Two equal infinities must not become NaN by subtraction.
        return share == 0 || sorted[below] == sorted[below + 1] ? sorted[below] : sorted[below] + (share * (sorted[below + 1] - sorted[below]));
    }
}
