using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using KerasRnn.Trajectories.Pictures;

namespace KerasRnn.Trajectories.Tests.Pictures;

public sealed partial class PlaneFrameTests
{
    private static readonly PlaneFrame Square = new((0, 1), (0, 1), true);

    [Fact]
    public void A_point_well_inside_changes_nothing()
    {
        Assert.Equal(Square, Square.With(0.3, 0.9));
        Assert.Equal(Square, Square.With(double.NaN, 2));
    }

    [Theory]
    [InlineData(0.5, -0.4)]
    [InlineData(0.3, 1)]
    [InlineData(0.99, 0.01)]
    [InlineData(1.2, 0.5)]
    [InlineData(-0.1, 1.3)]
    [InlineData(50, -50)]
    public void A_point_outside_gets_room_at_one_scale_and_the_square_stays_whole(double x, double y)
    {
        PlaneFrame frame = Square.With(x, y);
        var ((left, right), (low, high)) = (frame.X!.Value, frame.Y!.Value);
        Assert.Equal(right - left, high - low, 12);
        Assert.True(left <= 0 && right >= 1 && low <= 0 && high >= 1);
        // With room for its mark, unless it is further away than a side.
        Assert.InRange(Math.Clamp(x, -0.94, 1.94), left + 0.06 - 1e-12, right - 0.06 + 1e-12);
        Assert.InRange(Math.Clamp(y, -0.94, 1.94), low + 0.06 - 1e-12, high - 0.06 + 1e-12);
        Assert.InRange(right - left, 1, 3);
    }

    [Fact]
    public void A_rule_that_flies_through_the_wall_shows_its_horizon()
    {
        var (train, _, test) = Worlds.Elastic.Generate(count: 30, points: 60, seed: 3).Split(20, 0, 10);
        Predictor straight = Baselines.Fit(train.Windows(8)).Single(p => p.Name == "constant-velocity");
        string html = straight.Rollout(test).ToHtml();
        XElement[] panels = [.. XElement.Parse(html).Descendants().Where(e => (string?)e.Attribute("overflow") == "hidden" && Crosses(e).Any())];
        // One that is valid to the end has none.
        Assert.Equal(2, panels.Length);
        foreach (XElement panel in panels)
        {
            Match at = Assert.Single(Crosses(panel));
            // The whole cross, whose arms are 4.5 pixels long.
            Assert.InRange(Number(at.Groups[1].Value), 4.5, Number((string)panel.Attribute("width")!) - 4.5);
            Assert.InRange(Number(at.Groups[2].Value), 4.5, Number((string)panel.Attribute("height")!) - 4.5);
        }
    }

    private static IEnumerable<Match> Crosses(XElement panel) => panel.Elements().Select(e => Cross().Match((string?)e.Attribute("d") ?? "")).Where(m => m.Success);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // A cross is the only mark of twelve corners.
    [GeneratedRegex(@"^M(\S+) (\S+?)(l[^l]+){11}z$")]
    private static partial Regex Cross();
}
