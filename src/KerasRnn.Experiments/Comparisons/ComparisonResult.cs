using KerasRnn.Display;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using KerasRnn.Pictures;

namespace KerasRnn.Experiments;

/// <summary>What a comparison found: every run, the tables, and one sentence for each world that says who wins and how sure that is.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ComparisonResult : IHtmlView
{
    internal ComparisonResult(ComparisonSettings settings, IReadOnlyList<RunRecord> records, string? folder, bool isComplete, ReportModel? model = null)
    {
        Settings = settings;
        Records = records;
        Folder = folder;
        IsComplete = isComplete;
        Model = model ?? ReportModel.Of(settings, records, folder: folder);
    }

    /// <summary>The settings that repeat it.</summary>
    public ComparisonSettings Settings { get; }

    /// <summary>Every run.</summary>
    public IReadOnlyList<RunRecord> Records { get; }

    /// <summary>Where the runs are kept, or null.</summary>
    public string? Folder { get; }

    /// <summary>Whether every run was done; false after a cancellation.</summary>
    public bool IsComplete { get; }

    /// <summary>A summary for each world.</summary>
    public IReadOnlyList<WorldSummary> Worlds => Model.Worlds;

    /// <summary>What the report shows.</summary>
    public ReportModel Model { get; }

    /// <summary>Writes the report as one self-contained file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveReport(string path) => AtomicFile.Write(path, HtmlReport.Render(Model));

    /// <summary>The sentence, the table, every seed's horizon and the rollouts of each world: the report's own, as a self-contained HTML fragment for notebooks.</summary>
    public string ToHtml() => Stylesheet.Fragment(Worlds.Count == 0 ? Html.Facts("Nothing yet.", "No run is finished.") : string.Concat(Worlds.Select(World)));

    private string World(WorldSummary world)
    {
        var pictures = Model.Pictures(world.World).Where(p => p.Name.EndsWith("-horizon-seeds", StringComparison.Ordinal) || p.Name.EndsWith("-rollouts", StringComparison.Ordinal));
        return Html.Facts($"{world.World}.", world.Verdict.Sentence) + new ComparisonTable(world, Model.Styles).ToElement() + string.Concat(pictures.Select(p => p.ToFigure()));
    }

    /// <summary>The tables and the sentences.</summary>
    public override string ToString() => string.Join("\n\n", Worlds.Select(w => $"{new ComparisonTable(w, Model.Styles)}\n{w.Verdict}"));
}
