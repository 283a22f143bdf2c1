using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments;

/// <summary>How far a comparison is; reported whenever a run ends.</summary>
/// <param name="Done">Runs that have a result, those of an earlier call among them.</param>
/// <param name="Total">All runs.</param>
/// <param name="Elapsed">Time since the comparison began.</param>
/// <param name="Left">Time left, judged by the trained runs so far; null before the first.</param>
/// <param name="Latest">The run that just ended; null for those of an earlier call.</param>
public sealed record ComparisonProgress(int Done, int Total, TimeSpan Elapsed, TimeSpan? Left, RunRecord? Latest);
