using System.Globalization;
using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// A plain sentence that says who wins and whether the difference is real.
/// </summary>
/// <remarks>
/// The measure is the horizon: the median over seeds of the median number of valid rollout steps. The claim "A beats all others" needs every single comparison to hold, so each is tested at 5 %
/// and none needs a correction (an intersection-union test: with all contenders equal, a false winner of m contenders over six seeds has a chance below m^-5, and 3 % for two). Holm's correction stands in the
/// tables, where each difference is read on its own, and in the sentence where a leader is ahead of some and not of all. Below six seeds p cannot fall below 0.05, whatever the differences, and the sentence says that there are too few.
/// The physics oracle takes no part. A diverged run counts as horizon 0 and is named; a failed run is left out and named.
/// </remarks>
/// <param name="Kind">What may be said.</param>
/// <param name="Leader">The contender with the longest horizon, whether or not it is ahead for sure; null where there is no result.</param>
/// <param name="Sentence">The words.</param>
public sealed record Verdict(VerdictKind Kind, string? Leader, string Sentence)
{
    /// <summary>The fewest seeds at which the paired test can reach p &lt; 0.05: 2 / 2^6 = 0.031.</summary>
    public const int FewestSeeds = 6;

    /// <summary>The level of every test.</summary>
    public const double Level = 0.05;

    /// <summary>The words.</summary>
    public override string ToString() => Sentence;

    /// <summary>The verdict on one world.</summary>
    /// <param name="world">Its name.</param>
    /// <param name="contenders">Best first, tested against the best.</param>
    internal static Verdict Of(string world, IReadOnlyList<ContenderSummary> contenders)
    {
        var ranked = contenders.Where(c => c.Kind != ContenderKind.Oracle && !double.IsNaN(c.Horizon.Estimate)).ToArray();
        var notes = Notes(contenders);
        if (ranked.Length == 0) return new(VerdictKind.NoResult, null, $"On {world}, no contender has a result.{notes}");
        var best = ranked[0];
        var seeds = best.HorizonBySeed.Count;
        if (ranked.Length == 1)
            return new(VerdictKind.Single, best.Model, $"On {world}, {Name(best)} ran alone: {Steps(best)} over {Seeds(seeds)}. There is nothing to compare it with.{notes}");

        var others = ranked[1..];
        ContenderSummary[] equal = [.. others.Where(c => c.Horizon.Estimate == best.Horizon.Estimate)];
        // A claim about the leader needs six shared seeds with every other contender.
        var shared = Math.Min(seeds, others.Min(c => c.Test?.Count ?? 0));
        if (equal.Length > 0)
        {
            var names = List([best.Model, .. equal.Select(c => c.Model)]);
            var few = shared < FewestSeeds ? $" With {Seeds(shared)} there would be too few to tell anyway; {FewestSeeds} are needed." : "";
            return new(VerdictKind.Tie, best.Model, $"On {world}, {names} tie: {Steps(best)} over {Seeds(seeds)}.{few}{Smallest(best, others, isTie: true)}{notes}");
        }
        if (shared < FewestSeeds)
        {
            return new(VerdictKind.TooFewSeeds, best.Model,
                $"On {world}, too few seeds to tell: {Seeds(shared)}, {FewestSeeds} are needed. So far {Name(best)} is ahead: {Steps(best)}, before {others[0].Model} with {Number(others[0].Horizon.Estimate)}.{Smallest(best, others)}{notes}");
        }
        ContenderSummary[] close = [.. others.Where(c => c.Test!.PValue >= Level)];
        if (close.Length == 0)
        {
            var worst = others.MaxBy(c => c.Test!.PValue)!;
            var field = best.Kind == ContenderKind.Baseline && others.Any(c => c.Kind == ContenderKind.Model) ? " No trained model beats this baseline." : "";
            return new(VerdictKind.Winner, best.Model,
                $"On {world}, {Name(best)} wins: {Steps(best)} over {Seeds(seeds)}, before {others[0].Model} with {Number(others[0].Horizon.Estimate)}; the difference is real (paired sign-flip test, p = {P(worst.Test!.PValue)}{(others.Length > 1 ? " or less against every other" : "")}).{field}{Smallest(best, others)}{notes}");
        }
        return new(VerdictKind.Unclear, best.Model,
            $"On {world}, {Name(best)} leads: {Steps(best)} over {Seeds(seeds)}, but it cannot be told from {List([.. close.Select(c => $"{c.Model} (p = {P(c.Test!.PValue)})")])}.{Ahead([.. others.Except(close)], others.Length)}{Smallest(best, others)}{notes}");
    }

    // A leader that was found by looking is no claim about each other one: single differences have to stand Holm's correction.
    private static string Ahead(ContenderSummary[] behind, int differences)
    {
        ContenderSummary[] real = [.. behind.Where(c => c.AdjustedPValue < Level)], alone = [.. behind.Except(real)];
        return (real.Length == 0 ? "" : $" It is ahead of {List([.. real.Select(c => c.Model)])}.")
            + (alone.Length == 0 ? "" : $" Taken alone, it is ahead of {List([.. alone.Select(c => c.Model)])} (p = {P(alone.Max(c => c.Test!.PValue))}{(alone.Length > 1 ? " or less" : "")}), but not after Holm's correction for {differences} differences.");
    }

    private static string Smallest(ContenderSummary best, ContenderSummary[] others, bool isTie = false)
    {
        var smallest = others.Prepend(best).Where(c => !double.IsNaN(c.Rmse)).MinBy(c => c.Rmse);
        return smallest is null || others.Any(c => c != smallest && c.Rmse == smallest.Rmse) ? ""
            : smallest == best && !isTie ? " It also has the smallest one-step error."
            : $" The smallest one-step error is that of {smallest.Model}.";
    }

    private static string Notes(IReadOnlyList<ContenderSummary> contenders) => string.Concat(
    [
        .. contenders.Where(c => c.DivergedSeeds.Count > 0).Select(c =>
            $" {c.Model} diverged in {c.DivergedSeeds.Count} of {Runs(c.Runs)} ({SeedList(c.DivergedSeeds)}), counted as horizon 0."),
        .. contenders.Where(c => c.FailedSeeds.Count > 0).Select(c =>
            $" {c.Model} failed in {c.FailedSeeds.Count} of {Runs(c.Runs)} ({SeedList(c.FailedSeeds)}), left out."),
    ]);

    private static string Name(ContenderSummary c) => c.Kind == ContenderKind.Baseline ? $"the baseline {c.Model}" : c.Model;

    private static string Steps(ContenderSummary c) =>
        $"median horizon {(c.IsLowerBound ? "at least " : "")}{Number(c.Horizon.Estimate)} {(c.Horizon.Estimate == 1 ? "step" : "steps")} [{Number(c.Horizon.Low)}, {Number(c.Horizon.High)}]";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? p.ToString("0.0e-0", CultureInfo.InvariantCulture) : p.ToString("0.0##", CultureInfo.InvariantCulture);

    private static string Seeds(int count) => count == 1 ? "1 seed" : $"{count} seeds";

    private static string Runs(int count) => count == 1 ? "1 run" : $"{count} runs";

    private static string SeedList(IReadOnlyList<int> seeds) => $"{(seeds.Count == 1 ? "seed" : "seeds")} {string.Join(", ", seeds)}";

    private static string List(string[] names) => names.Length switch
    {
        1 => names[0],
        <= 4 => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        _ => $"{string.Join(", ", names[..3])} and {names.Length - 3} more",
    };
}
