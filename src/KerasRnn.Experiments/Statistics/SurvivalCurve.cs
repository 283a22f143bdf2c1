namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// The Kaplan-Meier curve: the share S(t) = product over event times u &lt;= t of (1 - events(u) / at risk(u)), which uses what is known of the censored ones (still valid when
/// their rollout ended) without pretending to know the rest.
/// </summary>
public sealed class SurvivalCurve
{
    private SurvivalCurve(double[] times, double[] shares, double[] censored, int count) => (Times, Shares, CensoredTimes, Count) = (times, shares, censored, count);

    /// <summary>Times at which the share falls, ascending; the share is 1 before the first.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>The share from each of <see cref="Times"/> on.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Times, ascending and each once, at which something was censored.</summary>
    public IReadOnlyList<double> CensoredTimes { get; }

    /// <summary>Number of observations.</summary>
    public int Count { get; }

    /// <summary>The first time at which the share is one half or less, or NaN where it never falls so far.</summary>
    public double Median
    {
        get
        {
            for (var i = 0; i < Times.Count; i++)
                if (Shares[i] <= 0.5 + 1e-12) return Times[i];
            return double.NaN;
        }
    }

    /// <summary>The share at time <paramref name="t"/>: S(t) = P(T &gt; t).</summary>
    public double At(double t)
    {
        var share = 1.0;
        for (var i = 0; i < Times.Count && Times[i] <= t; i++) share = Shares[i];
        return share;
    }

    /// <summary>The curve of event times; where <paramref name="censored"/> says so, nothing had happened when the observation ended.</summary>
    /// <param name="times">One time per observation, finite.</param>
    /// <param name="censored">As long as <paramref name="times"/>.</param>
    /// <exception cref="ArgumentException">Unequal lengths, no observation, or a time that is not finite.</exception>
    public static SurvivalCurve KaplanMeier(IReadOnlyList<double> times, IReadOnlyList<bool> censored)
    {
        if (times.Count != censored.Count) throw Throw.UnequalLengths("times", times.Count, "censored flags", censored.Count);
        if (times.Count == 0) throw Throw.NoValues("A survival curve");
        foreach (var t in times)
            if (!double.IsFinite(t)) throw Throw.NotFinite("A survival curve", t);
        var steps = new List<(double Time, double Share)>();
        var share = 1.0;
        var atRisk = times.Count;
        foreach (var group in times.Zip(censored).GroupBy(o => o.First).OrderBy(g => g.Key))
        {
            var events = group.Count(o => !o.Second);
            if (events > 0)
            {
                share = events == atRisk ? 0 : share * (1 - (events / (double)atRisk));
                steps.Add((group.Key, share));
            }
            atRisk -= group.Count();
        }
        double[] ends = [.. times.Zip(censored).Where(o => o.Second).Select(o => o.First).Distinct().Order()];
        return new([.. steps.Select(s => s.Time)], [.. steps.Select(s => s.Share)], ends, times.Count);
    }

    /// <summary>
    /// The curve of prediction horizons: At(t) is the share of trajectories whose first t steps are all valid. A horizon of h means a failure at step h + 1, a censored horizon
    /// of h that step h was still valid and the last there was.
    /// </summary>
    /// <param name="horizons">Number of valid steps of each trajectory.</param>
    /// <param name="censored">True where the trajectory ended before the prediction failed.</param>
    /// <exception cref="ArgumentException">Unequal lengths or no trajectory.</exception>
    public static SurvivalCurve OfHorizons(IReadOnlyList<int> horizons, IReadOnlyList<bool> censored)
    {
        if (horizons.Count != censored.Count) throw Throw.UnequalLengths("horizons", horizons.Count, "censored flags", censored.Count);
        return KaplanMeier([.. horizons.Zip(censored, (h, c) => c ? h : h + 1.0)], censored);
    }
}
