using System.Globalization;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Paired differences to the best contender with their intervals: a forest plot.</summary>
internal static class DifferenceForest
{
    public static Picture Draw(string name, IReadOnlyList<ContenderSummary> contenders, string? best, ContenderStyles styles)
    {
        var data = new CsvTable("model", "difference", "low_95", "high_95", "seeds", "p", "p_holm");
        ContenderSummary[] rows = [.. contenders.Where(c => c.Difference is not null)];
        var marks = new List<Mark>();
        if (rows.Length > 0) marks.Add(new RuleMark(0, null, "kr-zero", new Ink(1)));
        for (var i = 0; i < rows.Length; i++)
        {
            var style = styles[rows[i].Model];
            var d = rows[i].Difference!;
            marks.Add(new LineMark([d.Low, d.High], [i, i], style.Color, new Ink(2)));
            marks.Add(new TicksMark([d.Low, d.High], [i, i], style.Color, 4, 2));
            marks.Add(new DotsMark([d.Estimate], [i], style.Color, style.Marker, 4));
            data.Add(rows[i].Model, d.Estimate, d.Low, d.High, rows[i].Test?.Count, rows[i].Test?.PValue, rows[i].AdjustedPValue);
        }
        var panel = new Panel
        {
            X = new() { Label = best is null ? "difference in median horizon (steps)" : $"median horizon minus that of {best} (steps)" },
            Y = new() { Categories = [.. rows.Select(r => (r.Model, $"kr-title kr-t-{styles[r.Model].Color}"))], HasGrid = false },
            Marks = marks,
            RightTexts = [.. rows.Select(Text)],
        };
        var svg = new Sheet { Title = "Paired differences", Columns = 1, Panels = [panel], PanelHeight = Math.Max(80, 28 * rows.Length) }.ToSvg();
        return new(name, best is null ? "Paired differences" : $"Paired differences to {best}",
            "Every contender against the best on the same seeds and the same test trajectories: the median difference with its 95 % interval, and the p-value of the exact paired sign-flip test over seeds (after Holm's correction for many comparisons in brackets). An interval that crosses the upright line, or a p above 0.05, means that this experiment cannot tell the two apart. Below six seeds no p can be below 0.05.",
            svg, data);
    }

    private static string Text(ContenderSummary c) => string.Create(CultureInfo.InvariantCulture,
        $"{Numbers.Signed(c.Difference!.Estimate)} [{Numbers.Signed(c.Difference.Low)}, {Numbers.Signed(c.Difference.High)}]   p {Numbers.P(c.Test!.PValue)} ({Numbers.P(c.AdjustedPValue ?? 1)})");
}
