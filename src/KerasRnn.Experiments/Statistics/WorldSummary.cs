using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Statistics;

/// <summary>All contenders of one world, best first, and what may be said about them.</summary>
/// <param name="World">The world, or the recorded data.</param>
/// <param name="Contenders">Best first by horizon (equal ones by one-step RMSE, then by name), those without a result after them, the physics oracle last.</param>
/// <param name="Verdict">Who wins, and whether the difference is real.</param>
public sealed record WorldSummary(string World, IReadOnlyList<ContenderSummary> Contenders, Verdict Verdict)
{
    /// <summary>Summaries of all worlds, in the order in which they first appear.</summary>
    /// <param name="records">Records of any worlds.</param>
    public static IReadOnlyList<WorldSummary> All(IReadOnlyList<RunRecord> records) =>
        [.. records.Select(r => r.World).Distinct().ToArray().AsParallel().AsOrdered().Select(w => Of(w, records))];

    /// <summary>The summary of one world.</summary>
    /// <param name="world">Its name.</param>
    /// <param name="records">Records; those of other worlds are not looked at.</param>
    public static WorldSummary Of(string world, IReadOnlyList<RunRecord> records)
    {
        var groups = records.Where(r => r.World == world).GroupBy(r => r.Model)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Seed).ToArray());
        // How many rollouts a seed has: a diverged run has as many, all of horizon 0.
        var rollouts = groups.Values.SelectMany(g => g).GroupBy(r => r.Seed).ToDictionary(g => g.Key, g => Math.Max(1, g.Max(r => r.Horizons.Count)));
        var horizons = groups.ToDictionary(g => g.Key, g => Horizons(g.Value, rollouts));
        var summaries = groups.Values.Select(g => Summarise(g, horizons[g[0].Model]))
            .OrderBy(c => c.Kind == ContenderKind.Oracle).ThenByDescending(c => double.IsNaN(c.Horizon.Estimate) ? double.NegativeInfinity : c.Horizon.Estimate)
            .ThenBy(c => double.IsNaN(c.Rmse) ? double.PositiveInfinity : c.Rmse).ThenBy(c => c.Model, StringComparer.Ordinal).ToArray();
        var best = summaries.FirstOrDefault(c => c.Kind != ContenderKind.Oracle && !double.IsNaN(c.Horizon.Estimate));
        if (best is not null)
        {
            summaries = [.. summaries.Select(c => c == best || c.Kind == ContenderKind.Oracle ? c : Against(best, c, horizons))];
            summaries = Corrected(summaries);
        }
        return new(world, summaries, Verdict.Of(world, summaries));
    }

    private static SortedDictionary<int, double[]> Horizons(RunRecord[] runs, Dictionary<int, int> rollouts)
    {
        var bySeed = new SortedDictionary<int, double[]>();
        foreach (var r in runs)
        {
            if (r.Status == RunStatus.Diverged) bySeed[r.Seed] = new double[rollouts[r.Seed]];
            else if (r.Status == RunStatus.Ok && r.Horizons.Count > 0) bySeed[r.Seed] = [.. r.Horizons.Select(h => (double)h)];
        }
        return bySeed;
    }

    private static ContenderSummary Summarise(RunRecord[] runs, SortedDictionary<int, double[]> horizons)
    {
        var ok = runs.Where(r => r.Status == RunStatus.Ok).ToArray();
        var rollouts = horizons.Values.Sum(h => h.Length);
        return new()
        {
            Model = runs[0].Model,
            Kind = runs[0].Kind,
            Parameters = runs.Max(r => r.Parameters),
            Seconds = Quantiles.MedianOfFinite(runs.Where(r => r.Status != RunStatus.Failed).Select(r => r.Seconds)),
            Rmse = Quantiles.MedianOfFinite(ok.Select(r => r.TestRmse ?? double.NaN)),
            RmseFree = Quantiles.MedianOfFinite(ok.Select(r => r.RmseFree ?? double.NaN)),
            RmseBounce = Quantiles.MedianOfFinite(ok.Select(r => r.RmseBounce ?? double.NaN)),
            Horizon = horizons.Count == 0 ? Interval.None : Bootstrap.Median([.. horizons.Values]),
            HorizonBySeed = horizons.ToDictionary(h => h.Key, h => Quantiles.Median(h.Value)),
            CensoredShare = rollouts == 0 ? double.NaN : ok.Sum(r => r.Censored.Count(c => c)) / (double)rollouts,
            DivergedSeeds = [.. runs.Where(r => r.Status == RunStatus.Diverged).Select(r => r.Seed)],
            FailedSeeds = [.. runs.Where(r => r.Status == RunStatus.Failed).Select(r => r.Seed)],
            Runs = runs.Length,
        };
    }

    private static ContenderSummary Against(ContenderSummary best, ContenderSummary other, Dictionary<string, SortedDictionary<int, double[]>> horizons)
    {
        var left = horizons[other.Model];
        var right = horizons[best.Model];
        int[] seeds = [.. left.Keys.Where(right.ContainsKey)];
        if (seeds.Length == 0) return other;
        return other with
        {
            Difference = Bootstrap.MedianDifference([.. seeds.Select(s => left[s])], [.. seeds.Select(s => right[s])]),
            Test = SignFlipTest.Run([.. seeds.Select(s => other.HorizonBySeed[s] - best.HorizonBySeed[s])]),
        };
    }

    private static ContenderSummary[] Corrected(ContenderSummary[] summaries)
    {
        var tested = Enumerable.Range(0, summaries.Length).Where(i => summaries[i].Test is not null).ToArray();
        var adjusted = Holm.Adjust([.. tested.Select(i => summaries[i].Test!.PValue)]);
        for (var i = 0; i < tested.Length; i++) summaries[tested[i]] = summaries[tested[i]] with { AdjustedPValue = adjusted[i] };
        return summaries;
    }
}
