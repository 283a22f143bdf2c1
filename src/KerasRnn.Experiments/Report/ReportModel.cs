using KerasRnn.Experiments.Pictures;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Report;

/// <summary>What a report shows, made from settings and records alone: verdicts, tables, pictures, notes. The console prints the same model.</summary>
public sealed record ReportModel
{
    /// <summary>Title of the report.</summary>
    public string Title { get; init; } = "Comparison";

    /// <summary>The settings of the comparison.</summary>
    public required ComparisonSettings Settings { get; init; }

    /// <summary>Its records.</summary>
    public required IReadOnlyList<RunRecord> Records { get; init; }

    /// <summary>One summary per world.</summary>
    public required IReadOnlyList<WorldSummary> Worlds { get; init; }

    /// <summary>Styles of the contenders.</summary>
    public required ContenderStyles Styles { get; init; }

    /// <summary>The command lines that repeat the comparison.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Unit of errors: what the axes say.</summary>
    public string Unit => Settings.Run.Data.Count == 0 ? "sides of the square" : "units of the data";

    /// <summary>The model of these records.</summary>
    /// <param name="settings">The settings they were made with.</param>
    /// <param name="records">Records in the order in which worlds and contenders shall appear, as <see cref="RunStore.Records"/>.</param>
    /// <param name="title">Title; null: made from the worlds.</param>
    /// <param name="folder">Folder to name in the command lines.</param>
    public static ReportModel Of(ComparisonSettings settings, IReadOnlyList<RunRecord> records, string? title = null, string? folder = null) => new()
    {
        Title = title ?? DefaultTitle(records),
        Settings = settings,
        Records = records,
        Worlds = WorldSummary.All(records),
        Styles = ContenderStyles.Of(records),
        Commands = settings.CommandLines(folder),
    };

    /// <summary>What a reader must know of a world's data and runs, each once.</summary>
    public IReadOnlyList<string> Notes(string world) => [.. Records.Where(r => r.World == world).SelectMany(r => r.Notes).Distinct()];

    /// <summary>Runs of a world that did not end well.</summary>
    public IReadOnlyList<RunRecord> Troubled(string world) => [.. Records.Where(r => r.World == world && r.Status != RunStatus.Ok)];

    /// <summary>All pictures of a world.</summary>
    public IReadOnlyList<Picture> Pictures(string world) =>
        Figures.Of(Worlds.First(w => w.World == world), [.. Records.Where(r => r.World == world)], Styles, Unit);

    private static string DefaultTitle(IReadOnlyList<RunRecord> records)
    {
        var worlds = records.Select(r => r.World).Distinct().ToArray();
        var models = records.Where(r => r.Kind == ContenderKind.Model).Select(r => r.Model).Distinct().Count();
        return $"{(models == 1 ? "1 model" : $"{models} models")} on {(worlds.Length switch { 0 => "nothing", 1 => worlds[0], 2 => $"{worlds[0]} and {worlds[1]}", _ => $"{worlds.Length} worlds" })}";
    }
}
