using System.Text;
using System.Text.Json;

namespace KerasRnn.Experiments.Runs;

/// <summary>
/// The folder of a comparison. <c>runs.jsonl</c> gets one line per finished run, at once and whole; <c>settings.json</c> says what the runs were made with; tables, pictures and the
/// report are made from these two at any time. Opened again, it goes on where it was.
/// </summary>
/// <remarks>
/// A line that a kill cut short is dropped, and its run is done again. Runs that <see cref="RunStatus.Failed"/> are tried again, diverged ones are results. One process at a time.
/// <example><code>
/// using var store = RunStore.Open("out", settings);
/// foreach (RunRequest request in comparison.Plan().Requests()) store.Append(request.Execute());
/// store.WriteTables();
/// </code></example>
/// </remarks>
public sealed class RunStore : IDisposable
{
    private const string RunsFile = "runs.jsonl";
    private const string SettingsFile = "settings.json";
    private readonly Lock gate = new();
    private readonly Dictionary<(string World, string Model, int Seed), RunRecord> records = [];
    private readonly FolderLock folderLock;
    private readonly FileStream runs;

    private RunStore(string folder, ComparisonSettings settings, FolderLock folderLock, FileStream runs) =>
        (Folder, Settings, this.folderLock, this.runs) = (folder, settings, folderLock, runs);

    /// <summary>The folder, as it was given.</summary>
    public string Folder { get; }

    /// <summary>The settings, with all worlds, models and seeds the folder was ever asked for.</summary>
    public ComparisonSettings Settings { get; }

    /// <summary>True where a half-written last line was dropped on opening.</summary>
    public bool DroppedHalfLine { get; private set; }

    /// <summary>The records, sorted by world and model in the order of the settings, then by seed.</summary>
    public IReadOnlyList<RunRecord> Records
    {
        get
        {
            lock (gate)
            {
                int Place(IEnumerable<string> names, string name)
                {
                    var place = names.ToList().IndexOf(name);
                    return place < 0 ? int.MaxValue : place;
                }
                return
                [
                    .. records.Values
                        .OrderBy(r => Place(Settings.Worlds, r.World)).ThenBy(r => r.World, StringComparer.Ordinal).ThenBy(r => r.Kind)
                        .ThenBy(r => Place(Settings.Models.Select(m => m.Name), r.Model)).ThenBy(r => r.Model, StringComparer.Ordinal).ThenBy(r => r.Seed),
                ];
            }
        }
    }

    /// <summary>Opens a new or an earlier folder.</summary>
    /// <param name="folder">Missing, empty, or the folder of a comparison with the same <see cref="ComparisonSettings.Run"/>.</param>
    /// <param name="settings">What is asked for now.</param>
    /// <exception cref="InvalidOperationException">Other settings, a folder that is something else, or another process in it.</exception>
    /// <exception cref="FormatException">A file of the folder is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunStore Open(string folder, ComparisonSettings settings)
    {
        var isNew = !Directory.Exists(folder);
        try { Directory.CreateDirectory(folder); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Throw.Unwritable(folder, e); }
        var folderLock = FolderLock.Take(folder);
        FileStream? runs = null;
        try
        {
            foreach (var left in Directory.GetFiles(folder, AtomicFile.TemporaryPrefix + "*")) AtomicFile.TryDelete(left);
            var merged = Merge(folder, settings);
            AtomicFile.Write(Path.Combine(folder, SettingsFile), JsonSerializer.Serialize(merged, RunJson.Indented.ComparisonSettings) + "\n");
            runs = OpenRuns(Path.Combine(folder, RunsFile));
            var store = new RunStore(folder, merged, folderLock, runs);
            store.Load();
            return store;
        }
        catch
        {
            runs?.Dispose();
            folderLock.Dispose();
            if (isNew) TryDeleteEmpty(folder);
            throw;
        }
    }

    /// <summary>The runs of a folder that have a result, without opening it for writing: for a dry run. Empty where there is no folder.</summary>
    /// <inheritdoc cref="Open"/>
    public static IReadOnlySet<(string World, string Model, int Seed)> Finished(string folder, ComparisonSettings settings)
    {
        var finished = new HashSet<(string, string, int)>();
        if (!Directory.Exists(folder)) return finished;
        Merge(folder, settings);
        var path = Path.Combine(folder, RunsFile);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            if (Parse(Encoding.UTF8.GetBytes(line)) is { } record)
            {
                if (record.Status == RunStatus.Failed) finished.Remove(record.Key);
                else finished.Add(record.Key);
            }
        return finished;
    }

    /// <summary>True where the run has a result (ok or diverged) and need not be done again.</summary>
    public bool Contains(string world, string model, int seed)
    {
        lock (gate) return records.TryGetValue((world, model, seed), out var record) && record.Status != RunStatus.Failed;
    }

    /// <summary>Writes a run to the disk, whole or not at all. Safe from several threads.</summary>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    public void Append(RunRecord record)
    {
        var line = JsonSerializer.Serialize(record, RunJson.Line.RunRecord);
        lock (gate)
        {
            AtomicFile.AppendLine(runs, Path.Combine(Folder, RunsFile), line);
            records[record.Key] = record;
        }
    }

    /// <summary>Writes <c>runs.csv</c> and <c>rollouts.csv</c>.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void WriteTables()
    {
        var all = Records;
        Write("runs.csv", RunTables.Runs(all).ToString());
        Write("rollouts.csv", RunTables.Rollouts(all).ToString());
    }

    /// <summary>Writes a file of the folder, whole or not at all.</summary>
    /// <param name="name">Path inside the folder, as <c>figures/horizon.csv</c>.</param>
    /// <param name="content">Its text.</param>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public void Write(string name, string content) => AtomicFile.Write(Path.Combine(Folder, name), content);

    /// <summary>Leaves the folder to others.</summary>
    public void Dispose()
    {
        runs.Dispose();
        folderLock.Dispose();
    }

    [StackTraceHidden]
    private static ComparisonSettings Merge(string folder, ComparisonSettings settings)
    {
        var path = Path.Combine(folder, SettingsFile);
        if (!File.Exists(path))
        {
            // What starts with a dot is ours or invisible to the person, such as a .gitkeep.
            var other = Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith('.')).Order(StringComparer.Ordinal).FirstOrDefault();
            return other is null ? settings : throw Throw.NotAComparison(folder, other);
        }
        ComparisonSettings? before;
        try { before = JsonSerializer.Deserialize(File.ReadAllText(path), RunJson.Line.ComparisonSettings); }
        catch (JsonException e) { throw Throw.DamagedSettings(path, (e.LineNumber ?? 0) + 1); }
        if (before is not { IsWhole: true }) throw Throw.DamagedSettings(path, 1);
        var conflicts = before.Conflicts(settings);
        return conflicts.Count == 0 ? before.With(settings) : throw Throw.OtherSettings(folder, conflicts);
    }

    [StackTraceHidden]
    private static FileStream OpenRuns(string path)
    {
        try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Throw.Unwritable(path, e); }
    }

    [StackTraceHidden]
    private void Load()
    {
        var bytes = new byte[runs.Length];
        runs.ReadExactly(bytes);
        var start = 0;
        for (var number = 1; start < bytes.Length; number++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var record = length < 0 ? null : Parse(bytes.AsSpan(start, length));
            if (record is null)
            {
                // Only the last line can be a kill's doing.
                if (length >= 0 && start + length + 1 < bytes.Length) throw Throw.DamagedFile(runs.Name, number);
                runs.SetLength(start);
                DroppedHalfLine = true;
                return;
            }
            records[record.Key] = record;
            start += length + 1;
        }
    }

    private static RunRecord? Parse(ReadOnlySpan<byte> line)
    {
        try { return JsonSerializer.Deserialize(line, RunJson.Line.RunRecord); }
        catch (JsonException) { return null; }
    }

    private static void TryDeleteEmpty(string folder)
    {
        try { Directory.Delete(folder); }
        catch (IOException) { /* not empty: it stays */ }
    }
}
