using System.CommandLine;
using KerasRnn.Cli.Options;
using KerasRnn.Cli.Terminal;
using KerasRnn.Experiments;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn compare</c>: the library's <see cref="Comparison"/>, its progress and its tables on a console.</summary>
internal static class CompareCommand
{
    public static ExampleCommand Create()
    {
        CompareOptions options = new();
        ExampleCommand command = new(
            "compare",
            "Trains models on trajectories from several seeds, rolls them out, and says who predicts longest and how sure that is.",
            "kerasrnn compare --out results",
            "kerasrnn compare --world gravity hidden --models rnn dense --seeds 10",
            "kerasrnn compare --data balls.csv --resample 0.01 --models rnn mine.json --out results",
            "kerasrnn compare --data motes.csv --id mote_id --coordinates humidity,temperature");
        foreach (Option option in options.All) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, options, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CompareOptions options, CancellationToken cancellation)
    {
        Comparison comparison = Read(parsed, options);
        if (parsed.GetValue(options.DryRun)) return DryRun(comparison, cancellation);

        ComparisonResult result;
        using (LiveProgress progress = LiveProgress.Start())
        {
            result = await comparison.RunAsync(progress, cancellation);
        }

        if (result.Records.Count > 0) ConsoleTables.Write(result);
        if (result.IsComplete) return result.Records.Any(r => r.Status == RunStatus.Failed) ? Guard.Ours : 0;
        Console.Error.WriteLine(result.Folder is null
            ? "The comparison was ended early and nothing is kept; with --out DIR the same command could go on where it was."
            : $"The comparison was ended early; the same command with --out {result.Folder} goes on where it was.");
        return Guard.Ended;
    }

    private static Comparison Read(ParseResult parsed, CompareOptions options)
    {
        string[] data = parsed.GetValue(options.Data) ?? [], worlds = parsed.GetValue(options.World) ?? [], models = parsed.GetValue(options.Models) ?? [];
        if (data.Length > 0 && worlds.Length > 0) throw new ArgumentException("compare expects --data or --world; got both. Leave one of them out.");
        World[] found = [.. worlds.Select(Worlds.Find)];
        if (found.GroupBy(w => w.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"--world expects every world once; got \"{twice.Key}\" twice. Leave one of them out.");
        if (data.Length == 0)
        {
            Option? only = new Option[] { options.Resample, options.Id, options.Time, options.Coordinates }.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });
            if (only is not null) throw new ArgumentException($"{only.Name} is about recorded data; compare got no --data. Name the files with --data, or leave {only.Name} out.");
        }

        RunSettings settings = new()
        {
            Data = [.. data.Select(DataFile.Of)],
            Window = parsed.GetValue(options.Window),
            Ahead = parsed.GetValue(options.Ahead),
            Resample = parsed.GetValue(options.Resample),
            Epochs = parsed.GetValue(options.Epochs),
            Batch = parsed.GetValue(options.Batch),
            LearningRate = parsed.GetValue(options.LearningRate),
            Hidden = parsed.GetValue(options.Hidden),
            Split = parsed.GetValue(options.Split),
            Id = parsed.GetValue(options.Id),
            Time = parsed.GetValue(options.Time),
            Coordinates = parsed.GetValue(options.Coordinates)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Patience = parsed.GetValue(options.Patience),
            Engine = parsed.GetValue(options.Engine)!,
        };
        Comparison defaults = new();
        return new Comparison
        {
            Settings = settings,
            Worlds = found.Length > 0 ? found : defaults.Worlds,
            Contenders = models.Length > 0 ? [.. models.Select(Contender.Find)] : defaults.Contenders,
            Seeds = parsed.GetValue(options.Seeds),
            FirstSeed = parsed.GetValue(options.FirstSeed),
            Jobs = parsed.GetValue(options.Jobs),
            Folder = parsed.GetValue(options.Out),
        };
    }

    private static int DryRun(Comparison comparison, CancellationToken cancellation)
    {
        ComparisonPlan plan = comparison.Plan();
        ComparisonSettings settings = plan.Settings;
        Console.WriteLine($"{Count(settings.Worlds.Count, "world")} ({string.Join(", ", settings.Worlds)}) x {Count(settings.Models.Count, "model")} ({string.Join(", ", settings.Models.Select(m => m.Name))}) x {Count(settings.Seeds.Count, "seed")}");
        foreach (string note in plan.Notes) Console.WriteLine(OptionNames.In(note));
        Console.WriteLine($"{Count(plan.Count, "run")}, {plan.Trained} of them trained, the others baselines{(settings.Run.Data.Count == 0 ? " and the physics oracle" : "")}");
        if (plan.Done > 0) Console.WriteLine($"{plan.Done} of them are done: {comparison.Folder} holds them");
        TimeSpan estimate = plan.Estimate(comparison.Jobs ?? Environment.ProcessorCount, cancellation);
        Console.WriteLine(estimate == TimeSpan.Zero ? "Nothing is left to run." : $"About {LiveProgress.Words(estimate)}, judged by a few epochs of each model");
        return 0;
    }

    private static string Count(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
