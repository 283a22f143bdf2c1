using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using KerasRnn.Experiments.Report;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>
/// Contenders x worlds x seeds: every network is trained on every world from every seed, baselines and the physics oracle run beside them, and all are measured on the same test
/// trajectories. Numbers depend on the settings alone, not on the number of jobs.
/// </summary>
/// <example><code>
/// var comparison = new Comparison { Worlds = [Worlds.Elastic, Worlds.Gravity], Contenders = [Contender.Dense, Contender.Rnn], Seeds = 6 };
/// ComparisonResult result = await comparison.RunAsync();
/// Console.WriteLine(result);
/// result.SaveReport("report.html");
/// </code></example>
public sealed class Comparison
{
    /// <summary>Worlds to generate trajectories from; not looked at where <see cref="RunSettings.Data"/> names files.</summary>
    public IReadOnlyList<World> Worlds { get; init; } = [Trajectories.Worlds.Elastic, Trajectories.Worlds.Gravity];

    /// <summary>The networks.</summary>
    public IReadOnlyList<Contender> Contenders { get; init; } = Contender.All;

    /// <summary>What decides the numbers of every run.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>The number of seeds.</summary>
    public int Seeds { get; init; } = 6;

    /// <summary>The first seed.</summary>
    public int FirstSeed { get; init; }

    /// <summary>How many runs go side by side; all cores unless set.</summary>
    public int? Jobs { get; init; }

    /// <summary>A folder that keeps every run as soon as it ends, and the report; called again, the comparison goes on where it was. Null keeps nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>The runs of this comparison, and how many of them the folder has already. Nothing is run and nothing is written.</summary>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The folder holds runs of other settings.</exception>
    /// <exception cref="IOException">Data cannot be read.</exception>
    public ComparisonPlan Plan()
    {
        Check();
        ComparisonPlan plan = ComparisonPlan.Of(this);
        return Folder is null ? plan : plan.Without(RunStore.Finished(Folder, plan.Settings));
    }

    /// <summary>Runs everything that is not done yet.</summary>
    /// <param name="progress">Told whenever a run ends.</param>
    /// <param name="cancellation">Ends the comparison soon; runs that have ended are kept.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The folder holds runs of other settings, or another process uses it.</exception>
    /// <exception cref="IOException">Data cannot be read or the folder cannot be written.</exception>
    public async Task<ComparisonResult> RunAsync(IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check();
        return await Task.Run([StackTraceHidden] () => Run(progress, cancellation), CancellationToken.None).ConfigureAwait(false);
    }

    [StackTraceHidden]
    private ComparisonResult Run(IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        // The plan looks into recorded files and the runs are made of them: they are read once.
        using Held<CsvRecording>? recording = Settings.Data.Count == 0 ? null : SharedData.Recording(Settings);
        ComparisonPlan plan = ComparisonPlan.Of(this);
        using RunStore? store = Folder is null ? null : RunStore.Open(Folder, plan.Settings);
        ConcurrentDictionary<(string, string, int), RunRecord> records = new();
        foreach (RunRecord record in store?.Records ?? []) records[(record.World, record.Model, record.Seed)] = record;

        // An architecture made in code leaves no fingerprint in the settings, but its runs tell its size.
        string[] resized = [.. plan.Runs.Where(r => r.IsTrained && records.TryGetValue((r.World, r.Name, r.Seed), out RunRecord? made) && made.Status == RunStatus.Ok && made.Parameters != r.Parameters)
            .Select(r => $"model {r.Name} had {records[(r.World, r.Name, r.Seed)].Parameters} parameters, now {r.Parameters}").Distinct()];
        if (resized.Length > 0) throw Throw.OtherSettings(Folder!, resized);

        // Whoever is first makes the data of a world and seed, whoever is last lets them go.
        (PlannedRun Run, SharedData Data)[] open = [.. plan.Runs.Where(r => store?.Contains(r.World, r.Name, r.Seed) != true).Select(r => (r, new SharedData(r.Request)))];
        Stopwatch clock = Stopwatch.StartNew();
        int networks = open.Count(o => o.Run.IsTrained), trained = 0, done = plan.Runs.Count - open.Length;
        Lock gate = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Jobs ?? Environment.ProcessorCount };
        try
        {
            progress?.Report(new ComparisonProgress(done, plan.Runs.Count, clock.Elapsed, null, null));
            // One at a time in their order, whoever is free next: no partition decides who waits.
            Parallel.ForEach(Partitioner.Create(open, EnumerablePartitionerOptions.NoBuffering), options, (one, state) =>
            {
                if (cancellation.IsCancellationRequested || state.IsExceptional) return;
                RunRecord record;
                try
                {
                    record = one.Run.Execute(cancellation);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return;
                }

                one.Data.Dispose();
                lock (gate)
                {
                    store?.Append(record);
                    records[(record.World, record.Model, record.Seed)] = record;
                    done++;
                    if (one.Run.IsTrained) trained++;
                    TimeSpan? left = trained == 0 ? null : clock.Elapsed / trained * (networks - trained);
                    progress?.Report(new ComparisonProgress(done, plan.Runs.Count, clock.Elapsed, left, record));
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        finally
        {
            foreach ((_, SharedData data) in open) data.Dispose();
        }

        IReadOnlyList<RunRecord> all = store?.Records ?? [.. plan.Runs.Where(r => records.ContainsKey((r.World, r.Name, r.Seed))).Select(r => records[(r.World, r.Name, r.Seed)])];
        ComparisonSettings settings = store?.Settings ?? plan.Settings;
        ReportModel model = store is not null && all.Count > 0 ? ComparisonReport.Write(store) : ReportModel.Of(settings, all, folder: Folder);
        return new ComparisonResult(settings, all, Folder, isComplete: done == plan.Runs.Count, model);
    }

    [StackTraceHidden]
    private void Check()
    {
        Throw.IfNull("Comparison.Settings", Settings);
        Throw.IfNull("Comparison.Worlds", Worlds);
        Throw.IfNull("Comparison.Contenders", Contenders);
        RunSettings s = Settings;
        Throw.IfNull("Settings.Data", s.Data);
        Throw.IfNull("Settings.Coordinates", s.Coordinates);
        Throw.IfNull("Settings.Engine", s.Engine);
        Throw.IfOutside("Settings.Window", s.Window, 1);
        Throw.IfOutside("Settings.Ahead", s.Ahead, 1);
        Throw.IfOutside("Settings.Epochs", s.Epochs, 1);
        Throw.IfOutside("Settings.Batch", s.Batch, 1);
        Throw.IfOutside("Settings.Hidden", s.Hidden, 1, most: 8192);
        Throw.IfOutside("Settings.Trajectories", s.Trajectories, 1);
        Throw.IfOutside("Settings.Points", s.Points, 1);
        Throw.IfNotAbove0("Settings.Threshold", "a number ", s.Threshold, example: 0.5);
        Throw.IfOutside("Comparison.Seeds", Seeds, 1, most: 10_000);
        Throw.IfOutside("Comparison.FirstSeed", FirstSeed, 0, most: 1_000_000_000);
        if (Jobs is int jobs) Throw.IfOutside("Comparison.Jobs", jobs, 1, most: 1024);
        if (s.Patience is int patience) Throw.IfOutside("Settings.Patience", patience, 1);
        Throw.IfNotAbove0("Settings.LearningRate", "a number ", s.LearningRate, example: 0.001);
        if (s.Resample is double step) Throw.IfNotAbove0("Settings.Resample", "a time step ", step, example: 0.01);
        if (!SplitParts.Parse(s.EffectiveSplit).HasValidation && s.Patience is not null) throw Throw.NoValidation(s.EffectiveSplit);
        Engines.Open(s.Engine);
        if (s.Data.Count == 0 && Worlds.Count == 0) throw Throw.NoWorld();
        if (Contenders.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw Throw.TwoModels(twice.Key);
        if (Contenders.FirstOrDefault(c => Baselines.NamesFor(s.Window).Append(RunExecutor.Oracle).Contains(c.Name)) is { } baseline) throw Throw.NamedLikeABaseline(baseline.Name);
        if (Worlds.GroupBy(w => w.Name).FirstOrDefault(g => g.Count() > 1) is { } again) throw Throw.TwoWorlds(again.Key);
    }
}
