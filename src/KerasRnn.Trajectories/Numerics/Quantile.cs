namespace KerasRnn.Trajectories.Numerics;

/// <summary>Quantiles by linear interpolation between order statistics.</summary>
internal static class Quantile
{
    /// <summary>The quantile of ascending numbers, infinities allowed.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double rest = place - below;
        return rest == 0 || sorted[below] == sorted[below + 1] ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
    }
}
