using System.Diagnostics;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>The runs of a comparison before anything is run: for a dry run, and to see mistakes in data and architectures at once.</summary>
public sealed class ComparisonPlan
{
    private ComparisonPlan(ComparisonSettings settings, IReadOnlyList<PlannedRun> runs, IReadOnlyList<string> notes, IReadOnlyList<PlannedRun> open)
    {
        Settings = settings;
        Runs = runs;
        Notes = notes;
        Open = open;
    }

    /// <summary>The settings, with worlds, models and seeds.</summary>
    public ComparisonSettings Settings { get; }

    /// <summary>What was assumed of recorded data, and what was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The number of runs.</summary>
    public int Count => Runs.Count;

    /// <summary>The number of runs that train a network.</summary>
    public int Trained => Runs.Count(r => r.IsTrained);

    /// <summary>The number of runs that the folder has already.</summary>
    public int Done => Count - Open.Count;

    internal IReadOnlyList<PlannedRun> Runs { get; }

    private IReadOnlyList<PlannedRun> Open { get; }

    /// <summary>The runs that are left, as data: each can be executed in another process, or on another machine that has the same files.</summary>
    /// <exception cref="InvalidOperationException">A contender was made in code.</exception>
    public IReadOnlyList<RunRequest> Requests() => [.. Open.Select(r => r.MadeInCode is null ? r.Request : throw Throw.MadeInCode(r.Name))];

    /// <summary>About how long the runs that are left take, judged by a few epochs of each network on each world.</summary>
    /// <param name="jobs">Runs side by side.</param>
    /// <param name="cancellation">Ends the trial runs.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TimeSpan Estimate(int jobs, CancellationToken cancellation = default)
    {
        PlannedRun[][] all = [.. Open.GroupBy(r => (r.World, r.Name)).Select(g => g.ToArray())];
        SharedData[] held = [.. all.Select(seeds => new SharedData(seeds[0].Request))];
        try
        {
            return TimeSpan.FromSeconds(all.Sum(seeds => Seconds(seeds[0], cancellation) * seeds.Length) / Math.Min(jobs, Environment.ProcessorCount));
        }
        finally
        {
            foreach (SharedData data in held) data.Dispose();
        }
    }

    private static double Seconds(PlannedRun run, CancellationToken cancellation)
    {
        // What is compiled on first use is paid once, not by every run; a slow epoch hides it, and is not repeated.
        double fixedPart = Time(run, 1, out double epoch, cancellation);
        if (epoch < 2)
        {
            double one = Time(run, 1, out double short1, cancellation), three = Time(run, 3, out double short3, cancellation);
            epoch = Math.Max(0, (short3 - short1) / 2);
            fixedPart = Math.Max(0, Math.Min(one + short1 - epoch, three + short3 - (3 * epoch)));
        }

        return fixedPart + (epoch * run.Request.Settings.Epochs);
    }

    private static double Time(PlannedRun run, int epochs, out double training, CancellationToken cancellation)
    {
        RunRequest request = run.Request with { Settings = run.Request.Settings with { Epochs = epochs, Patience = null } };
        long start = Stopwatch.GetTimestamp();
        training = (run with { Request = request }).Execute(cancellation).Seconds;
        return Stopwatch.GetElapsedTime(start).TotalSeconds - training;
    }

    /// <summary>The same plan, of which these runs are done.</summary>
    internal ComparisonPlan Without(IReadOnlySet<(string World, string Model, int Seed)> done) =>
        new(Settings, Runs, Notes, [.. Runs.Where(r => !done.Contains((r.World, r.Name, r.Seed)))]);

    [StackTraceHidden]
    internal static ComparisonPlan Of(Comparison comparison)
    {
        RunSettings settings = comparison.Settings with { Split = comparison.Settings.EffectiveSplit };
        int[] seeds = [.. Enumerable.Range(comparison.FirstSeed, comparison.Seeds)];
        List<(string Name, World? World, int Coordinates)> worlds = [];
        List<string> notes = [];
        if (settings.Data.Count > 0)
        {
            using Held<CsvRecording> held = SharedData.Recording(settings);
            CsvRecording recording = held.Value;
            // Which trajectories are for training is drawn by the seed, and a coordinate that never changes there is seen only here.
            notes.AddRange(seeds.SelectMany([StackTraceHidden] (seed) => RunData.Of(settings, recording, seed).Notes).Distinct());
            worlds.Add((recording.Set.Name, null, recording.Set.Coordinates));
        }
        else
        {
            foreach (World world in comparison.Worlds) RunData.Check(settings, world);
            worlds.AddRange(comparison.Worlds.Select(w => (w.Name, (World?)w, w.Coordinates)));
        }

        Dictionary<(string World, string Name), int> parameters = [];
        foreach ((string name, _, int coordinates) in worlds)
        {
            // A mistake in an architecture shows before the first run, not after an hour.
            foreach (Contender contender in comparison.Contenders)
            {
                using Model model = contender.Build(new ModelShape(settings.Window, coordinates, settings.Hidden, Seed: 1));
                parameters[(name, contender.Name)] = model.CountParams();
            }
        }

        // Seed by seed, so that a comparison that is ended early has whole seeds; within one, networks first.
        List<PlannedRun> runs = [];
        foreach (int seed in seeds)
        {
            foreach ((string name, World? world, _) in worlds)
            {
                RunRequest Request(string contender, ContenderKind kind, string? architecture = null) =>
                    new() { Settings = settings, World = world, Seed = seed, Contender = contender, Kind = kind, Architecture = architecture };
                runs.AddRange(comparison.Contenders.Select(c => new PlannedRun(name, Request(c.Name, ContenderKind.Model, c.Architecture), c.IsMadeInCode ? c : null, parameters[(name, c.Name)])));
                runs.AddRange(Baselines.NamesFor(settings.Window).Select(b => new PlannedRun(name, Request(b, ContenderKind.Baseline))));
                if (world is not null) runs.Add(new PlannedRun(name, Request(RunExecutor.Oracle, ContenderKind.Oracle)));
            }
        }

        return new ComparisonPlan(
            new ComparisonSettings
            {
                Run = settings,
                Worlds = [.. worlds.Select(w => w.Name)],
                Physics = settings.Data.Count > 0 ? null : comparison.Worlds.ToDictionary(w => w.Name, ComparisonSettings.Of),
                Models = [.. comparison.Contenders.Select(c => new ModelEntry(c.Name, c.File, c.IsMadeInCode))],
                Seeds = seeds,
            },
            runs, notes, runs);
    }
}
