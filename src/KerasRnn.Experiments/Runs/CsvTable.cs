using System.Globalization;
using System.Text;

namespace KerasRnn.Experiments.Runs;

/// <summary>A table that is written as CSV (RFC 4180, invariant numbers that read back to the same bits, lines end with \n).</summary>
/// <example><code>
/// var table = new CsvTable("model", "seed", "rmse");
/// table.Add("rnn", 0, 0.0123);
/// File.WriteAllText("rmse.csv", table.ToString());
/// </code></example>
public sealed class CsvTable
{
    private readonly List<object?[]> rows = [];

    /// <summary>An empty table.</summary>
    /// <param name="columns">Names of the columns.</param>
    public CsvTable(params string[] columns) => Columns = columns;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Rows so far.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => rows;

    /// <summary>Adds a row: strings, numbers or null (an empty cell).</summary>
    /// <exception cref="ArgumentException">Another number of cells than columns.</exception>
    public void Add(params object?[] cells)
    {
        if (cells.Length != Columns.Count) throw Throw.UnequalLengths("cells", cells.Length, "columns", Columns.Count);
        rows.Add(cells);
    }

    /// <summary>The text of the file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Line(Columns);
        foreach (var row in rows) Line(row);
        return text.ToString();

        void Line(IReadOnlyList<object?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');
    }

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            bool b => b ? "true" : "false",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
