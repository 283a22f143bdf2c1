using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void The_estimate_is_the_median_over_seeds_of_medians_over_trajectories() =>
        Assert.Equal(12, Bootstrap.Median([[1, 10, 100], [12, 12, 12], [50, 40, 60]]).Estimate);

    [Fact]
    public void The_same_data_give_the_same_interval_and_another_seed_another()
    {
        IReadOnlyList<double>[] values = [.. Enumerable.Range(0, 6).Select(s => (IReadOnlyList<double>)[.. Normal(s, 20)])];
        Assert.Equal(Bootstrap.Median(values), Bootstrap.Median(values));
        Assert.NotEqual(Bootstrap.Median(values), Bootstrap.Median(values, seed: 1));
    }

    [Fact]
    public void Equal_values_have_no_spread() => Assert.Equal(new Interval(7, 7, 7), Bootstrap.Median([[7, 7, 7], [7, 7]]));

    [Fact]
    public void A_constant_shift_of_wild_data_is_certain_because_pairs_stay_together()
    {
        IReadOnlyList<double>[] values = [.. Enumerable.Range(0, 4).Select(s => (IReadOnlyList<double>)[.. Normal(s, 15).Select(v => Math.Round(v * 1024) * 4)])];
        var difference = Bootstrap.MedianDifference([.. values.Select(v => (IReadOnlyList<double>)[.. v.Select(x => x - 3)])], values);
        Assert.Equal(new Interval(-3, -3, -3), difference);
    }

    [Fact]
    public void With_one_seed_the_trajectories_still_give_an_interval()
    {
        var interval = Bootstrap.Median([[.. Normal(3, 50)]]);
        Assert.True(interval.Low < interval.Estimate && interval.Estimate < interval.High);
    }

    [Fact]
    public void The_interval_covers_the_truth_about_as_often_as_it_says()
    {
        // Eight seeds, each with an effect of its own, and thirty trajectories in each; the true median is 0.
        const int repetitions = 160;
        int covered = 0;
        var width = 0.0;
        for (var r = 0; r < repetitions; r++)
        {
            var effects = Normal(1000 + r, 8);
            var interval = Bootstrap.Median([.. effects.Select((e, s) => (IReadOnlyList<double>)[.. Normal((r * 8) + s + 50000, 30).Select(v => e + (2 * v))])], resamples: 200);
            if (interval.Contains(0)) covered++;
            width += interval.High - interval.Low;
        }
        Assert.InRange(covered / (double)repetitions, 0.92, 1);
        // An interval that is always right because it is endless would be worth nothing: +-1.96 x 1.25 sqrt(1 + 0.2) / sqrt(8) = 1.9 would be ideal.
        Assert.InRange(width / repetitions, 1.4, 3);
    }

    [Fact]
    public void The_interval_over_plain_values_covers_too()
    {
        var covered = Enumerable.Range(0, 400).Count(r => Bootstrap.Median([.. Normal(r, 12)], resamples: 300).Contains(0));
        Assert.InRange(covered / 400.0, 0.90, 0.99);
    }

    [Fact]
    public void Wrong_data_are_refused_in_a_sentence()
    {
        Assert.Equal("A bootstrap interval needs at least one value; got none. Give one value per seed or trajectory.",
            Assert.Throws<ArgumentException>(() => Bootstrap.Median(Array.Empty<IReadOnlyList<double>>())).Message);
        Assert.Equal("A bootstrap interval needs at least one trajectory per seed; seed number 1 has none. Leave that seed out.",
            Assert.Throws<ArgumentException>(() => Bootstrap.Median([[1], []])).Message);
        Assert.Equal("A paired difference needs the same seeds on both sides; got 1 and 2. Keep only the seeds that both contenders finished.",
            Assert.Throws<ArgumentException>(() => Bootstrap.MedianDifference([[1]], [[1], [2]])).Message);
        Assert.Equal("A bootstrap interval needs at least 1 resample; got 0. 2000 are usual.", Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Median([[1]], 0)).Message);
    }

    private static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
