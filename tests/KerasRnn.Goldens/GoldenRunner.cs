using System.Text.Json;
using KerasRnn.Goldens.LayerCases;
using KerasRnn.Goldens.TrainingCases;

namespace KerasRnn.Goldens;

/// <summary>Runs the files of a folder.</summary>
public static class GoldenRunner
{
    private static readonly IGoldenFormat[] Formats = [new LayerFormat(), new LossFormat(), new MetricFormat(), new OptimizerFormat(), new RunFormat(), new CallbackFormat(), new ConsoleFormat()];

    /// <summary>The families of a folder in the order of their names: every JSON file in it or below.</summary>
    public static IReadOnlyList<(string Family, string Path)> Families(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileNameWithoutExtension(path), path))
            .Order()]
        : throw new ArgumentException($"The goldens expect a folder of JSON files; there is no folder \"{folder}\".");

    /// <summary>Runs one file on one engine.</summary>
    public static FamilyResult Run(string family, string path, EngineChoice engine)
    {
        using FileStream stream = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement root = document.RootElement;
        IGoldenFormat format = Formats.FirstOrDefault(f => f.Reads(root))
            ?? throw new InvalidDataException($"The goldens expect a file of layers or of training; \"{path}\" has neither form.");
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
