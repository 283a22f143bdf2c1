using System.Globalization;
using KerasRnn.Display;
using KerasRnn.Pictures;

namespace KerasRnn;

/// <summary>What a training reported, one panel per measure: training dashed, validation solid, as in a report's learning curves.</summary>
internal static class HistoryPicture
{
    private const string Prefix = "val_";
    private const int MostPanels = 9;

    public static string ToHtml(History history)
    {
        if (history.Epochs.Count == 0) return Stylesheet.Fragment(Html.Facts("A history without epochs.", "Fit has not finished one yet."));
        string[] names = [.. history.Names.Select(Measure).Distinct().OrderBy(n => n != "loss").ThenBy(n => n == "learning_rate").ThenBy(n => n, StringComparer.Ordinal)];
        string[] shown = [.. names.Take(MostPanels)];
        bool hasValidation = history.Names.Any(n => n.StartsWith(Prefix, StringComparison.Ordinal));
        string svg = new Sheet
        {
            Title = "Learning curves",
            Columns = Math.Min(shown.Length, 3),
            Slots = 2,
            Panels = [.. shown.Select(name => PanelOf(history, name))],
            PanelHeight = 170,
            Legend = [.. hasValidation ? [new LegendEntry("validation", history.Color, new Ink(2), null)] : Array.Empty<LegendEntry>(), new LegendEntry("training", history.Color, new Ink(1.2, "4 3"), null)],
        }.ToSvg();
        return Stylesheet.Fragment(Html.Figure(svg, $"{history.Epochs.Count} {(history.Epochs.Count == 1 ? "epoch" : "epochs")}.", Words(history, names.Length - shown.Length)));
    }

    private static string Measure(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static Panel PanelOf(History history, string name)
    {
        double[] epochs = [.. history.Epochs.Select(e => e + 1.0)];
        double[] training = Values(name), validation = Values(Prefix + name);
        double[] all = [.. training.Concat(validation).Where(double.IsFinite)];
        List<Mark> marks = [];
        if (training.Length > 0) marks.Add(new LineMark(epochs, training, history.Color, new Ink(1.2, "4 3")));
        if (validation.Length > 0) marks.Add(new LineMark(epochs, validation, history.Color, new Ink(2)));
        // Losses fall by factors, not by steps; what may be 0 or negative has no logarithm.
        bool isLog = name is not "learning_rate" && all.Length > 0 && all.Min() > 0 && all.Max() / all.Min() > 3;
        return new Panel
        {
            Title = name,
            Marks = marks,
            X = new() { Label = "epoch", IsWhole = true, HasGrid = false, Min = epochs.Length == 1 ? epochs[0] - 0.5 : epochs[0], Max = epochs.Length == 1 ? epochs[0] + 0.5 : epochs[^1] },
            Y = new() { IsLog = isLog },
        };

        double[] Values(string key) => history.Contains(key) ? [.. history[key]] : [];
    }

    private static string Words(History history, int left)
    {
        string last = "Last: " + string.Join(", ", history.Names.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} {history[n][^1]:G4}"))) + ".";
        string best = history.Contains("val_loss") && Best(history["val_loss"]) is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" Lowest val_loss: {history["val_loss"][at]:G4} after epoch {history.Epochs[at] + 1}.") : "";
        string lost = string.Concat(history.Names.Where(n => history[n].Any(v => !double.IsFinite(v)))
            .Select(n => $" {n} is not a finite number in epoch {history.Epochs[history[n].TakeWhile(double.IsFinite).Count()] + 1}: the line breaks there."));
        return last + best + lost + (left > 0 ? $" {left} more measures are in the history." : "");
    }

    private static int? Best(IReadOnlyList<double> values)
    {
        int[] finite = [.. Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values[i]))];
        return finite.Length == 0 ? null : finite.MinBy(i => values[i]);
    }
}
