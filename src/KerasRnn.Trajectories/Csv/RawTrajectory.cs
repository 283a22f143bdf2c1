using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>The rows of one trajectory as numbers, before anything is mended: NaN where a value is missing.</summary>
[StackTraceHidden]
internal sealed class RawTrajectory(string path, string id, bool hasId)
{
    private const double ManyTwice = 0.1;

    public string Path { get; } = path;

    public string Id { get; } = id;

    public List<long> Lines { get; } = [];

    /// <summary>Times; the number of the row where the file has none.</summary>
    public List<double> Times { get; } = [];

    public List<double[]> Points { get; } = [];

    /// <summary>How many rows had no time.</summary>
    public int Timeless { get; private set; }

    /// <summary>The median step of time; 1 if there is none.</summary>
    public double UsualStep()
    {
        double[] steps = [.. Times.Zip(Times.Skip(1), (a, b) => b - a).Where(step => step > 0).Order()];
        return steps.Length == 0 ? 1 : steps[(steps.Length - 1) / 2];
    }

    /// <summary>Adds a row; <paramref name="time"/> is null where the file has no times.</summary>
    public void Add(long line, double? time, double[] point)
    {
        Lines.Add(line);
        Times.Add(time ?? Times.Count);
        Points.Add(point);
    }

    /// <summary>Refuses times that stand still or go back, except few that stand still if the points are to be resampled. Must come before anything else.</summary>
    public void CheckOrder(bool resampled)
    {
        int twice = 0;
        int first = 0;
        for (int i = 1; i < Times.Count; i++)
        {
            if (Times[i] < Times[i - 1])
                throw CsvThrow.DecreasingTime(Path, Lines[i], Text(Times[i - 1]), Text(Times[i]), Id, hasId);
            if (Times[i] == Times[i - 1] && twice++ == 0)
                first = i;
        }
        // Rounded times may coincide now and then; many that do are several trajectories in one.
        if (twice > 0 && (!resampled || twice > ManyTwice * Times.Count))
            throw CsvThrow.DuplicateTime(Path, Lines[first], Text(Times[first]), Id, hasId, twice <= ManyTwice * Times.Count ? UsualStep() : null);
    }

    /// <summary>Makes one point, the mean, of points at the same time; returns how many went.</summary>
    public int MergeTwins()
    {
        int merged = 0;
        for (int i = Times.Count - 1; i > 0; i--)
            if (Times[i] == Times[i - 1])
            {
                double[] kept = Points[i - 1], twin = Points[i];
                for (int d = 0; d < kept.Length; d++)
                    kept[d] = double.IsNaN(kept[d]) ? twin[d] : double.IsNaN(twin[d]) ? kept[d] : 0.5 * (kept[d] + twin[d]);
                Lines.RemoveAt(i);
                Times.RemoveAt(i);
                Points.RemoveAt(i);
                merged++;
            }
        return merged;
    }

    /// <summary>Splits the rows into trajectories, by file and id.</summary>
    public static List<RawTrajectory> Of(IReadOnlyList<CsvTable> tables, CsvColumns columns, bool resampled)
    {
        var all = new List<RawTrajectory>();
        bool manyFiles = tables.Count > 1;
        foreach (CsvTable table in tables)
        {
            string stem = System.IO.Path.GetFileNameWithoutExtension(table.Path);
            var byId = new Dictionary<string, RawTrajectory>(StringComparer.Ordinal);
            for (int row = 0; row < table.Rows.Count; row++)
            {
                string id = columns.Id is { } column ? Key(table, row, columns, column) : stem;
                if (!byId.TryGetValue(id, out RawTrajectory? raw))
                {
                    raw = new RawTrajectory(table.Path, columns.Id is not null && manyFiles ? $"{stem}/{id}" : id, columns.Id is not null);
                    byId.Add(id, raw);
                    all.Add(raw);
                }
                raw.AddRow(table, row, columns, resampled);
            }
        }
        foreach (RawTrajectory raw in all)
            raw.CheckOrder(resampled);
        return all;
    }

    private void AddRow(CsvTable table, int row, CsvColumns columns, bool resampled)
    {
        double? time = null;
        if (columns.Time is { } column)
        {
            string text = table.Rows[row][column];
            if (CsvValue.IsMissing(text))
            {
                // A point without a time has no place on the axis: resampling goes on without it.
                if (resampled)
                {
                    Timeless++;
                    return;
                }
                throw CsvThrow.Missing(Path, table.Lines[row], columns.Name(column), UsualStep());
            }
            if (!CsvValue.TryTime(text, out double value))
                throw CsvThrow.NotANumber(Path, table.Lines[row], columns.Name(column), text);
            if (double.IsInfinity(value))
                throw CsvThrow.Infinite(Path, table.Lines[row], columns.Name(column), text, UsualStep());
            time = value;
        }
        Add(table.Lines[row], time, [.. columns.Coordinates.Select([StackTraceHidden] (coordinate) => Number(table, row, columns, coordinate))]);
    }

    private double Number(CsvTable table, int row, CsvColumns columns, int column)
    {
        string text = table.Rows[row][column];
        if (CsvValue.IsMissing(text))
            return double.NaN;
        if (!CsvValue.TryNumber(text, out double value))
            throw CsvThrow.NotANumber(Path, table.Lines[row], columns.Name(column), text);
        return double.IsInfinity(value) ? throw CsvThrow.Infinite(Path, table.Lines[row], columns.Name(column), text, UsualStep()) : value;
    }

    private static string Key(CsvTable table, int row, CsvColumns columns, int column)
    {
        string id = table.Rows[row][column];
        return CsvValue.IsMissing(id) ? throw CsvThrow.MissingId(table.Path, table.Lines[row], columns.Name(column)) : id;
    }

    private static string Text(double time) => time.ToString("R", CultureInfo.InvariantCulture);
}
