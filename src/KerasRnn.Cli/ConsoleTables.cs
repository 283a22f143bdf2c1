using KerasRnn.Experiments;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using Spectre.Console;

namespace KerasRnn.Cli;

/// <summary>The result of a comparison on a console.</summary>
internal static class ConsoleTables
{
    public static void Write(ComparisonResult result)
    {
        foreach (WorldSummary world in result.Worlds)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.Write(Of(world, result.Model));
            foreach (string note in result.Model.Notes(world.World)) AnsiConsole.MarkupLineInterpolated($"[grey]{note}[/]");
            foreach (RunRecord run in result.Model.Troubled(world.World)) AnsiConsole.MarkupLineInterpolated($"[yellow]{run.Model}, seed {run.Seed}: {run.Reason}[/]");
            AnsiConsole.MarkupLineInterpolated($"[bold]{world.Verdict.Sentence}[/]");
        }

        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(result.Folder is null
            ? "Add --out DIR for a report with pictures, the tables as CSV, and every run."
            : $"Report: {Path.Combine(result.Folder, "report.html")}");
    }

    private static Table Of(WorldSummary world, ReportModel model)
    {
        ComparisonTable cells = new(world, model.Styles);
        Table table = new Table().Title($"[bold]{Markup.Escape(cells.Title)}[/]").Border(TableBorder.Rounded);
        for (int i = 0; i < cells.Columns.Count; i++)
        {
            TableColumn column = new(Markup.Escape(cells.Columns[i]));
            column.Alignment(i == 0 ? Justify.Left : Justify.Right).NoWrap();
            table.AddColumn(column);
        }

        for (int row = 0; row < cells.Rows.Count; row++)
        {
            bool isReference = world.Contenders[row].Kind == ContenderKind.Oracle;
            table.AddRow([.. cells.Rows[row].Select(c => isReference ? $"[grey]{Markup.Escape(c)}[/]" : Markup.Escape(c))]);
        }

        return table;
    }
}
