namespace KerasRnn.Trajectories;

/// <summary>Which columns of files of one kind are id, time and coordinates: as chosen, or as they look.</summary>
[StackTraceHidden]
internal sealed class CsvColumns
{
    private const int MostCoordinates = 6;

    private static readonly HashSet<string> IdNames = new(
        ["id", "trajectory", "traj", "track", "ball", "object", "series", "sequence", "episode", "run", "shot", "throw"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> TimeNames = new(
        ["t", "time", "times", "timestamp", "datetime", "date", "seconds", "sec", "ms", "frame", "step"], StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyList<CsvTable> tables;
    private readonly CsvTable first;

    private CsvColumns(IReadOnlyList<CsvTable> tables) => (this.tables, first) = (tables, tables[0]);

    public int? Id { get; private set; }

    public int? Time { get; private set; }

    public int[] Coordinates { get; private set; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>The name of a column.</summary>
    public string Name(int column) => first.Columns[column];

    public static CsvColumns Of(IReadOnlyList<CsvTable> tables, CsvOptions options)
    {
        var columns = new CsvColumns(tables);
        if (columns.first.Columns.Length == 1 && columns.Values(0).All(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && parts.All(part => CsvValue.TryNumber(part, out _))))
            throw CsvThrow.Spaces(columns.first.Path);
        columns.Id = options.Id is { } id ? columns.Find("id", id) : null;
        columns.Time = options.Time is { } time ? columns.Find("time", time) : null;
        if (options.Coordinates is { } chosen)
            columns.Coordinates = chosen.Count == 0 ? throw CsvThrow.NoneChosen() : [.. chosen.Select([StackTraceHidden] (name) => columns.Find("coordinate", name))];
        columns.CheckDistinct();
        columns.Id ??= columns.GuessId();
        columns.Time ??= columns.GuessTime();
        if (options.Coordinates is null)
            columns.Coordinates = columns.GuessCoordinates();
        if (columns.Coordinates.Length > MostCoordinates)
            throw CsvThrow.TooMany(columns.first.Path, [.. columns.Coordinates.Select(columns.Name)]);
        return columns;
    }

    private bool IsTaken(int column) => column == Id || column == Time || Coordinates.Contains(column);

    private int Find(string role, string name)
    {
        string[] names = first.Columns;
        int[] found = [.. Enumerable.Range(0, names.Length).Where(i => names[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 1)
            return found[0];
        if (found.Length > 1)
            throw CsvThrow.AmbiguousColumn(role, name, first.Path);
        if (int.TryParse(name, out int number) && number >= 1 && number <= names.Length)
            return number - 1;
        throw CsvThrow.UnknownColumn(role, name, first.Path, names);
    }

    private void CheckDistinct()
    {
        var seen = new HashSet<int>();
        foreach (int column in Coordinates.Concat(Id is { } id ? [id] : []).Concat(Time is { } time ? [time] : []))
            if (!seen.Add(column))
                throw CsvThrow.TwiceUsed(Name(column));
    }

    private int? GuessId()
    {
        if (!first.HasHeader)
            return !IsTaken(0) && first.Columns.Length > 1 && IsText(0) && Repeats(0) ? 0 : null;
        int[] candidates = [.. Free().Where(i => IdNames.Contains(Bare(i)) || Bare(i).EndsWith("_id", StringComparison.OrdinalIgnoreCase))];
        if (candidates.Length == 0)
            return null;
        return Repeats(candidates[0]) || tables.Sum(table => table.Rows.Count) == 1 ? candidates[0] : null;
    }

    // What differs in every row counts rows, not trajectories.
    private bool Repeats(int column) => tables.Any(table => table.Rows.Select(row => row[column]).Distinct().Count() < table.Rows.Count);

    private bool IsText(int column)
    {
        string[] known = [.. Values(column).Where(text => !CsvValue.IsMissing(text))];
        return 2 * known.Count(text => CsvValue.TryNumber(text, out _)) < known.Length;
    }

    private int? GuessTime()
    {
        if (first.HasHeader)
        {
            foreach (int column in Free())
                if (TimeNames.Contains(Bare(column)) && Values(column).All(text => CsvValue.IsMissing(text) || CsvValue.TryTime(text, out _)))
                    return column;
        }
        // The first column, or the first after the id; something must be left to be a coordinate.
        int leading = Id == 0 ? 1 : 0;
        bool spare = Coordinates.Length > 0 || Free().Count() > 1;
        return spare && leading < first.Columns.Length && !IsTaken(leading) && (first.HasHeader ? CountsUp(leading) : Rises(leading)) ? leading : null;
    }

    // A first column of whole numbers with a constant step, like a year or the number of a reading; it may start again with every id.
    private bool CountsUp(int column)
    {
        var last = new Dictionary<string, double>();
        double step = 0;
        foreach (CsvTable table in tables)
        {
            last.Clear();
            foreach (string[] row in table.Rows)
            {
                if (!CsvValue.TryNumber(row[column], out double value) || value != Math.Floor(value))
                    return false;
                string id = Id is { } key ? row[key] : "";
                if (last.TryGetValue(id, out double before))
                {
                    step = step == 0 ? value - before : step;
                    if (value - before != step || step <= 0)
                        return false;
                }
                last[id] = value;
            }
        }
        return step > 0;
    }

    // A first column without a name that rises nearly everywhere is time; nearly, so that one wrong time is an error and not a coordinate.
    private bool Rises(int column)
    {
        int steps = 0, rising = 0;
        foreach (CsvTable table in tables)
            for (int i = 1; i < table.Rows.Count; i++)
            {
                if (!CsvValue.TryNumber(table.Rows[i - 1][column], out double before) || !CsvValue.TryNumber(table.Rows[i][column], out double value))
                    continue;
                if (Id is { } id && table.Rows[i - 1][id] != table.Rows[i][id])
                    continue;
                steps++;
                rising += value > before ? 1 : 0;
            }
        return steps > 0 && rising >= 0.9 * steps;
    }

    private int[] GuessCoordinates()
    {
        var coordinates = new List<int>();
        foreach (int column in Free())
        {
            if (first.HasHeader && Bare(column).Equals("id", StringComparison.OrdinalIgnoreCase))
                Notes.Add($"Column \"{Name(column)}\" differs in every row, so it tells no trajectories apart; it is left out.");
            else if (Values(column).All(CsvValue.IsMissing))
                Notes.Add($"Column \"{Name(column)}\" is empty and is left out.");
            else if (IsText(column))
            {
                string[] known = [.. Values(column).Where(text => !CsvValue.IsMissing(text))];
                if (known.All(text => CsvValue.IsDecimalComma(text) || CsvValue.TryNumber(text, out _)))
                    throw CsvThrow.DecimalComma(first.Path, Name(column), known.First(CsvValue.IsDecimalComma));
                Notes.Add($"Column \"{Name(column)}\" holds text and is left out{(Id is null && Repeats(column) ? CsvThrow.PerhapsId(Name(column)) : "")}.");
            }
            else
                coordinates.Add(column);
        }
        return coordinates.Count > 0 ? [.. coordinates] : throw CsvThrow.NoCoordinates(first.Path, first.Columns);
    }

    private IEnumerable<int> Free() => Enumerable.Range(0, first.Columns.Length).Where(i => !IsTaken(i));

    private IEnumerable<string> Values(int column) => tables.SelectMany(table => table.Rows).Select(row => row[column]);

    // "time (s)" and "t [ms]" are time and t.
    private string Bare(int column)
    {
        string name = Name(column);
        int bracket = name.AsSpan().IndexOfAny('(', '[');
        return (bracket > 0 ? name[..bracket] : name).Trim();
    }
}
