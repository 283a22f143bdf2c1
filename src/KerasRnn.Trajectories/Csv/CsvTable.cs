using CsvHelper;

namespace KerasRnn.Trajectories;

/// <summary>One file as rows of text, with the line on which each begins.</summary>
[StackTraceHidden]
internal sealed class CsvTable
{
    private CsvTable(string path) => Path = path;

    public string Path { get; }

    public char Delimiter { get; private set; }

    public bool HasHeader { get; private set; }

    /// <summary>The header, or column 1, column 2, ...</summary>
    public string[] Columns { get; private set; } = [];

    public List<string[]> Rows { get; } = [];

    public List<long> Lines { get; } = [];

    /// <summary>What is wrong with the file; thrown only if the file turns out to be wanted.</summary>
    public Exception? Problem { get; private set; }

    /// <summary>Whether the file is whole but has no rows.</summary>
    public bool HoldsNothing { get; private set; }

    /// <summary>What files of the same kind have in common.</summary>
    public string Shape => Columns.Length == 0 ? "" : $"{Delimiter}{(HasHeader ? string.Join('\n', Columns) : Columns.Length)}";

    public static CsvTable Read(string path, char? delimiter)
    {
        var table = new CsvTable(path);
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
                throw CsvThrow.Archive(path);
            table.Fill(bytes, delimiter);
            table.HoldsNothing = table.Rows.Count == 0 && table.Problem is null;
            if (table.HoldsNothing)
                table.Problem = table.Columns.Length == 0 ? CsvThrow.Empty(path) : CsvThrow.HeaderOnly(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CsvThrow.Unreadable(path, problem.Message);
        }
        return table;
    }

    private void Fill(byte[] bytes, char? delimiter)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = delimiter ?? DelimiterSniffer.Of(bytes),
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var reader = CsvReader.Create(new MemoryStream(bytes), options);
        int blank = 0;
        try
        {
            while (reader.Read())
            {
                string[] row = new string[reader.FieldCount];
                for (int i = 0; i < row.Length; i++)
                    row[i] = reader.GetString(i);
                if (row.Length == 1 && row[0].Length == 0)
                    blank++;
                else
                    Add(row, reader.LineNumber, ref blank);
                if (Problem is not null)
                    break;
            }
        }
        catch (CsvFormatException problem)
        {
            Problem = CsvThrow.Quote(Path, problem.LineNumber);
        }
        Delimiter = reader.Separator;
    }

    private void Add(string[] row, long line, ref int blank)
    {
        if (Columns.Length == 0)
        {
            HasHeader = row.All(field => CsvValue.IsMissing(field) || !CsvValue.TryNumber(field, out _)) && !row.All(CsvValue.IsMissing);
            Columns = HasHeader ? row : [.. row.Select((_, i) => $"column {i + 1}")];
            if (HasHeader)
                row = [];
        }
        else if (row.Length != Columns.Length)
        {
            Problem = CsvThrow.FieldCount(Path, line, Columns.Length, row.Length);
            return;
        }
        // In a file of one column a blank line is a missing value; elsewhere, and at the end of a file, it is nothing.
        for (; blank > 0; blank--)
            if (Columns.Length == 1 && Rows.Count > 0)
            {
                Rows.Add([""]);
                Lines.Add(line - blank);
            }
        if (row.Length > 0)
        {
            Rows.Add(row);
            Lines.Add(line);
        }
    }
}
