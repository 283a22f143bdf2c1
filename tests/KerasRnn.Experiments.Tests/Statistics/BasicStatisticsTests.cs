using CsCheck;
using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Tests.Statistics;

public sealed class BasicStatisticsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 3.7)]
    [InlineData(1, 4)]
    public void Quantiles_are_those_of_numpy(double p, double expected) => Assert.Equal(expected, Quantiles.Quantile([4, 1, 3, 2], p), 12);

    [Fact]
    public void A_quantile_lies_between_the_extremes_and_rises_with_p() => Gen.Double[-1e6, 1e6].Array[1, 40].Sample(values =>
    {
        double low = Quantiles.Quantile(values, 0.2), high = Quantiles.Quantile(values, 0.8);
        return low <= high && low >= values.Min() && high <= values.Max();
    });

    [Fact]
    public void Infinities_do_not_become_NaN() => Assert.Equal(double.PositiveInfinity, Quantiles.Median([1, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity]));

    [Fact]
    public void A_NaN_among_the_values_shows() => Assert.True(double.IsNaN(Quantiles.Median([1, double.NaN, 3])));

    [Fact]
    public void Wrong_shares_and_no_values_are_refused()
    {
        Assert.Equal("A quantile needs at least one value; got none. Give one value per seed or trajectory.", Assert.Throws<ArgumentException>(() => Quantiles.Median([])).Message);
        Assert.Equal("A share must lie in [0, 1]; got 50. Give 0.5 for one half.", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Quantile([1], 50)).Message);
        Assert.Equal("A share needs 0 <= successes <= count and a count of at least 1; got 3 of 2. Count every trial once.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Share(3, 2)).Message);
    }

    [Fact]
    public void Holm_by_hand()
    {
        // Sorted: 0.005 x 4, 0.01 x 3, 0.03 x 2, and 0.04 x 1 lifted to the one before.
        var adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005]);
        Assert.Equal([0.03, 0.06, 0.06, 0.02], adjusted.Select(p => Math.Round(p, 12)));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.9, 0.8]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void Wilson_by_hand()
    {
        var half = Wilson.Share(5, 10);
        Assert.Equal(0.2366, half.Low, 4);
        Assert.Equal(0.7634, half.High, 4);
        var none = Wilson.Share(0, 10);
        Assert.Equal(0, none.Low, 12);
        Assert.Equal(0.2775, none.High, 4);
    }

    [Fact]
    public void Kaplan_Meier_reproduces_a_textbook_example()
    {
        // Weeks in remission of 21 leukaemia patients (Freireich 1963, 6-MP arm), + censored.
        double[] times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
        int[] events = [0, 1, 2, 4, 6, 9, 10, 14, 15];
        var curve = SurvivalCurve.KaplanMeier(times, [.. times.Select((_, i) => !events.Contains(i))]);
        Assert.Equal([6.0, 7, 10, 13, 16, 22, 23], curve.Times);
        Assert.Equal([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], curve.Shares.Select(s => Math.Round(s, 3)));
        Assert.Equal(23, curve.Median);
        Assert.Equal(1, curve.At(5.9));
    }

    [Fact]
    public void A_horizon_of_h_is_valid_through_step_h_and_a_censored_one_is_not_counted_as_lost()
    {
        var curve = SurvivalCurve.OfHorizons([0, 2, 3, 3], [false, false, true, true]);
        Assert.Equal(1, curve.At(0));
        Assert.Equal(0.75, curve.At(1), 12);
        Assert.Equal(0.75, curve.At(2), 12);
        Assert.Equal(0.5, curve.At(3), 12);
        Assert.Equal([3.0], curve.CensoredTimes);
        Assert.Equal(0, SurvivalCurve.OfHorizons([1, 1], [false, false]).At(2));
        Assert.True(double.IsNaN(SurvivalCurve.OfHorizons([5], [true]).Median));
    }

    [Fact]
    public void Horizons_and_flags_of_other_lengths_are_refused() =>
        Assert.Equal("As many horizons as censored flags are expected; got 2 and 1. Give one of each per trajectory.",
            Assert.Throws<ArgumentException>(() => SurvivalCurve.OfHorizons([1, 2], [true])).Message);
}
