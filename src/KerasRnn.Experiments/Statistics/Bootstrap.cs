namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// Percentile bootstrap intervals, the same bits on every machine: draw j of resample r is a function of (seed, r, j) alone.
/// </summary>
/// <remarks>
/// The data have two levels: seeds (other weights, other data) and, within a seed, test trajectories. A resample draws as many seeds as there are, with replacement, and within
/// each drawn seed as many test trajectories as it has, with replacement. With one seed only the trajectories vary; with very few seeds the interval is too narrow, because
/// three draws cannot know how far a fourth would lie: that is why a verdict waits for six.
/// Equal draws for all contenders of one comparison keep pairs together.
/// <example><code>
/// double[][] horizons = [[12, 18, 9], [20, 11, 15]];            // [seed][trajectory]
/// Interval median = Bootstrap.Median(horizons);                 // median over seeds of the median over trajectories
/// </code></example>
/// </remarks>
public static class Bootstrap
{
    /// <summary>Number of resamples unless said otherwise.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>The median over seeds of the median over trajectories, with its 95 % interval.</summary>
    /// <param name="values">[seed][trajectory], no seed empty.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">No seed, or a seed without a value.</exception>
    public static Interval Median(IReadOnlyList<IReadOnlyList<double>> values, int resamples = DefaultResamples, ulong seed = 0) =>
        Statistic(values, static v => MedianInPlace(v), static v => MedianInPlace(v), resamples, seed);

    /// <summary>The median over seeds of one value per seed, with its 95 % interval over seeds.</summary>
    /// <param name="perSeed">One value per seed.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">No value.</exception>
    public static Interval Median(IReadOnlyList<double> perSeed, int resamples = DefaultResamples, ulong seed = 0) =>
        Median([.. perSeed.Select(v => (IReadOnlyList<double>)[v])], resamples, seed);

    /// <summary>
    /// The median over seeds of the difference (median over trajectories of <paramref name="values"/>) - (the same of <paramref name="baseline"/>), with its 95 % interval. Both
    /// sides of a resample draw the same seeds and the same trajectories.
    /// </summary>
    /// <param name="values">[seed][trajectory].</param>
    /// <param name="baseline">[seed][trajectory], the same seeds in the same order.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">Other numbers of seeds on the two sides, no seed, or a seed without a value.</exception>
    public static Interval MedianDifference(IReadOnlyList<IReadOnlyList<double>> values, IReadOnlyList<IReadOnlyList<double>> baseline,
        int resamples = DefaultResamples, ulong seed = 0)
    {
        if (values.Count != baseline.Count) throw Throw.UnpairedSeeds(values.Count, baseline.Count);
        var left = Copy(values);
        var right = Copy(baseline);
        var buffers = (Left: Buffer(left), Right: Buffer(right));
        return Run(left.Length, s => Inner(left[s], buffers.Left, MedianInPlace) - Inner(right[s], buffers.Right, MedianInPlace),
            (s, r, j) => Redraw(left[s], buffers.Left, seed, r, j, MedianInPlace) - Redraw(right[s], buffers.Right, seed, r, j, MedianInPlace),
            MedianInPlace, resamples, seed);
    }

    /// <summary>Any statistic of two levels: <paramref name="overSeeds"/> of (<paramref name="withinSeed"/> of the trajectories), with its 95 % interval.</summary>
    /// <param name="values">[seed][trajectory], no seed empty.</param>
    /// <param name="withinSeed">Trajectories of one seed to a number; may reorder what it is given.</param>
    /// <param name="overSeeds">One number per seed to the statistic; may reorder what it is given.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">No seed, or a seed without a value.</exception>
    public static Interval Statistic(IReadOnlyList<IReadOnlyList<double>> values, Func<double[], double> withinSeed, Func<double[], double> overSeeds,
        int resamples = DefaultResamples, ulong seed = 0)
    {
        var copy = Copy(values);
        var buffer = Buffer(copy);
        return Run(copy.Length, s => Inner(copy[s], buffer, withinSeed), (s, r, j) => Redraw(copy[s], buffer, seed, r, j, withinSeed), overSeeds, resamples, seed);
    }

    private static Interval Run(int seeds, Func<int, double> value, Func<int, int, int, double> redrawn, Func<double[], double> overSeeds, int resamples, ulong seed)
    {
        if (resamples < 1) throw Throw.NoResamples(resamples);
        var perSeed = new double[seeds];
        for (var s = 0; s < seeds; s++) perSeed[s] = value(s);
        var estimate = overSeeds((double[])perSeed.Clone());
        var statistics = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            for (var j = 0; j < seeds; j++)
                perSeed[j] = redrawn(IndexedRandom.Index(seed, (ulong)r, (ulong)j << 32, seeds), r, j);
            statistics[r] = overSeeds(perSeed);
        }
        Array.Sort(statistics);
        return new Interval(estimate, Quantiles.OfSorted(statistics, 0.025), Quantiles.OfSorted(statistics, 0.975));
    }

    private static double Inner(double[] values, Dictionary<int, double[]> buffer, Func<double[], double> statistic)
    {
        var copy = buffer[values.Length];
        values.CopyTo(copy, 0);
        return statistic(copy);
    }

    private static double Redraw(double[] values, Dictionary<int, double[]> buffer, ulong seed, int resample, int position, Func<double[], double> statistic)
    {
        if (values.Length == 1) return Inner(values, buffer, statistic);
        var drawn = buffer[values.Length];
        for (var t = 0; t < drawn.Length; t++)
            drawn[t] = values[IndexedRandom.Index(seed, (ulong)resample, ((ulong)position << 32) + (ulong)t + 1, values.Length)];
        return statistic(drawn);
    }

    private static double MedianInPlace(double[] values)
    {
        Array.Sort(values);
        return Quantiles.OfSorted(values, 0.5);
    }

    private static Dictionary<int, double[]> Buffer(double[][] values) =>
        values.Select(v => v.Length).Distinct().ToDictionary(n => n, n => new double[n]);

    private static double[][] Copy(IReadOnlyList<IReadOnlyList<double>> values)
    {
        if (values.Count == 0) throw Throw.NoValues("A bootstrap interval");
        var copy = values.Select(v => v.ToArray()).ToArray();
        var empty = Array.FindIndex(copy, v => v.Length == 0);
        return empty < 0 ? copy : throw Throw.EmptySeed(empty);
    }
}
