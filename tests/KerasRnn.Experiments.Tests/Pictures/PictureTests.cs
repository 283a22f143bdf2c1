using System.Globalization;
using System.Xml.Linq;
using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Experiments.Tests.Report;

namespace KerasRnn.Experiments.Tests.Pictures;

public sealed class PictureTests
{
    private static readonly ContenderStyles Styles = new([("rnn", ContenderKind.Model), ("persistence", ContenderKind.Baseline)]);

    public static TheoryData<string, IReadOnlyList<double>> Histories => new()
    {
        { "empty", [] }, { "NaN", [double.NaN, double.NaN] }, { "not positive", [0, -1] }, { "infinite", [double.PositiveInfinity] },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void A_history_without_anything_to_draw_says_no_data(string what, IReadOnlyList<double> losses)
    {
        var picture = Figures.History("rnn", new Dictionary<string, IReadOnlyList<double>> { ["loss"] = losses });
        Assert.True(picture.Svg.Contains(">no data</text>", StringComparison.Ordinal), what);
        Assert.DoesNotContain("NaN", picture.Svg);
    }

    [Fact]
    public void A_history_of_nothing_says_no_data() =>
        Assert.Contains(">no data</text>", Figures.History("rnn", new Dictionary<string, IReadOnlyList<double>>()).Svg);

    [Fact]
    public void A_single_epoch_is_a_dot()
    {
        var picture = Figures.History("rnn", new Dictionary<string, IReadOnlyList<double>> { ["loss"] = [0.5] });
        Assert.DoesNotContain("no data", picture.Svg);
        Assert.Contains("class=\"kr-f-c2\"", picture.Svg);
    }

    [Fact]
    public void A_NaN_breaks_a_line_instead_of_being_guessed()
    {
        var svg = Figures.History("rnn", new Dictionary<string, IReadOnlyList<double>> { ["loss"] = [1, 0.5, double.NaN, 0.2, 0.1] }).Svg;
        var path = Elements(svg, "path").Select(p => p.Attribute("d")!.Value).Single(d => d.Contains('L'));
        Assert.Equal(2, path.Count(c => c == 'M'));
    }

    [Fact]
    public void Every_figure_says_no_data_when_there_is_none()
    {
        Picture[] pictures =
        [
            LearningCurves.Draw("a", [], Styles), ErrorByStep.Draw("b", [], Styles, "m"), HorizonSurvival.Draw("c", [], Styles, 0), HorizonStrip.Draw("d", [], Styles),
            DifferenceForest.Draw("e", [], null, Styles), RolloutOverlay.Draw("f", [], ["x", "y"], Styles), ErrorFields.Draw("g", [], ["x", "y"], Styles, "m"),
            ErrorFields.Draw("h", [("rnn", ErrorField.Of([], [], []))], ["x", "y"], Styles, "m"), Figures.Rollouts("rnn", [], ["x"]), Figures.Rollouts("rnn", [], []),
        ];
        Assert.All(pictures, p =>
        {
            ReportTests.Parse(p.ToHtml());
            Assert.Contains(">no data</text>", p.Svg);
            Assert.DoesNotContain("NaN", p.Svg);
            Assert.DoesNotContain("∞", p.Svg);
        });
    }

    [Fact]
    public void A_rollout_that_flies_to_infinity_still_draws()
    {
        float[][] line = [.. Enumerable.Range(0, 10).Select(t => new[] { t / 10f, 0.5f })];
        float[][] wild = [.. Enumerable.Range(0, 10).Select(t => new[] { t < 3 ? t / 10f : t < 6 ? float.NaN : float.PositiveInfinity, t > 6 ? 1e30f : 0.5f })];
        var picture = Figures.Rollouts("rnn", [new("best", 0.9, 0, 3, false, line[..2], line[2..], wild[2..])], ["x", "y"]);
        Assert.All(Numbers(picture.Svg), v => Assert.True(Math.Abs(v) < 1e5));
        ReportTests.Parse(picture.ToHtml());
    }

    [Fact]
    public void The_csv_holds_what_is_drawn()
    {
        var picture = HorizonSurvival.Draw("s", [("rnn", SurvivalCurve.OfHorizons([1, 3, 3], [false, false, true]))], Styles, 3);
        Assert.Equal("model,step,share,censored\nrnn,0,1,0\nrnn,2,0.6666666666666667,0\nrnn,3,0.6666666666666667,1\nrnn,4,0,0\n", picture.Data.ToString());
    }

    [Fact]
    public void A_contender_has_its_colour_whatever_the_company()
    {
        var alone = new ContenderStyles([("rnn", ContenderKind.Model)])["rnn"];
        var among = ContenderStyles.Of(Synthetic.World("elastic", 0, 1, 1))["rnn"];
        Assert.Equal(alone, among);
    }

    [Fact]
    public void No_two_of_twenty_contenders_look_alike()
    {
        var names = Enumerable.Range(0, 14).Select(i => ($"mine-{i}", ContenderKind.Model)).Concat(Synthetic.Contenders.Select(c => (c.Name, c.Kind))).ToArray();
        var styles = new ContenderStyles(names);
        Assert.Equal(names.Length, names.Select(n => styles[n.Item1] with { Name = "", Kind = default }).Distinct().Count());
    }

    [Fact]
    public void Csv_cells_with_commas_quotes_and_line_ends_are_quoted()
    {
        var table = new CsvTable("a,b", "c");
        table.Add("say \"hi\"\nthere", 0.1);
        table.Add(null, double.NaN);
        Assert.Equal("\"a,b\",c\n\"say \"\"hi\"\"\nthere\",0.1\n,NaN\n", table.ToString());
        Assert.Equal("As many cells as columns are expected; got 1 and 2. Give one of each per trajectory.", Assert.Throws<ArgumentException>(() => table.Add(1)).Message);
    }

    private static IEnumerable<XElement> Elements(string svg, string name) => XElement.Parse(svg).Descendants().Where(e => e.Name.LocalName == name);

    private static IEnumerable<double> Numbers(string svg) => Elements(svg, "path").SelectMany(p => p.Attribute("d")!.Value.Split(['M', 'L', 'a', 'h', 'v', 'l', 'z', ' '], StringSplitOptions.RemoveEmptyEntries))
        .Select(n => double.Parse(n, CultureInfo.InvariantCulture));
}
