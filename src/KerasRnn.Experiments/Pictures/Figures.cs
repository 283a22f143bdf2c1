using System.Text;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Pictures;

/// <summary>All pictures, drawn in one place for reports and for notebooks. Empty or NaN data give a picture that says "no data".</summary>
/// <example><code>
/// File.WriteAllText("history.html", Figures.History("rnn", history).ToHtml());
/// </code></example>
public static class Figures
{
    /// <summary>All pictures of one world, in the order of a report. Pictures that cannot exist (an error field of one coordinate) are left out.</summary>
    /// <param name="summary">The world's summary.</param>
    /// <param name="records">Its records.</param>
    /// <param name="styles">Styles of the contenders.</param>
    /// <param name="unit">Unit of errors.</param>
    public static IReadOnlyList<Picture> Of(WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles, string unit)
    {
        var name = Slug(summary.World);
        var pictures = new List<Picture>
        {
            Strip($"{name}-horizon-seeds", summary, styles),
            Forest($"{name}-horizon-differences", summary, styles),
            Survival($"{name}-horizon-survival", summary, records, styles),
            Errors($"{name}-error-by-step", summary, records, styles, unit),
            Curves($"{name}-learning-curves", summary, records, styles),
            Overlay($"{name}-rollouts", summary, records, styles),
        };
        if (records.Any(r => r.Field is not null)) pictures.Add(Field($"{name}-error-field", summary, records, styles, unit));
        return pictures;
    }

    /// <summary>The learning curve of one training: <c>loss</c> and, where there is one, <c>val_loss</c>.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="history">Values by name, one per epoch.</param>
    public static Picture History(string model, IReadOnlyDictionary<string, IReadOnlyList<double>> history) => LearningCurves.Draw("learning-curve",
        [new(model, history.TryGetValue("loss", out var loss) ? [loss] : [], history.TryGetValue("val_loss", out var validation) ? [validation] : [])],
        new([(model, ContenderKind.Model)]));

    /// <summary>Rollouts of one contender over the truth.</summary>
    /// <param name="model">Name of the contender.</param>
    /// <param name="examples">The rollouts.</param>
    /// <param name="coordinates">Names of the coordinates.</param>
    public static Picture Rollouts(string model, IReadOnlyList<RolloutExample> examples, IReadOnlyList<string> coordinates) =>
        RolloutOverlay.Draw("rollouts", [.. examples.Select(e => (model, e))], coordinates, new([(model, ContenderKind.Model)]));

    /// <summary>A file name from any name: letters, digits and dashes.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "world" : text.Length > 60 ? text[..60] : text;
    }

    private static Picture Strip(string name, WorldSummary summary, ContenderStyles styles) => HorizonStrip.Draw(name, summary.Contenders, styles);

    private static Picture Forest(string name, WorldSummary summary, ContenderStyles styles) => DifferenceForest.Draw(name, summary.Contenders, summary.Verdict.Leader, styles);

    private static Picture Survival(string name, WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles)
    {
        var steps = records.Select(r => r.Horizons.Count == 0 ? 0 : r.Horizons.Max()).DefaultIfEmpty(0).Max();
        return HorizonSurvival.Draw(name, [.. Groups(summary, records).Select(g => (g.Model, Pooled(g.Runs))).Where(g => g.Item2 is not null).Select(g => (g.Model, g.Item2!))], styles, steps);
    }

    private static SurvivalCurve? Pooled(RunRecord[] runs)
    {
        var count = runs.Max(r => r.Horizons.Count);
        var horizons = new List<int>();
        var censored = new List<bool>();
        foreach (var run in runs)
        {
            // As everywhere, a diverged run is one whose rollouts all fail at once.
            var isLost = run.Status == RunStatus.Diverged;
            horizons.AddRange(isLost ? Enumerable.Repeat(0, count) : run.Horizons);
            censored.AddRange(isLost ? Enumerable.Repeat(false, count) : run.Censored);
        }
        return horizons.Count == 0 ? null : SurvivalCurve.OfHorizons(horizons, censored);
    }

    private static Picture Errors(string name, WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles, string unit) => ErrorByStep.Draw(name,
        [.. Groups(summary, records).Select(g => (g.Model, (IReadOnlyList<StepErrors>)[.. g.Runs.Select(r => r.ErrorByStep).Where(e => e.Median.Count > 0)])).Where(g => g.Item2.Count > 0)], styles, unit);

    private static Picture Curves(string name, WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles)
    {
        LearningCurve[] curves =
        [
            .. InOrder(summary, records).Where(g => g.Runs[0].Kind == ContenderKind.Model).Select(g => new LearningCurve(g.Model, Part(g.Runs, "loss"), Part(g.Runs, "val_loss"))).Where(c => c.Train.Count + c.Validation.Count > 0),
        ];
        var rules = Groups(summary, records).Where(g => g.Runs[0].Kind == ContenderKind.Baseline)
            .Select(g => (g.Model, Loss: Quantiles.MedianOfFinite(g.Runs.Select(r => r.ValLoss ?? double.NaN)))).Where(g => g.Loss > 0).OrderBy(g => g.Loss).ToArray();
        return LearningCurves.Draw(name, curves, styles, rules.Length > 0 && curves.Length > 0 ? rules[0] : null);
    }

    private static IReadOnlyList<double>[] Part(RunRecord[] runs, string part) =>
        [.. runs.Select(r => r.History.TryGetValue(part, out var values) ? values : []).Where(v => v.Count > 0)];

    private static Picture Overlay(string name, WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles)
    {
        var groups = Featured(summary, records);
        return RolloutOverlay.Draw(name, [.. groups.SelectMany(g => (g.Runs.FirstOrDefault(r => r.Examples.Count > 0)?.Examples ?? []).Select(e => (g.Model, e)))],
            records.FirstOrDefault(r => r.Examples.Count > 0)?.Coordinates ?? [], styles);
    }

    private static Picture Field(string name, WorldSummary summary, IReadOnlyList<RunRecord> records, ContenderStyles styles, string unit) => ErrorFields.Draw(name,
        [.. Featured(summary, records).Select(g => (g.Model, Fields: g.Runs.Select(r => r.Field).OfType<ErrorField>().ToArray())).Where(g => g.Fields.Length > 0).Select(g => (g.Model, g.Fields.Aggregate((a, b) => a.Plus(b))))],
        records.First(r => r.Field is not null).Coordinates, styles, unit, records.Any(r => r.RmseBounce is not null));

    /// <summary>The trained models and the best baseline: pictures that need a panel each would drown in all of them.</summary>
    private static (string Model, RunRecord[] Runs)[] Featured(WorldSummary summary, IReadOnlyList<RunRecord> records)
    {
        var baseline = summary.Contenders.FirstOrDefault(c => c.Kind == ContenderKind.Baseline)?.Model;
        return [.. InOrder(summary, records).Where(g => g.Runs[0].Kind == ContenderKind.Model || g.Model == baseline)];
    }

    /// <summary>Groups of runs, best contender first.</summary>
    private static (string Model, RunRecord[] Runs)[] Groups(WorldSummary summary, IReadOnlyList<RunRecord> records) =>
        [.. summary.Contenders.Select(c => (c.Model, records.Where(r => r.Model == c.Model).OrderBy(r => r.Seed).ToArray())).Where(g => g.Item2.Length > 0)];

    /// <summary>Groups in the order of the records, models before baselines: the same place for the same contender in every world.</summary>
    private static (string Model, RunRecord[] Runs)[] InOrder(WorldSummary summary, IReadOnlyList<RunRecord> records)
    {
        var order = records.Select(r => r.Model).Distinct().ToList();
        return [.. Groups(summary, records).OrderBy(g => g.Runs[0].Kind).ThenBy(g => order.IndexOf(g.Model))];
    }
}
