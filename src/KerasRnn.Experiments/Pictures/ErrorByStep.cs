using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Rollout error against step: all medians together, then each model with its band.</summary>
internal static class ErrorByStep
{
    public static Picture Draw(string name, IReadOnlyList<(string Model, IReadOnlyList<StepErrors> Seeds)> contenders, ContenderStyles styles, string unit)
    {
        var data = new CsvTable("model", "step", "median", "low_10", "high_90");
        var curves = contenders.Select(c => (c.Model, Style: styles[c.Model], Errors: OverSeeds(c.Seeds))).ToArray();
        foreach (var (model, _, errors) in curves)
            for (var t = 0; t < errors.Median.Count; t++) data.Add(model, t + 1, errors.Median[t], errors.Low[t], errors.High[t]);
        var steps = curves.Length == 0 ? 1 : Math.Max(1, curves.Max(c => c.Errors.Median.Count));
        var fitted = curves.Where(c => c.Style.Kind == ContenderKind.Model).ToArray();
        if (fitted.Length == 0) fitted = curves;
        double[] shown = [.. fitted.SelectMany(c => c.Errors.Low.Concat(c.Errors.High)).Where(v => double.IsFinite(v) && v > 0)];
        double? low = null, high = null;
        if (shown.Length > 0)
        {
            high = Math.Min(shown.Max(), Quantiles.Median(shown) * 1e3) * 1.3;
            low = Math.Max(shown.Min(), high.Value * 1e-5) / 1.3;
        }
        Axis X(bool hasLabel) => new() { Label = hasLabel ? "step" : "", Min = steps == 1 ? 0.5 : 1, Max = steps == 1 ? 1.5 : steps, IsWhole = true, HasGrid = false };
        Axis Y(string label, bool hasLabels) => new() { Label = label, IsLog = true, Min = low, Max = high, HasLabels = hasLabels };
        var overview = new Panel
        {
            X = X(true),
            Y = Y($"error ({unit})", true),
            Marks = [.. curves.OrderBy(c => c.Style.Kind == ContenderKind.Model).Select((c, i) => (Mark)new LineMark(Steps(c.Errors), c.Errors.Median, c.Style.Color,
                new Ink(c.Style.Kind == ContenderKind.Model ? 2.2 : 1.5, c.Style.Dash), c.Style.Marker, Offset: i * 2))],
        };
        var top = new Sheet { Title = "Error by step", Columns = 1, Panels = [overview], PanelHeight = 260, Legend = [.. curves.Select(c => c.Style.ToLegend())] }.ToSvg();
        var columns = Math.Clamp(fitted.Length, 1, fitted.Length == 3 ? 3 : 4);
        Panel[] panels = [.. fitted.Select((c, i) => new Panel
        {
            Title = c.Model, TitleCss = $"kr-t-{c.Style.Color}", X = X(true), Y = Y(i % columns == 0 ? $"error ({unit})" : "", i % columns == 0),
            Marks = c.Errors.Median.Count == 0 ? [] : [new BandMark(Steps(c.Errors), c.Errors.Low, c.Errors.High, c.Style.Color), new LineMark(Steps(c.Errors), c.Errors.Median, c.Style.Color, new Ink(2))],
        })];
        var bottom = panels.Length == 0 ? "" : new Sheet { Title = "Error by step with its spread", Columns = columns, Panels = panels, PanelHeight = 140 }.ToSvg();
        return new(name, "Error by step",
            "How far the prediction is from the truth while each predicted position is fed back as input, on a logarithmic scale: above the medians of all contenders, below each model with the band from the 10 % to the 90 % quantile of its test trajectories. Curves flatten where a prediction is as wrong as a guess. Solid lines are trained models, dashed ones rules without a network, the dotted one the physics itself. Lines that leave the frame at the bottom are exact but for rounding.",
            bottom.Length == 0 ? top : top + bottom, data);
    }

    /// <summary>Medians over seeds of each seed's quantiles, over the seeds that reach the step.</summary>
    private static StepErrors OverSeeds(IReadOnlyList<StepErrors> seeds)
    {
        var steps = seeds.Count == 0 ? 0 : seeds.Max(s => s.Median.Count);
        double[] Row(Func<StepErrors, IReadOnlyList<double>> part) =>
            [.. Enumerable.Range(0, steps).Select(t => Quantiles.MedianOfFinite(seeds.Select(part).Where(p => p.Count > t).Select(p => p[t])))];
        return new(Row(s => s.Median), Row(s => s.Low), Row(s => s.High));
    }

    private static double[] Steps(StepErrors errors) => [.. Enumerable.Range(1, errors.Median.Count).Select(t => (double)t)];
}
