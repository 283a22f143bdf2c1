using KerasRnn.Pictures;

namespace KerasRnn.Tests.Pictures;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(-3.2, 7.9)]
    [InlineData(1e-7, 3e-7)]
    [InlineData(5, 5)]
    [InlineData(-1e9, 1e9)]
    public void A_linear_axis_has_a_few_round_ticks_inside(double low, double high)
    {
        var axis = new Axis();
        Assert.True(axis.Fit([low, high]));
        var ticks = axis.Ticks(300).ToArray();
        Assert.InRange(ticks.Length, 2, 12);
        Assert.All(ticks, t => Assert.InRange(axis.Share(t.Value), -1e-6, 1 + 1e-6));
        Assert.Equal(ticks.Length, ticks.Select(t => t.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(1e-6, 1)]
    [InlineData(0.02, 0.05)]
    [InlineData(1, 1)]
    public void A_logarithmic_axis_has_ticks_inside(double low, double high)
    {
        var axis = new Axis { IsLog = true };
        Assert.True(axis.Fit([low, high]));
        var ticks = axis.Ticks(200).ToArray();
        Assert.NotEmpty(ticks);
        Assert.All(ticks, t => Assert.InRange(axis.Share(t.Value), -1e-6, 1 + 1e-6));
        Assert.Equal(ticks.Length, ticks.Select(t => t.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(90)]
    [InlineData(100)]
    [InlineData(180)]
    [InlineData(700)]
    public void Every_range_gets_a_scale_and_not_a_single_number(double pixels)
    {
        for (var high = 1.0; high < 1000; high *= 1.013)
            foreach (var low in new[] { 0, 0.37 * high, -0.61 * high })
            {
                var axis = new Axis();
                axis.Fit([low, high]);
                var ticks = axis.Ticks(pixels).ToArray();
                Assert.InRange(ticks.Length, 2, (pixels / 18) + 1);
                Assert.Equal(ticks.Length, ticks.Select(t => t.Text).Distinct().Count());
            }
    }

    [Fact]
    public void Ticks_read_as_people_write_numbers()
    {
        var axis = new Axis();
        axis.Fit([-0.4, 0.6]);
        Assert.Equal(["−0.4", "−0.2", "0", "0.2", "0.4", "0.6"], axis.Ticks(370).Select(t => t.Text));
        axis = new Axis { IsLog = true };
        axis.Fit([1e-5, 1]);
        Assert.Equal(["10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"], axis.Ticks(300).Select(t => t.Text));
    }
}
