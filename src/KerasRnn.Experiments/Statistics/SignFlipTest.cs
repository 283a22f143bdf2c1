using System.Numerics;

namespace KerasRnn.Experiments.Statistics;

/// <summary>
/// The paired sign-flip test: if two contenders were equal, each paired difference could as well have had the other sign. It asks in what share of all sign patterns the
/// sum of the differences lies at least as far from zero as the sum seen. It assumes no normal distribution, and with few seeds it is exact.
/// </summary>
/// <remarks>
/// Up to <see cref="ExactLimit"/> differences all 2^n patterns are visited. Beyond, 2^20 patterns are drawn (seeded) and p = (1 + hits) / (1 + 2^20), which is never too small
/// to be true. With n differences of one sign p is 2 / 2^n: 0.25 for three seeds, 0.031 for six. Sums that differ by less than 1e-12 of the sum of absolute values count as equal, so
/// that the order of additions decides nothing.
/// <example><code>
/// SignFlipTest.Run([3, 1, 4, 1, 5, 9]).PValue    // 2/64 = 0.03125
/// </code></example>
/// </remarks>
public static class SignFlipTest
{
    /// <summary>The largest number of differences whose sign patterns are all visited.</summary>
    public const int ExactLimit = 20;

    private const int Drawn = 1 << 20;

    /// <summary>Tests the differences against zero, two-sided.</summary>
    /// <param name="differences">One per seed; zeros stay in and belong to both signs.</param>
    /// <param name="seed">Seed of the drawn patterns; not used up to <see cref="ExactLimit"/>.</param>
    /// <exception cref="ArgumentException">No differences, or one that is not finite.</exception>
    public static SignFlipResult Run(ReadOnlySpan<double> differences, ulong seed = 0)
    {
        if (differences.IsEmpty) throw Throw.NoValues("A sign-flip test");
        double sum = 0, total = 0;
        foreach (var d in differences)
        {
            if (!double.IsFinite(d)) throw Throw.NotFinite("A sign-flip test", d);
            sum += d;
            total += Math.Abs(d);
        }
        var seen = Math.Abs(sum) - (1e-12 * total);
        if (differences.Length > ExactLimit) return new((1 + Sample(differences, seen, seed)) / (1.0 + Drawn), differences.Length, false);
        // A pattern and its opposite lie equally far from zero: the first sign stays fixed and half the patterns are enough.
        var hits = Visit(differences[1..], differences[0], seen);
        return new(hits / Math.ScaleB(1, differences.Length - 1), differences.Length, true);
    }

    private static int Visit(ReadOnlySpan<double> rest, double sum, double seen) => rest.IsEmpty
        ? Math.Abs(sum) >= seen ? 1 : 0
        : Visit(rest[1..], sum + rest[0], seen) + Visit(rest[1..], sum - rest[0], seen);

    private static int Sample(ReadOnlySpan<double> differences, double seen, ulong seed)
    {
        var hits = 0;
        for (var draw = 0; draw < Drawn; draw++)
        {
            double sum = 0;
            ulong bits = 0;
            for (var i = 0; i < differences.Length; i++)
            {
                if ((i & 63) == 0) bits = IndexedRandom.Bits(seed, (ulong)draw, (ulong)(i >> 6));
                sum += (bits & 1) == 0 ? differences[i] : -differences[i];
                bits = BitOperations.RotateRight(bits, 1);
            }
            if (Math.Abs(sum) >= seen) hits++;
        }
        return hits;
    }
}
