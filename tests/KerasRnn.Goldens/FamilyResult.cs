using System.Globalization;

namespace KerasRnn.Goldens;

/// <summary>The results of a file.</summary>
public sealed record FamilyResult(string Family, IReadOnlyList<CaseResult> Cases)
{
    public IEnumerable<CaseResult> Failed => Cases.Where(c => c.Outcome == CaseOutcome.Failed);

    /// <summary>Why cases were skipped, with how many.</summary>
    public IEnumerable<(string Reason, int Count)> SkipReasons => Cases
        .Where(c => c.Outcome == CaseOutcome.Skipped)
        .GroupBy(c => c.Reason)
        .Select(group => (Reason: group.Key, Count: group.Count()))
        .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Reason, StringComparer.Ordinal);

    /// <summary>The line of the family; worst is that of the cases that passed.</summary>
    public override string ToString()
    {
        int Count(CaseOutcome outcome) => Cases.Count(c => c.Outcome == outcome);
        double worst = Cases.Where(c => c.Outcome == CaseOutcome.Passed).Select(c => c.Worst).DefaultIfEmpty().Max();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Family} cases {Cases.Count} passed {Count(CaseOutcome.Passed)} failed {Count(CaseOutcome.Failed)} skipped {Count(CaseOutcome.Skipped)} worst {worst:G3}");
    }
}
