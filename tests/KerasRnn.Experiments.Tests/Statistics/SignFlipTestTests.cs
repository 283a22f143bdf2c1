using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Tests.Statistics;

public sealed class SignFlipTestTests
{
    [Theory]
    [InlineData(3, 0.25)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    [InlineData(10, 2.0 / 1024)]
    public void Differences_of_one_sign_have_p_two_over_two_to_the_n(int n, double p)
    {
        var result = SignFlipTest.Run([.. Enumerable.Range(1, n).Select(i => -i * 0.1)]);
        Assert.Equal(p, result.PValue, 12);
        Assert.True(result.IsExact);
        Assert.Equal(n, result.Count);
    }

    [Fact]
    public void Three_differences_by_hand() =>
        // The eight sums are ±4, ±2, 0, 0, ±2: six of them are at least 2 away from zero.
        Assert.Equal(6.0 / 8, SignFlipTest.Run([1, 2, -1]).PValue, 12);

    [Fact]
    public void Sums_equal_but_for_rounding_count_as_equal() =>
        // 0.1 + 0.2 - 0.3 is 5.6e-17 and not 0: all patterns are at least as extreme as a sum of zero.
        Assert.Equal(1, SignFlipTest.Run([0.1, 0.2, -0.3]).PValue, 12);

    [Fact]
    public void Only_zeros_give_p_one() => Assert.Equal(1, SignFlipTest.Run(new double[7]).PValue);

    [Fact]
    public void Twenty_differences_are_still_exact()
    {
        var result = SignFlipTest.Run([.. Enumerable.Repeat(1.0, 20)]);
        Assert.True(result.IsExact);
        Assert.Equal(2 / Math.ScaleB(1, 20), result.PValue, 15);
    }

    [Fact]
    public void Beyond_twenty_patterns_are_drawn_and_agree_with_the_binomial()
    {
        // 21 ones of which 15 are positive: the sum is 9; P(|sum| >= 9) = 2 P(Binomial(21, 1/2) >= 15) = 0.0784.
        double[] differences = [.. Enumerable.Repeat(1.0, 15), .. Enumerable.Repeat(-1.0, 6)];
        var result = SignFlipTest.Run(differences);
        Assert.False(result.IsExact);
        Assert.Equal(0.0784, result.PValue, 0.002);
        Assert.Equal(result, SignFlipTest.Run(differences));
        Assert.NotEqual(result.PValue, SignFlipTest.Run(differences, seed: 1).PValue);
    }

    [Fact]
    public void More_than_64_differences_use_fresh_bits_for_each()
    {
        // Were bits reused after 64, the last six (-1) would cancel the first six (+1), and far sums would be half as frequent.
        // P(|sum of 70 signs| >= 20) = 2 P(Binomial(70, 1/2) >= 45) = 0.0225.
        double[] differences = [.. Enumerable.Repeat(1.0, 45), .. Enumerable.Repeat(-1.0, 25)];
        Assert.Equal(0.0225, SignFlipTest.Run(differences).PValue, 0.0006);
    }

    [Fact]
    public void A_difference_that_is_not_finite_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => SignFlipTest.Run([1, double.NaN]));
        Assert.Equal("A sign-flip test needs finite values; got NaN. Leave diverged runs out or count them as horizon 0.", error.Message);
        error = Assert.Throws<ArgumentException>(() => SignFlipTest.Run([]));
        Assert.Equal("A sign-flip test needs at least one value; got none. Give one value per seed or trajectory.", error.Message);
    }
}
