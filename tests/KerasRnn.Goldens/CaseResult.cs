namespace KerasRnn.Goldens;

/// <summary>The result of a case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it was skipped, or what failed; empty if it passed.</param>
/// <param name="Worst">The worst error over its bound.</param>
/// <param name="WorstOf">What that error is of.</param>
public sealed record CaseResult(string Name, CaseOutcome Outcome, string Reason, double Worst, string WorstOf);
