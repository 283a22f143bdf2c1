namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// Holm's step-down correction: the chance of even one false alarm among several tests stays at the level of one. With sorted p[0] &lt;= ... &lt;= p[m-1] the adjusted value is
/// max over j &lt;= i of min(1, (m - j) p[j]).
/// </summary>
public static class Holm
{
    /// <summary>Adjusted p-values, in the order given.</summary>
    /// <param name="pValues">p-values of one family of tests; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">A p-value outside [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        foreach (var p in pValues)
            if (!(p >= 0 && p <= 1)) throw Throw.ShareOutOfRange(p);
        var sorted = pValues.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var largest = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (sorted.Length - i) * sorted[i]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
