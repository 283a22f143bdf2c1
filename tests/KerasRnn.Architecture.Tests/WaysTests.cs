namespace KerasRnn.Architecture.Tests;

public sealed class WaysTests
{
    [Fact]
    public void A_circle_is_rooms_that_lead_to_each_other()
    {
        Ways ways = Of("a>b", "b>c", "c>a", "c>d", "d>e", "x>x");
        Assert.Equal(["a, b, c", "x"], ways.Circles.Select(circle => string.Join(", ", circle)));
        Assert.True(ways.Leads("a", "e"));
        Assert.False(ways.Leads("e", "a"));
    }

    [Fact]
    public void What_other_arrows_say_is_left_out() => Assert.Equal("a -> b, b -> c, c -> d", string.Join(", ", Of("a>b", "a>c", "a>d", "b>c", "b>d", "c>d").Reduced));

    private static Ways Of(params string[] arrows) => new([.. arrows.Select(arrow => new Arrow(arrow[..1], arrow[2..]))]);
}
