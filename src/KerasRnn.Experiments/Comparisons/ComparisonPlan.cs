using System.Diagnostics;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>The runs of a comparison before anything is run: for a dry run, and to see mistakes in data and architectures at once.</summary>
public sealed class ComparisonPlan
{
    private ComparisonPlan(ComparisonSettings settings, IReadOnlyList<PlannedRun> runs, IReadOnlyList<string> notes)
    {
        Settings = settings;
        Runs = runs;
        Notes = notes;
    }

    /// <summary>The settings, with worlds, models and seeds.</summary>
    public ComparisonSettings Settings { get; }

    /// <summary>What was assumed of recorded data, and what was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The number of runs.</summary>
    public int Count => Runs.Count;

    /// <summary>The number of runs that train a network.</summary>
    public int Trained => Runs.Count(r => r.Contender is not null);

    internal IReadOnlyList<PlannedRun> Runs { get; }

    /// <summary>About how long all runs take, judged by one epoch of each network on each world.</summary>
    /// <param name="jobs">Runs side by side.</param>
    public TimeSpan Estimate(int jobs)
    {
        RunSettings oneEpoch = Settings.Run with { Epochs = 1, Patience = null };
        int firstSeed = Settings.Seeds[0];
        double seconds = 0;
        foreach (PlannedRun run in Runs.Where(r => r.Seed == firstSeed))
        {
            long start = Stopwatch.GetTimestamp();
            RunRecord? record = run.Execute(oneEpoch, CancellationToken.None);
            double all = Stopwatch.GetElapsedTime(start).TotalSeconds, training = record?.Seconds ?? 0;
            seconds += all - training + (training * Settings.Run.Epochs);
        }

        return TimeSpan.FromSeconds(seconds * Settings.Seeds.Count / Math.Min(jobs, Environment.ProcessorCount));
    }

    internal static ComparisonPlan Of(Comparison comparison)
    {
        RunSettings settings = comparison.Settings with { Split = comparison.Settings.EffectiveSplit };
        int[] seeds = [.. Enumerable.Range(comparison.FirstSeed, comparison.Seeds)];
        List<(string Name, bool HasOracle, Func<int, RunData> Data, int Coordinates)> worlds = [];
        List<string> notes = [];
        if (settings.Data.Count > 0)
        {
            CsvOptions options = new() { Id = settings.Id, Time = settings.Time, Coordinates = settings.Coordinates.Count == 0 ? null : settings.Coordinates, ResampleStep = settings.Resample };
            CsvRecording recording = TrajectoryCsv.Read(settings.Data.Select(d => d.Path), options);
            TrajectorySet set = recording.Set;
            notes.AddRange(recording.Report.Notes);
            worlds.Add((set.Name, false, seed => RunData.Of(settings, set, seed, recording.Report.Notes), set.Coordinates));
        }
        else
        {
            worlds.AddRange(comparison.Worlds.Select(w => (w.Name, true, (Func<int, RunData>)(seed => RunData.Of(settings, w, seed)), w.Coordinates)));
        }

        List<PlannedRun> runs = [];
        foreach ((string name, bool hasOracle, Func<int, RunData> data, int coordinates) in worlds)
        {
            // A mistake in an architecture shows before the first run, not after an hour.
            foreach (Contender contender in comparison.Contenders) contender.Build(new ModelShape(settings.Window, coordinates, settings.Hidden)).Dispose();
        }

        // Seed by seed, so that a comparison that is ended early has whole seeds; within one, networks first.
        foreach (int seed in seeds)
        {
            foreach ((string name, bool hasOracle, Func<int, RunData> data, int coordinates) in worlds)
            {
                Lazy<RunData> shared = new(() => data(seed));
                runs.AddRange(comparison.Contenders.Select(c => new PlannedRun(name, seed, c.Name, c, shared)));
                IEnumerable<string> untrained = Baselines.NamesFor(settings.Window).Concat(hasOracle ? [PlannedRun.Oracle] : []);
                runs.AddRange(untrained.Select(baseline => new PlannedRun(name, seed, baseline, null, shared)));
            }
        }

        return new ComparisonPlan(
            new ComparisonSettings { Run = settings, Worlds = [.. worlds.Select(w => w.Name)], Models = [.. comparison.Contenders.Select(c => new ModelEntry(c.Name, c.File))], Seeds = seeds },
            runs, notes);
    }
}
