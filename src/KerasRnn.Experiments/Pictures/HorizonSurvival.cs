using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Share of rollouts still valid against step.</summary>
internal static class HorizonSurvival
{
    public static Picture Draw(string name, IReadOnlyList<(string Model, SurvivalCurve Curve)> contenders, ContenderStyles styles, int steps)
    {
        var data = new CsvTable("model", "step", "share", "censored");
        var marks = new List<Mark>();
        foreach (var (model, curve) in contenders.OrderBy(c => styles[c.Model].Kind == ContenderKind.Model))
        {
            var style = styles[model];
            double[] x = [0, .. curve.Times, steps];
            double[] y = [1, .. curve.Shares, curve.Shares.Count > 0 ? curve.Shares[^1] : 1];
            marks.Add(new LineMark(x, y, style.Color, new Ink(style.Kind == ContenderKind.Model ? 2.2 : 1.5, style.Dash), IsStep: true));
            double[] ends = [.. curve.CensoredTimes];
            double[] shares = [.. ends.Select(curve.At)];
            marks.Add(new TicksMark(ends, shares, style.Color));
            marks.Add(new DotsMark([.. Dots(curve, steps)], [.. Dots(curve, steps).Select(curve.At)], style.Color, style.Marker, 2.9));
            data.Add(model, 0, 1.0, 0);
            foreach (var t in curve.Times.Concat(curve.CensoredTimes).Distinct().Order()) data.Add(model, t, curve.At(t), curve.CensoredTimes.Contains(t) ? 1 : 0);
        }
        if (contenders.Count > 0) marks.Insert(0, new RuleMark(null, 0.5, "kr-zero", new Ink(1, "1 3")));
        var panel = new Panel
        {
            X = new() { Label = "step", Min = 0, Max = Math.Max(1, steps) * 1.01, IsWhole = true, HasGrid = false },
            Y = new() { Label = "rollouts still valid", Min = 0, Max = 1.03, IsPercent = true },
            Marks = marks,
        };
        var svg = new Sheet
        {
            Title = "Horizon survival",
            Columns = 1,
            Panels = [panel],
            PanelHeight = 260,
            Legend = [.. contenders.Select(c => styles[c.Model].ToLegend())],
        }.ToSvg();
        return new(name, "Horizon survival",
            "The share of test rollouts that are still valid at each step, all seeds together (Kaplan-Meier). A rollout is valid until its error first exceeds the threshold. Where a curve crosses the dotted line half of the rollouts are lost: that is the median horizon. Short upright ticks mark rollouts that were still valid when their trajectory ended; what would have come after is not known and not guessed.",
            svg, data);
    }

    /// <summary>A few places at which the marker helps to tell the lines apart.</summary>
    private static IEnumerable<double> Dots(SurvivalCurve curve, int steps) =>
        Enumerable.Range(1, 5).Select(i => Math.Round(steps * i / 6.0)).Where(t => curve.At(t) is > 0.01 and < 0.995);
}
