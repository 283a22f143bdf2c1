using System.Text;
using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;
using static KerasRnn.Pictures.SvgWriter;

namespace KerasRnn.Experiments.Report;

/// <summary>
/// The report: one HTML file that needs nothing else. No script, no request, system fonts; light or dark as the reader prefers, light on paper. It is well-formed XML too.
/// </summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="tables">Collects the numbers behind the figures; null: nobody wants them.</param>
    public static string Render(ReportModel model, FigureTables? tables = null)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"/><link rel=\"icon\" href=\"data:,\"/>")
            .Append($"<title>{E(model.Title)}</title>\n<style>{Stylesheet.Css}{PageStyle.Css}</style></head>\n<body class=\"kr\"><main>\n");
        Head(html, model);
        for (var i = 0; i < model.Worlds.Count; i++) World(html, model, model.Worlds[i], Id(i), tables);
        HowToRead(html, model);
        Repeat(html, model);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void Head(StringBuilder html, ReportModel model)
    {
        var seeds = model.Records.Select(r => r.Seed).Distinct().Count();
        html.Append($"<header><p class=\"kicker\">KerasRnn comparison</p><h1>{E(model.Title)}</h1>")
            .Append($"<p class=\"lead\">{E(Count(model.Records.Count, "run"))}, {E(Count(seeds, "seed"))}, {E(Count(model.Records.Select(r => r.Model).Distinct().Count(), "contender"))}. Window of {model.Settings.Run.Window} positions, target {E(Count(model.Settings.Run.Ahead, "step"))} ahead.</p>");
        for (var i = 0; i < model.Worlds.Count; i++)
        {
            var world = model.Worlds[i];
            html.Append($"<a class=\"verdict {Mood(world.Verdict.Kind)}\" href=\"#{Id(i)}\"><b>{E(world.World)}</b><span>{E(world.Verdict.Sentence)}</span></a>");
        }
        if (model.Worlds.Count == 0) html.Append("<p class=\"verdict\"><b>Nothing yet</b><span>No run is finished.</span></p>");
        html.Append("</header>\n");
    }

    private static void World(StringBuilder html, ReportModel model, WorldSummary world, string id, FigureTables? tables)
    {
        html.Append($"<section id=\"{id}\"><h2>{E(world.World)}</h2>");
        var notes = model.Notes(world.World);
        if (notes.Count > 0) html.Append("<p class=\"note\">").AppendJoin("<br/>", notes.Select(n => E(n))).Append("</p>");
        var table = new ComparisonTable(world, model.Styles);
        tables?.Add($"{Figures.Slug(world.World)}-table", table.Data);
        html.Append(table.ToElement());
        html.Append($"<p class=\"small\">Best first. Errors in {E(model.Unit)}, medians over seeds; horizons in steps. “To the best” is the paired difference on the same seeds and test trajectories. The physics oracle, where it is shown, starts from the true state: a reference line, not a contender.</p>");
        Troubled(html, model.Troubled(world.World));
        foreach (var picture in model.Pictures(world.World))
        {
            var path = tables?.Add(picture);
            html.Append(path is null ? picture.ToFigure() : picture.ToFigure().Replace("</figcaption>", $" <span class=\"file\">Numbers: {E(path)}</span></figcaption>", StringComparison.Ordinal)).Append('\n');
        }
        html.Append("</section>\n");
    }

    private static void Troubled(StringBuilder html, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0) return;
        html.Append($"<details class=\"note\" open=\"open\"><summary>{E(Count(runs.Count, "run"))} did not end well</summary><ul>");
        foreach (var run in runs)
            html.Append($"<li><b>{E(run.Model)}</b>, seed {run.Seed}: {RunTables.Name(run.Status)}{(run.Reason is null ? "" : $". {E(run.Reason)}")}</li>");
        html.Append("</ul></details>");
    }

    private static void HowToRead(StringBuilder html, ReportModel model)
    {
        var hasBounces = model.Records.Any(r => r.RmseBounce is not null);
        html.Append("<section id=\"how-to-read\"><h2>How to read this</h2><dl>");
        Term("Rollout", "A model sees a window of positions and predicts the next one. Fed with its own predictions, it goes on alone. One small error per step becomes a large one: good one-step errors do not promise good rollouts.");
        Term("Horizon", $"The number of steps before the error first exceeds {Numbers.Steps(model.Settings.Run.Threshold)} standard deviations of the training positions (root mean square over coordinates). Higher is better; it is the measure that decides. “At least” and ≥ mean that half of the rollouts or more outlived their trajectory.");
        Term("One-step RMSE", "The root-mean-square error per coordinate of a single prediction from true positions. " + (hasBounces
            ? "A window counts as a bounce where a bounce lies in one of its last three steps, the step to the target included; the rest is free flight, which two positions and a ruler predict well. What is to be learnt are the bounces."
            : "Bounces are not known here, so that free flight and bounces are not told apart."));
        Term("Seconds", "Training of one run on one core, median over seeds. Runs go side by side, so that a busy machine makes them longer; nothing else depends on it.");
        Term("Interval", "95 % bootstrap: 2000 times, as many seeds as there are are drawn with replacement, and within each the test trajectories. With fewer than six seeds it is too narrow to lean on.");
        Term("Real or not", "If two contenders were equal, each seed's difference could as well have had the other sign. The exact paired sign-flip test asks how rare the differences seen are among all sign patterns. With six seeds of one sign p is 0.031, the first number below 0.05; with fewer seeds nothing can be shown. A winner must pass against every other contender, which needs no correction; Holm's correction in brackets is for reading one difference among many.");
        Term("Diverged", "A run whose numbers left the finite ones. It counts as horizon 0, because a method that sometimes explodes is worse than one that does not.");
        html.Append("</dl></section>\n");

        void Term(string term, string words) => html.Append($"<dt>{E(term)}</dt><dd>{E(words)}</dd>");
    }

    private static void Repeat(StringBuilder html, ReportModel model)
    {
        html.Append("<section id=\"repeat\"><h2>To repeat it</h2><p>").Append(model.Commands.Count > 0
            ? "The same command gives the same numbers, with any number of jobs; only the seconds differ."
            : "Worlds or models of this comparison were made in code, which no command names: the same program gives the same numbers.").Append("</p>");
        foreach (var command in model.Commands) html.Append($"<pre>{E(command)}</pre>");
        html.Append("<div class=\"columns\"><div><h3>Settings</h3><table class=\"pairs\"><tbody>");
        Pair("worlds", string.Join(", ", model.Settings.Worlds));
        Pair("models", string.Join(", ", model.Settings.Models.Select(m => m.Argument)));
        Pair("seeds", string.Join(", ", model.Settings.Seeds));
        foreach (var (name, value) in model.Settings.Run.Options()) Pair(name.TrimStart('-'), value ?? Numbers.None);
        foreach (var file in model.Settings.Run.Data.Concat(model.Settings.Models.Select(m => m.File).OfType<DataFile>())) Pair($"SHA-256 of {file.Path}", file.Sha256[..Math.Min(16, file.Sha256.Length)] + "…");
        html.Append("</tbody></table></div><div><h3>Versions</h3><table class=\"pairs\"><tbody>");
        var versions = model.Records.SelectMany(r => r.Versions).GroupBy(v => v.Key).Select(g => (g.Key, Values: g.Select(v => v.Value).Distinct())).ToArray();
        foreach (var (name, values) in versions) Pair(name, string.Join("; ", values));
        foreach (var engine in model.Records.Select(r => r.Engine).Where(e => e.Length > 0).Distinct()) Pair("engine", engine);
        Pair("training", $"{Numbers.Seconds(model.Records.Sum(r => double.IsFinite(r.Seconds) ? r.Seconds : 0))} s in all runs together");
        html.Append("</tbody></table></div></div></section>\n");

        void Pair(string name, string value) => html.Append($"<tr><td>{E(name)}</td><td>{E(value)}</td></tr>");
    }

    // Numbers, not names: two names may give the same slug, an id must be one of its kind.
    private static string Id(int index) => $"world-{index + 1}";

    private static string Mood(VerdictKind kind) => kind == VerdictKind.Winner ? "clear" : "open";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{Numbers.Count(count)} {what}s";
}
