namespace KerasRnn.Experiments.Statistics;

/// <summary>What a paired sign-flip test found.</summary>
/// <param name="PValue">Two-sided p: the share of sign patterns whose sum is at least as far from zero as the one seen.</param>
/// <param name="Count">Number of paired differences.</param>
/// <param name="IsExact">True where all 2^n patterns were visited, false where 2^20 were drawn.</param>
public sealed record SignFlipResult(double PValue, int Count, bool IsExact);
