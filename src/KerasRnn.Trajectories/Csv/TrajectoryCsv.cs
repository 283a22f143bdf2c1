using System.Globalization;
using CsvHelper;

namespace KerasRnn.Trajectories;

/// <summary>
/// Recorded trajectories as CSV, in and out. Delimiter (comma, semicolon, tab, bar), header, quotes, byte order mark and line ends are found out; so are the columns, unless
/// <see cref="CsvOptions"/> chooses them. One file may hold one trajectory or, told apart by an id column, many; a folder stands for all its .csv files.
/// </summary>
/// <example><code>
/// var (balls, report) = TrajectoryCsv.Read(["recordings/"], new CsvOptions { Resample = 0.008 });
/// Console.WriteLine(report);                                   // what was assumed, what was left out
/// TrajectoryCsv.Write(balls, "balls.csv");                     // id,t,x,y,z: reads back as the same numbers
/// </code></example>
public static class TrajectoryCsv
{
    /// <summary>Reads one file or folder. See <see cref="Read(IEnumerable{string}, CsvOptions)"/>.</summary>
    /// <inheritdoc cref="Read(IEnumerable{string}, CsvOptions)"/>
    public static CsvRecording Read(string path, CsvOptions? options = null) => Read([path], options);

    /// <summary>
    /// Reads files and folders as one set. A file that does not look like most others (an index, say) is left out and reported. Missing values and irregular times are refused
    /// with file and line, unless <see cref="CsvOptions.Resample"/> says how to mend them.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="options">What is not to be found out.</param>
    /// <exception cref="FileNotFoundException">A path does not exist, or a folder holds no .csv file.</exception>
    /// <exception cref="FormatException">A file is broken: the sentence says where, and what to do.</exception>
    /// <exception cref="ArgumentException">A chosen column does not exist, or there are more than 6 coordinates to choose from.</exception>
    public static CsvRecording Read(IEnumerable<string> paths, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options ??= new CsvOptions();
        if (options.Resample is { } wanted && !(wanted > 0 && double.IsFinite(wanted)))
            throw CsvThrow.Step(wanted);
        string[] given = [.. paths];
        string[] files = [.. given.SelectMany(Files).DistinctBy(Path.GetFullPath)];
        if (files.Length == 0)
            throw CsvThrow.NoPath();

        var notes = new List<string>();
        List<CsvTable> tables = OfOneKind([.. files.Select(file => CsvTable.Read(file, options.Delimiter))], notes);
        CsvColumns columns = CsvColumns.Of(tables, options);
        string[] names = [.. columns.Coordinates.Select(columns.Name)];
        List<RawTrajectory> raw = RawTrajectory.Of(tables, columns, options.Resample is not null);
        notes.AddRange(columns.Notes);
        List<Trajectory> trajectories = options.Resample is { } step
            ? Sampling.Resampled(raw, names.Length, step, notes)
            : Sampling.Regular(raw, names, columns.Time is not null);
        if (trajectories.Count == 0)
            throw CsvThrow.NothingLeft(notes);

        string name = (files.Length == 1 ? files : given) is [string one] ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(one))) : $"{files.Length} files";
        return new CsvRecording(new TrajectorySet(trajectories, names) { Name = name }, new CsvReport
        {
            Files = [.. tables.Select(table => table.Path)],
            Delimiter = tables[0].Delimiter,
            HasHeader = tables[0].HasHeader,
            Id = columns.Id is { } id ? columns.Name(id) : null,
            Time = columns.Time is { } time ? columns.Name(time) : null,
            Coordinates = names,
            Notes = notes,
        });
    }

    /// <summary>
    /// Writes a set: id, t (if the time step is known) and the coordinates, with as many digits as it takes to read the same numbers back. The file appears whole or not at all.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(TrajectorySet set, string path)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var writer = CsvWriter.ToFile(temporary, CsvWriterOptions.Default with { NewLine = "\n" }))
                Write(set, writer);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CsvThrow.Unwritable(path, problem.Message.Replace(temporary, path, StringComparison.Ordinal));
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static void Write(TrajectorySet set, CsvWriter writer)
    {
        bool hasTimes = set.Count > 0 && set.All(trajectory => trajectory.TimeStep is not null);
        string[] header = ["id", .. hasTimes ? ["t"] : Array.Empty<string>(), .. set.CoordinateNames];
        writer.WriteRecord(header);
        foreach (Trajectory trajectory in set)
            for (int i = 0; i < trajectory.Count; i++)
            {
                writer.WriteField(trajectory.Id);
                if (hasTimes)
                    writer.WriteField(Text(trajectory.StartTime + i * trajectory.TimeStep!.Value));
                foreach (double value in trajectory.Point(i))
                    writer.WriteField(Text(value));
                writer.EndRecord();
            }
    }

    [StackTraceHidden]
    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw CsvThrow.NotFound(path);
        string[] files = [.. Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw CsvThrow.NoFiles(path);
    }

    // Most files of a folder look alike; an index or a description among them does not.
    [StackTraceHidden]
    private static List<CsvTable> OfOneKind(List<CsvTable> tables, List<string> notes)
    {
        if (tables.Count == 1)
            return tables[0].Problem is { } problem ? throw problem : tables;
        CsvTable[] filled = [.. tables.Where(table => !table.HoldsNothing)];
        var kinds = filled.GroupBy(table => table.Shape).OrderByDescending(kind => kind.Count()).ToList();
        if (kinds.Count == 0)
            throw tables[0].Problem!;
        List<CsvTable> kept = [.. kinds[0]];
        if (2 * kept.Count <= filled.Length)
            throw CsvThrow.Different(kinds[1].First().Path, kept[0].Path);
        if (kept.Find(table => table.Problem is not null) is { } broken)
            throw broken.Problem!;
        foreach (CsvTable other in tables.Except(kept))
            notes.Add(other.HoldsNothing ? $"{other.Path} holds no rows and is left out." : $"{other.Path} does not look like the other files and is left out.");
        return kept;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
