namespace KerasRnn.Architecture.Tests.Pictures;

public sealed class FloorPlanTests
{
    private const double Room = 60;

    [Fact]
    public void A_chain_is_a_straight_line_to_the_right()
    {
        var (boxes, ways) = Plan("abcd", "a>b", "b>c", "c>d").Draw(1000);
        Assert.Equal("abcd", string.Concat(boxes.OrderBy(box => box.X).Select(box => box.Room)));
        Assert.Single(boxes.Select(box => box.Y).Distinct());
        Assert.All(ways, way => Assert.Equal((way[0].X + 64, way[0].Y), way[^1]));
    }

    [Fact]
    public void Every_arrow_leads_to_the_right_from_box_to_box()
    {
        string[] arrows = ["a>b", "a>c", "b>d", "c>e", "d>f", "e>f", "a>f", "g>f"];
        var (boxes, ways) = Plan("abcdefg", arrows).Draw(1000);
        Dictionary<string, (double Left, double Right, double Middle)> sides = boxes.ToDictionary(box => box.Room, box => (box.X, box.X + box.Width, box.Y + (FloorPlan.BoxHeight / 2)));
        foreach ((string arrow, IReadOnlyList<(double X, double Y)> way) in arrows.Zip(ways))
        {
            Assert.Equal((sides[arrow[..1]].Right, sides[arrow[..1]].Middle), way[0]);
            Assert.Equal((sides[arrow[2..]].Left, sides[arrow[2..]].Middle), way[^1]);
            Assert.Equal(way.Select(point => point.X).Order(), way.Select(point => point.X));
        }
    }

    [Fact]
    public void Boxes_and_passing_arrows_keep_apart()
    {
        var (boxes, ways) = Plan("abcdefgh", "a>b", "a>c", "a>d", "b>e", "c>e", "d>e", "a>f", "e>g", "a>h", "g>h").Draw(1000);
        foreach (IGrouping<double, (string Room, double X, double Y, double Width)> column in boxes.GroupBy(box => box.X))
        {
            double[] tops = [.. column.Select(box => box.Y).Order()];
            Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second - pair.First > FloorPlan.BoxHeight));
            double[] passing = [.. ways.SelectMany(way => way.Skip(1).SkipLast(1)).Where(point => point.X == column.Key).Select(point => point.Y)];
            Assert.All(passing, y => Assert.DoesNotContain(tops, top => y > top && y < top + FloorPlan.BoxHeight));
        }
    }

    [Fact]
    public void Arrows_cross_only_where_they_must()
    {
        var (boxes, _) = Plan("abcdef", "a>f", "b>e", "c>d").Draw(1000);
        string Column(double x) => string.Concat(boxes.Where(box => box.X == x).OrderBy(box => box.Y).Select(box => box.Room));
        string left = Column(0), right = Column(124);
        Assert.Equal("abc", string.Concat(left.Order()));
        Assert.Equal(string.Concat(left.Select(room => "fed"["abc".IndexOf(room, StringComparison.Ordinal)])), right);
    }

    [Fact]
    public void The_plan_fits_the_width_that_it_asks_for()
    {
        FloorPlan plan = Plan("abc", "a>b", "b>c");
        Assert.Equal(plan.Width, plan.Draw(plan.Width).Boxes.Max(box => box.X + box.Width));
        Assert.Equal(FloorPlan.BoxHeight, plan.Height);
    }

    private static FloorPlan Plan(string rooms, params string[] arrows) => new([.. rooms.Select(room => ($"{room}", Room))], [.. arrows.Select(arrow => new Arrow(arrow[..1], arrow[2..]))]);
}
