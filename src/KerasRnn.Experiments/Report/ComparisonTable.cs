using System.Text;
using KerasRnn.Display;
using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Report;

/// <summary>The table of one world: the same cells in the terminal, in the report and in a notebook.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ComparisonTable : IHtmlView
{
    private readonly ContenderStyles styles;
    private readonly IReadOnlyList<ContenderSummary> contenders;

    /// <summary>The table of a summary.</summary>
    /// <param name="summary">One world.</param>
    /// <param name="styles">Styles of the contenders.</param>
    public ComparisonTable(WorldSummary summary, ContenderStyles styles)
    {
        this.styles = styles;
        contenders = summary.Contenders;
        var hasParts = contenders.Any(c => double.IsFinite(c.RmseFree) || double.IsFinite(c.RmseBounce));
        var hasTests = contenders.Any(c => c.Test is not null);
        Title = summary.World;
        Columns = Select(hasParts, hasTests, "contender", "parameters", "seconds", "RMSE", "RMSE free", "RMSE bounce", "horizon [95 %]", "to the best [95 %]", "p (Holm)");
        Rows = [.. contenders.Select(c => Select(hasParts, hasTests, c.Model, Numbers.Count(c.Parameters), c.Kind == ContenderKind.Model ? Numbers.Seconds(c.Seconds) : Numbers.None,
            Numbers.Significant(c.Rmse), Numbers.Significant(c.RmseFree), Numbers.Significant(c.RmseBounce), Horizon(c), Difference(c), P(c)))];
        Data = new CsvTable("model", "kind", "parameters", "seconds", "rmse", "rmse_free", "rmse_bounce", "horizon", "horizon_low_95", "horizon_high_95", "censored_share",
            "difference", "difference_low_95", "difference_high_95", "p", "p_holm", "runs", "diverged", "failed");
        foreach (var c in contenders)
        {
            Data.Add(c.Model, RunTables.Name(c.Kind), c.Parameters, Cell(c.Seconds), Cell(c.Rmse), Cell(c.RmseFree), Cell(c.RmseBounce), Cell(c.Horizon.Estimate), Cell(c.Horizon.Low), Cell(c.Horizon.High),
                Cell(c.CensoredShare), c.Difference?.Estimate, c.Difference?.Low, c.Difference?.High, c.Test?.PValue, c.AdjustedPValue, c.Runs, c.DivergedSeeds.Count, c.FailedSeeds.Count);
        }
    }

    /// <summary>The world.</summary>
    public string Title { get; }

    /// <summary>Heads of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Cells as text, best contender first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>The numbers unrounded.</summary>
    public CsvTable Data { get; }

    /// <summary>The table as a self-contained fragment for a notebook.</summary>
    public string ToHtml() => Stylesheet.Fragment(ToElement());

    /// <summary>The table as text, columns aligned.</summary>
    public override string ToString()
    {
        var widths = Columns.Select((c, i) => Rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        var text = new StringBuilder();
        Line(Columns);
        text.AppendJoin("  ", widths.Select(w => new string('-', w))).Append('\n');
        foreach (var row in Rows) Line(row);
        return text.ToString();

        void Line(IReadOnlyList<string> cells) =>
            text.Append(string.Join("  ", cells.Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))).TrimEnd()).Append('\n');
    }

    internal string ToElement()
    {
        var html = new StringBuilder("<div class=\"kr-scroll\"><table><thead><tr>");
        foreach (var column in Columns) html.Append("<th>").Append(Head(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < Rows.Count; i++)
        {
            html.Append(contenders[i].Kind == ContenderKind.Oracle ? "<tr class=\"kr-reference\">" : "<tr>");
            for (var c = 0; c < Rows[i].Count; c++)
                html.Append("<td>").Append(c == 0 ? Swatch(styles[Rows[i][c]]) : "").Append(SvgWriter.E(Rows[i][c])).Append("</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Head(string column)
    {
        var (head, unit) = column switch
        {
            "RMSE" => ("one-step RMSE", "all windows"),
            "RMSE free" => ("RMSE", "free flight"),
            "RMSE bounce" => ("RMSE", "bounces"),
            "seconds" => ("training", "seconds"),
            "horizon [95 %]" => ("horizon", "steps, median [95 %]"),
            "to the best [95 %]" => ("to the best", "steps [95 %]"),
            "p (Holm)" => ("p", "(Holm)"),
            _ => (column, ""),
        };
        return SvgWriter.E(head) + (unit.Length == 0 ? "" : $" <span class=\"kr-unit\">{SvgWriter.E(unit)}</span>");
    }

    private static string Swatch(ContenderStyle style)
    {
        var svg = new SvgWriter();
        svg.Line(0, 6, 22, 6, $"kr-line kr-s-{style.Color}", new Ink(2, style.Dash));
        svg.Marker(11, 6, style.Marker, 3.4, $"kr-f-{style.Color}");
        return $"<span class=\"kr-swatch\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 22 12\" width=\"22\" height=\"12\" aria-hidden=\"true\">{svg}</svg></span> ";
    }

    private static string[] Select(bool hasParts, bool hasTests, params string[] cells) => [.. cells.Where((_, i) => (hasParts || i is not (4 or 5)) && (hasTests || i is not (7 or 8)))];

    private static string Horizon(ContenderSummary c) => double.IsNaN(c.Horizon.Estimate) ? Numbers.None
        : $"{(c.IsLowerBound ? "≥ " : "")}{Numbers.Steps(c.Horizon.Estimate)} [{Numbers.Steps(c.Horizon.Low)}, {Numbers.Steps(c.Horizon.High)}]";

    private static string Difference(ContenderSummary c) => c.Kind == ContenderKind.Oracle ? "reference" : c.Difference is not { } d ? Numbers.None
        : $"{Numbers.Signed(d.Estimate)} [{Numbers.Signed(d.Low)}, {Numbers.Signed(d.High)}]";

    private static string P(ContenderSummary c) => c.Test is null ? "" : $"{Numbers.P(c.Test.PValue)} ({Numbers.P(c.AdjustedPValue ?? 1)})";

    private static double? Cell(double value) => double.IsNaN(value) ? null : value;
}
