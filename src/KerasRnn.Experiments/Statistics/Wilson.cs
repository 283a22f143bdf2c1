namespace KerasRnn.Experiments.Statistics;

/// <summary>Wilson's 95 % interval of a share: it stays inside [0, 1] and is honest at 0 of n and n of n, where the textbook interval has no width.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>
    /// The share k / n with its interval (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n), z = 1.96.
    /// </summary>
    /// <param name="successes">k, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, or k outside 0..n.</exception>
    public static Interval Share(int successes, int count)
    {
        if (count < 1 || successes < 0 || successes > count) throw Throw.ShareOfNothing(successes, count);
        double n = count;
        var p = successes / n;
        var centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n))) / (1 + (Z * Z / n));
        return new(p, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
