using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Loss against epoch, one panel per model, all on the same axes.</summary>
internal static class LearningCurves
{
    public static Picture Draw(string name, IReadOnlyList<LearningCurve> curves, ContenderStyles styles, (string Name, double Loss)? reference = null)
    {
        var data = new CsvTable("model", "part", "epoch", "median", "lowest", "highest", "seeds");
        var drawn = curves.Select(c => (Curve: c, Train: Over(c, "train", c.Train, data), Validation: Over(c, "validation", c.Validation, data))).ToArray();
        var columns = Math.Clamp(curves.Count, 1, curves.Count == 4 ? 4 : 3);
        double[] all = [.. drawn.SelectMany(d => d.Train.Low.Concat(d.Train.High).Concat(d.Validation.Low).Concat(d.Validation.High))];
        double[] positive = [.. all.Where(v => double.IsFinite(v) && v > 0)];
        // One range for all panels, so that heights can be compared; a diverged seed's 1e30 must not flatten the others.
        double? low = null, high = null;
        if (positive.Length > 0)
        {
            var middle = Quantiles.Median(positive);
            (low, high) = (positive.Min() / 1.25, Math.Min(positive.Max(), middle * 1e4) * 1.25);
            if (reference is { Loss: > 0 } r) (low, high) = (Math.Max(Math.Min(low.Value, r.Loss / 1.25), low.Value / 100), Math.Min(Math.Max(high.Value, r.Loss * 1.25), high.Value * 100));
        }
        // A line far outside would press the curves together: words do.
        var isInside = reference is { } rule && rule.Loss >= low && rule.Loss <= high;
        var epochs = drawn.Length == 0 ? 1 : Math.Max(1, drawn.Max(d => Math.Max(d.Train.X.Length, d.Validation.X.Length)));
        Panel[] panels = [.. drawn.Select((d, i) => PanelOf(d, i))];
        var svg = new Sheet
        {
            Title = "Learning curves",
            Columns = columns,
            Panels = panels.Length > 0 ? panels : [Empty()],
            PanelHeight = curves.Count == 1 ? 240 : 170,
            Legend = Legend(drawn.Any(d => d.Curve.Validation.Count > 0), drawn.Any(d => d.Curve.Train.Count > 1), isInside),
        }.ToSvg();
        var many = drawn.Any(d => d.Curve.Train.Count > 1);
        return new(name, "Learning curves",
            $"Mean squared error, on a logarithmic scale, after each epoch{(many ? ": the line is the median over seeds, the band reaches from the best to the worst seed" : "")}. Training loss that goes on falling while the validation loss rises means learning by heart; two lines that still fall together mean that more epochs would help.{(reference is not { } b ? "" : isInside ? $" The dotted line is the validation loss of {b.Name}, the best rule without a network." : $" {b.Name}, the best rule without a network, has a validation loss of {Numbers.Significant(b.Loss)}, outside the frame.")}",
            svg, data);

        Panel PanelOf((LearningCurve Curve, (double[] X, double[] Median, double[] Low, double[] High) Train, (double[] X, double[] Median, double[] Low, double[] High) Validation) d, int index)
        {
            var style = styles[d.Curve.Model];
            var marks = new List<Mark>();
            if (isInside && reference is { } line) marks.Add(new RuleMark(null, line.Loss, "kr-zero", new Ink(1.2, "1 3")));
            foreach (var part in new[] { d.Train, d.Validation })
                if (part.X.Length > 0 && d.Curve.Train.Count > 1) marks.Add(new BandMark(part.X, part.Low, part.High, style.Color));
            if (d.Train.X.Length > 0) marks.Add(new LineMark(d.Train.X, d.Train.Median, style.Color, new Ink(1.2, "4 3")));
            if (d.Validation.X.Length > 0) marks.Add(new LineMark(d.Validation.X, d.Validation.Median, style.Color, new Ink(2)));
            // A rule alone is no curve.
            if (d.Train.X.Length == 0 && d.Validation.X.Length == 0) marks.Clear();
            return new()
            {
                Title = d.Curve.Model,
                TitleCss = $"kr-t-{style.Color}",
                Marks = marks,
                X = new() { Label = "epoch", IsWhole = true, Min = epochs == 1 ? 0.5 : 1, Max = epochs == 1 ? 1.5 : epochs, HasGrid = false },
                Y = new() { Label = index % columns == 0 ? "loss" : "", IsLog = true, Min = low, Max = high, HasLabels = index % columns == 0 },
            };
        }
    }

    private static Panel Empty() => new() { X = new() { Label = "epoch" }, Y = new() { Label = "loss", IsLog = true } };

    private static List<LegendEntry> Legend(bool hasValidation, bool hasBand, bool hasReference)
    {
        var legend = new List<LegendEntry>();
        if (hasValidation) legend.Add(new("validation", "ink", new Ink(2), null));
        legend.Add(new("training", "ink", new Ink(1.2, "4 3"), null));
        if (hasBand) legend.Add(new("all seeds", "ink", null, null, IsBand: true));
        if (hasReference) legend.Add(new("best rule without a network", "ink", new Ink(1.2, "1 3"), null));
        return legend;
    }

    private static (double[] X, double[] Median, double[] Low, double[] High) Over(LearningCurve curve, string part, IReadOnlyList<IReadOnlyList<double>> seeds, CsvTable data)
    {
        var epochs = seeds.Count == 0 ? 0 : seeds.Max(s => s.Count);
        var columns = Enumerable.Range(0, epochs).Select(e => seeds.Where(s => s.Count > e).Select(s => s[e]).ToArray()).ToArray();
        double[] median = [.. columns.Select(c => Quantiles.MedianOfFinite(c))];
        double[] low = [.. columns.Select(c => c.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min())];
        double[] high = [.. columns.Select(c => c.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max())];
        for (var e = 0; e < epochs; e++) data.Add(curve.Model, part, e + 1, median[e], low[e], high[e], columns[e].Length);
        return ([.. Enumerable.Range(1, epochs).Select(e => (double)e)], median, low, high);
    }
}
