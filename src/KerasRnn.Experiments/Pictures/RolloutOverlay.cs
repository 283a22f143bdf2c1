using System.Globalization;
using KerasRnn.Experiments.Runs;
using KerasRnn.Pictures;
using KerasRnn.Trajectories.Pictures;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Truth and rollout over each other: against time for one coordinate, in the plane for two, in planes with the first coordinate for more.</summary>
internal static class RolloutOverlay
{
    private const int MostColumns = 5;

    public static Picture Draw(string name, IReadOnlyList<(string Model, RolloutExample Example)> examples, IReadOnlyList<string> coordinates, ContenderStyles styles)
    {
        var data = new CsvTable(["model", "case", "quantile", "trajectory", "horizon", "step", .. coordinates, .. coordinates.Select(c => "predicted_" + c)]);
        foreach (var (model, e) in examples) Rows(model, e, coordinates.Count, data);
        var models = examples.Select(e => e.Model).Distinct().ToArray();
        // One frame for all: the unit square where every truth lies in it, measurement noise aside.
        var isUnit = examples.All(e => e.Example.Start.Concat(e.Example.Truth).All(p => p.All(v => !float.IsFinite(v) || v is >= -0.03f and <= 1.03f)));
        // One coordinate needs room for time; more than two need a column per plane.
        var parts = coordinates.Count <= 2
            ? models.Chunk(coordinates.Count == 1 ? 2 : Even(models.Length)).Select(block => Block(block, examples, coordinates, styles, isUnit, block[^1] == models[^1]))
            : models.Select(model => Planes(model, examples, coordinates, styles, isUnit, model == models[^1]));
        var svg = string.Concat(parts);
        if (svg.Length == 0) svg = new Sheet { Title = "Rollouts", Columns = 1, Panels = [new() { X = new() { Label = coordinates.Count > 0 ? coordinates[0] : "" }, Y = new() { Label = coordinates.Count > 1 ? coordinates[1] : "" } }] }.ToSvg();
        return new(name, "Truth and rollout",
            "The pale track is what happened, colour is what the model made of it from the hollow points alone, feeding its own predictions back. At the cross the error exceeds the threshold for the first time: that is the horizon, and from there on the prediction is drawn pale. Cases are chosen by rule, not by eye: the rollouts at the 90 %, 50 % and 10 % quantile of the horizons of the first seed." + (coordinates.Count == 2 ? $" To the right: {coordinates[0]}; upward: {coordinates[1]}." : ""),
            svg, data);
    }

    private static string Block(string[] models, IReadOnlyList<(string Model, RolloutExample Example)> examples, IReadOnlyList<string> coordinates, ContenderStyles styles, bool isUnit, bool isLast)
    {
        var cases = examples.Select(e => (e.Example.Case, e.Example.Quantile)).Distinct().ToArray();
        var panels = new List<Panel>();
        for (var r = 0; r < cases.Length; r++)
            for (var c = 0; c < models.Length; c++)
            {
                var example = examples.FirstOrDefault(e => e.Model == models[c] && e.Example.Case == cases[r].Case).Example;
                panels.Add(coordinates.Count == 1
                    ? TimePanel(models[c], example, coordinates[0], Case(cases[r]), styles, r == cases.Length - 1, r == 0)
                    : PlanePanel(example, 1, c == 0 ? Case(cases[r]) : "", coordinates, styles[models[c]], r == 0 ? models[c] : "", isUnit, isLastRow: false));
            }
        return new Sheet
        {
            Title = $"Truth and rollout of {string.Join(", ", models)}",
            Columns = Math.Max(1, models.Length),
            Slots = coordinates.Count == 1 ? 2 : 3,
            Panels = panels,
            PanelHeight = 120,
            Legend = isLast ? RolloutStrokes.Legend() : [],
        }.ToSvg();
    }

    /// <summary>One model: a row per plane, a column per case.</summary>
    private static string Planes(string model, IReadOnlyList<(string Model, RolloutExample Example)> examples, IReadOnlyList<string> coordinates, ContenderStyles styles, bool isUnit, bool isLast)
    {
        RolloutExample[] own = [.. examples.Where(e => e.Model == model).Select(e => e.Example)];
        var panels = new List<Panel>();
        for (var d = 1; d < coordinates.Count; d++)
            for (var c = 0; c < own.Length; c++)
            {
                var title = d > 1 ? "" : c == 0 ? $"{model}, {Case((own[c].Case, own[c].Quantile))}" : Case((own[c].Case, own[c].Quantile));
                panels.Add(PlanePanel(own[c], d, "", coordinates, styles[model], title, isUnit, d == coordinates.Count - 1));
            }
        return new Sheet
        {
            Title = $"Truth and rollout of {model}",
            Columns = Math.Max(1, own.Length),
            Slots = 3,
            Panels = panels,
            Legend = isLast ? RolloutStrokes.Legend() : [],
        }.ToSvg();
    }

    /// <summary>Columns such that no row of squares is left with one alone.</summary>
    private static int Even(int models) => models == 0 ? 1 : (int)Math.Ceiling(models / Math.Ceiling(models / (double)MostColumns));

    /// <summary>The first coordinate to the right, coordinate <paramref name="up"/> upward.</summary>
    private static Panel PlanePanel(RolloutExample? e, int up, string label, IReadOnlyList<string> coordinates, ContenderStyle style, string title, bool isUnit, bool isLastRow)
    {
        var right = 0;
        double[] Values(int d) => e is null ? [] : [.. e.Start.Concat(e.Truth).Select(p => (double)p[d])];
        var square = new PlaneFrame((0, 1), (0, 1), true);
        var frame = !isUnit ? PlaneFrame.Around(Values(right), Values(up), mayBeUnitSquare: false)
            : e is { IsCensored: false } && e.Horizon < e.Predicted.Count ? square.With(e.Predicted[e.Horizon][right], e.Predicted[e.Horizon][up]) : square;
        var panel = new Panel
        {
            Title = title,
            TitleCss = $"kr-t-{style.Color}",
            Subtitle = e is null || up > 1 ? "" : Text(e),
            IsSquare = true,
            HasFrame = true,
            X = new() { Min = frame.X?.Low, Max = frame.X?.High, HasTicks = !isUnit, HasGrid = false, Label = isLastRow ? coordinates[right] : "" },
            // Two coordinates are named under the picture, where there is room.
            Y = new() { Min = frame.Y?.Low, Max = frame.Y?.High, HasTicks = !isUnit, HasGrid = false, Label = coordinates.Count > 2 ? coordinates[up] : label },
        };
        if (isUnit && frame != square) panel.Marks.Add(PlaneFrame.Walls);
        if (e is not null) panel.Marks.AddRange(Marks(e, style, p => p[right], p => p[up]));
        return panel;
    }

    private static Panel TimePanel(string model, RolloutExample? e, string coordinate, string @case, ContenderStyles styles, bool isLast, bool isFirst)
    {
        var style = styles[model];
        var panel = new Panel
        {
            Title = isFirst ? model : "",
            TitleCss = $"kr-t-{style.Color}",
            Subtitle = e is null ? "" : $"{@case}: {Text(e)}",
            X = new() { Label = isLast ? "step" : "", IsWhole = true, HasGrid = false },
            Y = new() { Label = coordinate },
        };
        if (e is not null) panel.Marks.AddRange(TimeMarks(e, style));
        return panel;
    }

    private static IEnumerable<Mark> Marks(RolloutExample e, ContenderStyle style, Func<IReadOnlyList<float>, double> x, Func<IReadOnlyList<float>, double> y)
    {
        var before = e.Start.Count == 0 ? [] : new[] { e.Start[^1] };
        IReadOnlyList<float>[] truth = [.. before, .. e.Truth];
        IReadOnlyList<float>[] predicted = [.. before, .. e.Predicted];
        return Strokes(e, style, [.. e.Start.Select(x)], [.. e.Start.Select(y)], [.. truth.Select(x)], [.. truth.Select(y)], [.. predicted.Select(x)], [.. predicted.Select(y)]);
    }

    private static IEnumerable<Mark> TimeMarks(RolloutExample e, ContenderStyle style)
    {
        static double[] Time(int from, int count) => [.. Enumerable.Range(from, count).Select(t => (double)t)];
        var before = e.Start.Count == 0 ? [] : new[] { (double)e.Start[^1][0] };
        double[] truth = [.. before, .. e.Truth.Select(p => (double)p[0])];
        double[] predicted = [.. before, .. e.Predicted.Select(p => (double)p[0])];
        return Strokes(e, style, Time(1 - e.Start.Count, e.Start.Count), [.. e.Start.Select(p => (double)p[0])],
            Time(1 - before.Length, truth.Length), truth, Time(1 - before.Length, predicted.Length), predicted, isFitted: true);
    }

    private static IEnumerable<Mark> Strokes(RolloutExample e, ContenderStyle style, double[] startX, double[] startY, double[] truthX, double[] truthY, double[] x, double[] y, bool isFitted = false) =>
        RolloutStrokes.Of(style.Color, e.Horizon, e.IsCensored, e.Start.Count == 0 ? 0 : 1, startX, startY, truthX, truthY, x, y, isFitted);

    private static string Case((string Case, double Quantile) c) => string.Create(CultureInfo.InvariantCulture, $"{c.Case} ({c.Quantile * 100:0.#} %)");

    private static string Text(RolloutExample e) => $"#{e.Trajectory}, {(e.IsCensored ? "to the end" : e.Horizon == 1 ? "1 step" : $"{e.Horizon} steps")}";

    private static void Rows(string model, RolloutExample e, int coordinates, CsvTable data)
    {
        void Row(int step, IReadOnlyList<float> truth, IReadOnlyList<float>? predicted) => data.Add([model, e.Case, e.Quantile, e.Trajectory, e.Horizon, step,
            .. Enumerable.Range(0, coordinates).Select(d => d < truth.Count ? (object?)truth[d] : null), .. Enumerable.Range(0, coordinates).Select(d => predicted is null || d >= predicted.Count ? null : (object?)predicted[d])]);
        for (var i = 0; i < e.Start.Count; i++) Row(i - e.Start.Count + 1, e.Start[i], null);
        for (var t = 0; t < e.Truth.Count; t++) Row(t + 1, e.Truth[t], t < e.Predicted.Count ? e.Predicted[t] : null);
    }
}
