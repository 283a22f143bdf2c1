using KerasRnn.Cli.Options;
using KerasRnn.Experiments;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;
using Spectre.Console;

namespace KerasRnn.Cli.Terminal;

/// <summary>The result of a comparison on a console.</summary>
internal static class ConsoleTables
{
    public static void Write(ComparisonResult result)
    {
        foreach (WorldSummary world in result.Worlds)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.Write(Of(world, result.Model));
            foreach (string note in result.Model.Notes(world.World)) AnsiConsole.MarkupLineInterpolated($"[grey]{OptionNames.In(note)}[/]");
            foreach (RunRecord run in result.Model.Troubled(world.World)) AnsiConsole.MarkupLineInterpolated($"[yellow]{run.Model}, seed {run.Seed}: {OptionNames.In(run.Reason ?? "")}[/]");
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
        int[] shown = Fitting(cells, AnsiConsole.Profile.Width);
        Table table = new Table().Title($"[bold]{Markup.Escape(cells.Title)}[/]").Border(TableBorder.Rounded);
        foreach (int i in shown)
        {
            TableColumn column = new(Markup.Escape(cells.Columns[i]));
            column.Alignment(i == 0 ? Justify.Left : Justify.Right).NoWrap();
            table.AddColumn(column);
        }

        for (int row = 0; row < cells.Rows.Count; row++)
        {
            bool isReference = world.Contenders[row].Kind == ContenderKind.Oracle;
            table.AddRow([.. shown.Select(i => Markup.Escape(cells.Rows[row][i])).Select(c => isReference ? $"[grey]{c}[/]" : c)]);
        }

        return table;
    }

    // A narrow terminal shows fewer columns, never broken ones; the report and runs.csv have them all.
    private static int[] Fitting(ComparisonTable table, int width)
    {
        List<int> shown = [.. Enumerable.Range(0, table.Columns.Count)];
        foreach (string column in new[] { "p (Holm)", "RMSE free", "RMSE bounce", "parameters", "seconds", "to the best [95 %]" })
        {
            if (1 + shown.Sum(i => 3 + table.Rows.Select(r => r[i].Length).Append(table.Columns[i].Length).Max()) <= width) break;
            shown.RemoveAll(i => table.Columns[i] == column);
        }

        return [.. shown];
    }
}
