using System.Net;
using System.Xml;
using System.Xml.Linq;
using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Tests.Report;

public sealed class ReportTests
{
    private const string Hostile = "<script>alert('&\"1')</script>\u0001";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_report_of_any_number_of_coordinates_is_well_formed(int dimensions)
    {
        var records = Synthetic.World("sunspots", 0, 2, 5, dimensions, 20);
        if (dimensions > 3) records = [.. records.Select(r => r with { Coordinates = ["a", "b", "c", "d", "e", "f"] })];
        var html = HtmlReport.Render(ReportModel.Of(Synthetic.Settings(2, "sunspots"), records));
        var page = Parse(html);
        // Six pictures, and an error field in the square alone.
        Assert.Equal(dimensions == 2 ? 7 : 6, page.Descendants("figure").Count());
        Assert.DoesNotContain("no data", html);
        Assert.DoesNotContain("NaN", html);
    }

    [Fact]
    public void The_page_asks_for_nothing_and_runs_nothing()
    {
        var page = Parse(HtmlReport.Render(ReportModel.Of(Synthetic.Settings(2), Synthetic.World("elastic", 0, 2, 5))));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "iframe" or "object" or "embed" or "img" or "use" or "image" or "foreignObject");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"), a => Assert.True(a.Value.StartsWith('#') || a.Value == "data:,", a.ToString()));
        Assert.DoesNotContain("url(", page.ToString());
        Assert.DoesNotContain("@import", page.ToString());
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants("a").Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
    }

    [Fact]
    public void Hostile_names_are_text_everywhere()
    {
        var records = Synthetic.World(Hostile, 0, 2, 5).Select(r => r with
        {
            Model = r.Model == "rnn" ? Hostile : r.Model,
            Reason = Hostile,
            Status = r.Seed == 1 && r.Model == "dense" ? RunStatus.Failed : r.Status,
            Notes = [Hostile],
            Engine = Hostile,
            Coordinates = [Hostile, "y"],
            Versions = new Dictionary<string, string> { [Hostile] = Hostile },
        }).ToList();
        var settings = Synthetic.Settings(2, Hostile) with { Models = [new(Hostile, new(Hostile, Hostile))] };
        var model = ReportModel.Of(settings, records, title: Hostile);
        var html = HtmlReport.Render(model, new FigureTables());
        Assert.DoesNotContain(Parse(html).Descendants(), e => e.Name.LocalName == "script");
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        foreach (var picture in model.Pictures(Hostile))
        {
            Parse(picture.ToHtml());
            Assert.Matches("^[a-z0-9-]+$", picture.Name);
        }
        Parse(new ComparisonTable(model.Worlds[0], model.Styles).ToHtml());
    }

    [Fact]
    public void Verdicts_stand_at_the_top_and_commands_at_the_end()
    {
        var model = ReportModel.Of(Synthetic.Settings(6, "elastic", "gravity"), [.. Synthetic.World("elastic", 0, 6, 5), .. Synthetic.World("gravity", 0.001, 6, 5)], folder: "out");
        var html = HtmlReport.Render(model);
        Assert.All(model.Worlds, w => Assert.Contains(WebUtility.HtmlEncode(w.Verdict.Sentence), html));
        Assert.True(html.IndexOf(WebUtility.HtmlEncode(model.Worlds[1].Verdict.Sentence), StringComparison.Ordinal) < html.IndexOf("<h2>", StringComparison.Ordinal));
        Assert.Equal(["kerasrnn compare --world elastic gravity --models dense conv1d rnn rnn-stacked --window 8 --ahead 1 --epochs 20 --batch 64 --learning-rate 0.001 --hidden 32 --split 200,50,50 --engine simd --seeds 6 --first-seed 0 --out out"], model.Commands);
        Assert.Contains($"<pre>{model.Commands[0]}</pre>", html);
    }

    [Fact]
    public void Commands_quote_what_a_shell_would_split_and_follow_gaps_in_the_seeds()
    {
        var settings = new ComparisonSettings
        {
            Worlds = ["balls"],
            Run = new() { Data = [new("my balls.csv", "aa"), new("it's.csv", "bb")], Coordinates = ["px", "py"], Resample = 0.01, Patience = 3 },
            Models = [new("mine", new("nets/mine.json", "cc"))],
            Seeds = [0, 1, 7],
        };
        Assert.Equal(
        [
            "kerasrnn compare --models nets/mine.json --data 'my balls.csv' 'it'\\''s.csv' --window 8 --ahead 1 --resample 0.01 --epochs 20 --batch 64 --learning-rate 0.001 --hidden 32 --split 70%,15%,15% --coordinates px,py --patience 3 --engine simd --seeds 2 --first-seed 0",
            "kerasrnn compare --models nets/mine.json --data 'my balls.csv' 'it'\\''s.csv' --window 8 --ahead 1 --resample 0.01 --epochs 20 --batch 64 --learning-rate 0.001 --hidden 32 --split 70%,15%,15% --coordinates px,py --patience 3 --engine simd --seeds 1 --first-seed 7",
        ], settings.CommandLines());
    }

    [Fact]
    public void A_comparison_without_any_result_still_makes_a_page()
    {
        Parse(HtmlReport.Render(ReportModel.Of(Synthetic.Settings(), [])));
        var failed = new RunRecord { World = "elastic", Model = "rnn", Seed = 0, Status = RunStatus.Failed, Reason = "The disk is full." };
        var html = HtmlReport.Render(ReportModel.Of(Synthetic.Settings(), [failed]));
        Parse(html);
        Assert.Contains("no contender has a result", html);
        Assert.Contains("The disk is full.", html);
        Assert.Contains(">no data</text>", html);
    }

    [Fact]
    public void The_table_in_the_terminal_and_on_the_page_have_the_same_cells()
    {
        var records = Synthetic.World("elastic", 0, 6, 10);
        var table = new ComparisonTable(WorldSummary.Of("elastic", records), ContenderStyles.Of(records));
        var cells = Parse(table.ToHtml()).Descendants("tbody").Single().Elements("tr").Select(r => r.Elements("td").Select(d => d.Value.Trim()).ToArray()).ToArray();
        Assert.Equal(table.Rows.Count, cells.Length);
        Assert.All(table.Rows.Zip(cells), p => Assert.Equal(p.First, p.Second));
        Assert.All(table.Rows, r => Assert.All(r, c => Assert.Contains(c, table.ToString())));
        Assert.Equal("rnn-stacked", table.Rows[0][0]);
        Assert.Equal("oracle", table.Rows[^1][0]);
    }

    [Fact]
    public void The_table_leaves_out_columns_that_nobody_fills()
    {
        var records = Synthetic.World("sunspots", 0, 2, 5, 1).Where(r => r.Model == "rnn").Select(r => r with { RmseFree = null, RmseBounce = null }).ToList();
        Assert.Equal(["contender", "parameters", "seconds", "RMSE", "horizon [95 %]"], new ComparisonTable(WorldSummary.Of("sunspots", records), ContenderStyles.Of(records)).Columns);
    }

    [Theory]
    [InlineData(double.NaN, "–")]
    [InlineData(0, "0")]
    [InlineData(0.0062149, "0.00621")]
    [InlineData(12.345, "12.3")]
    [InlineData(3e-16, "3.00e−16")]
    [InlineData(-0.5, "−0.500")]
    public void Numbers_have_three_digits(double value, string text) => Assert.Equal(text, Numbers.Significant(value));

    [Fact]
    public void Records_in_any_order_give_the_same_page()
    {
        var records = Synthetic.World("elastic", 0, 6, 5);
        var settings = Synthetic.Settings();
        var byModel = HtmlReport.Render(ReportModel.Of(settings, records));
        Assert.Equal(byModel, HtmlReport.Render(ReportModel.Of(settings, [.. records.GroupBy(r => r.Model).SelectMany(g => g.Reverse())])).ToString(), ignoreWhiteSpaceDifferences: false);
    }

    internal static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
