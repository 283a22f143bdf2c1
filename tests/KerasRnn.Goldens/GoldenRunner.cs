using System.Text.Json;
using KerasRnn.Goldens.LayerCases;
using KerasRnn.Goldens.TrainingCases;

namespace KerasRnn.Goldens;

/// <summary>Runs the files of a folder.</summary>
public static class GoldenRunner
{
    private static readonly IGoldenFormat[] Formats = [new LayerFormat(), new LossFormat(), new MetricFormat(), new OptimizerFormat(), new RunFormat(), new CallbackFormat(), new ConsoleFormat(), new ScheduleFormat()];

    /// <summary>The families of a folder in the order of their names: every JSON file in it or below, or those asked for.</summary>
    /// <exception cref="ArgumentException">There is no such folder or family, or nothing in it.</exception>
    public static IReadOnlyList<(string Family, string Path)> Families(string folder, params IReadOnlyCollection<string> only)
    {
        if (!Directory.Exists(folder)) throw new ArgumentException($"The goldens expect a folder of JSON files; there is no folder \"{folder}\".");
        (string Family, string Path)[] all = [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileNameWithoutExtension(path), path))
            .Order()];
        if (all.Length == 0) throw new ArgumentException($"The goldens expect JSON files; folder \"{folder}\" has none.");
        string? unknown = only.FirstOrDefault(name => all.All(family => family.Family != name));
        return unknown is null
            ? [.. all.Where(family => only.Count == 0 || only.Contains(family.Family))]
            : throw new ArgumentException($"There is no family \"{unknown}\" in \"{folder}\". Known: {string.Join(", ", all.Select(family => family.Family))}.");
    }

    /// <summary>Runs one file on one engine.</summary>
    /// <exception cref="InvalidDataException">The file has another form.</exception>
    public static FamilyResult Run(string family, string path, EngineChoice engine)
    {
        using FileStream stream = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement root = document.RootElement;
        IGoldenFormat format = Formats.FirstOrDefault(f => f.Reads(root))
            ?? throw new InvalidDataException($"{path} is left out: it has the form of none of the files of layers and training.");
        return new FamilyResult(family, [.. format.Cases(root).Select(c => Run(c, engine))]);
    }

    private static CaseResult Run(GoldenCase golden, EngineChoice engine)
    {
        CaseCheck check = new(engine);
        string? skipped = null;
        try
        {
            golden.Run(check);
        }
        catch (SkipException e)
        {
            skipped = e.Message;
        }
        catch (Exception e) when (Refusals.Missing(e) is not null)
        {
            skipped = Refusals.Missing(e)!.Value.Reason;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            check.Fail($"{e.GetType().Name}: {e.Message}");
        }

        if (skipped is null && check.Failures.Count > 0 && golden.Quirk is not null) skipped = $"an accident of Keras: {golden.Quirk}";
        if (skipped is not null) return new CaseResult(golden.Name, CaseOutcome.Skipped, skipped, 0, "");
        return check.Failures.Count == 0
            ? new CaseResult(golden.Name, CaseOutcome.Passed, "", check.Worst, check.WorstOf)
            : new CaseResult(golden.Name, CaseOutcome.Failed, string.Join("; ", check.Failures), check.Worst, check.WorstOf);
    }
}
