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
    public int Trained => Runs.Count(r => r.Contender is not null);

    /// <summary>The number of runs that the folder has already.</summary>
    public int Done => Count - Open.Count;

    internal IReadOnlyList<PlannedRun> Runs { get; }

    private IReadOnlyList<PlannedRun> Open { get; }

    /// <summary>About how long the runs that are left take, judged by a few epochs of each network on each world.</summary>
    /// <param name="jobs">Runs side by side.</param>
    public TimeSpan Estimate(int jobs)
    {
        double seconds = 0;
        foreach (PlannedRun[] seeds in Open.GroupBy(r => (r.World, r.Name)).Select(g => g.ToArray()))
        {
            // What is compiled on first use is paid once, not by every run; a slow epoch hides it, and is not repeated.
            double fixedPart = Time(seeds[0], 1, out double epoch);
            if (epoch < 2)
            {
                double one = Time(seeds[0], 1, out double short1), three = Time(seeds[0], 3, out double short3);
                epoch = Math.Max(0, (short3 - short1) / 2);
                fixedPart = Math.Max(0, Math.Min(one + short1 - epoch, three + short3 - (3 * epoch)));
            }

            seconds += (fixedPart + (epoch * Settings.Run.Epochs)) * seeds.Length;
        }

        return TimeSpan.FromSeconds(seconds / Math.Min(jobs, Environment.ProcessorCount));
    }

    private double Time(PlannedRun run, int epochs, out double training)
    {
        long start = Stopwatch.GetTimestamp();
        RunRecord? record = run.Execute(Settings.Run with { Epochs = epochs, Patience = null }, CancellationToken.None);
        training = record?.Seconds ?? 0;
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
        List<(string Name, bool HasOracle, Func<int, RunData> Data, int Coordinates)> worlds = [];
        List<string> notes = [];
        if (settings.Data.Count > 0)
        {
            CsvOptions options = new() { Id = settings.Id, Time = settings.Time, Coordinates = settings.Coordinates.Count == 0 ? null : settings.Coordinates, Resample = settings.Resample };
            CsvRecording recording = TrajectoryCsv.Read(settings.Data.Select(d => d.Path), options);
            TrajectorySet set = recording.Set;
            string[] assumed = recording.Report.ToString().Split(Environment.NewLine);
            // Which trajectories are for training is drawn by the seed, and a coordinate that never changes there is seen only here.
            notes.AddRange(seeds.SelectMany(seed => RunData.Of(settings, set, seed, assumed).Notes).Distinct());
            worlds.Add((set.Name, false, seed => RunData.Of(settings, set, seed, assumed), set.Coordinates));
        }
        else
        {
            foreach (World world in comparison.Worlds) RunData.Check(settings, world);
            worlds.AddRange(comparison.Worlds.Select(w => (w.Name, true, (Func<int, RunData>)(seed => RunData.Of(settings, w, seed)), w.Coordinates)));
        }

        List<PlannedRun> runs = [];
        Dictionary<(string World, string Name), int> parameters = [];
        foreach ((string name, bool hasOracle, Func<int, RunData> data, int coordinates) in worlds)
        {
            // A mistake in an architecture shows before the first run, not after an hour.
            foreach (Contender contender in comparison.Contenders)
            {
                using Model model = contender.Build(new ModelShape(settings.Window, coordinates, settings.Hidden, Seed: 1));
                parameters[(name, contender.Name)] = model.CountParams();
            }
        }

        // Seed by seed, so that a comparison that is ended early has whole seeds; within one, networks first.
        foreach (int seed in seeds)
        {
            foreach ((string name, bool hasOracle, Func<int, RunData> data, int coordinates) in worlds)
            {
                SharedData shared = new(() => data(seed));
                runs.AddRange(comparison.Contenders.Select(c => new PlannedRun(name, seed, c.Name, c, shared, parameters[(name, c.Name)])));
                IEnumerable<string> untrained = Baselines.NamesFor(settings.Window).Concat(hasOracle ? [PlannedRun.Oracle] : []);
                runs.AddRange(untrained.Select(baseline => new PlannedRun(name, seed, baseline, null, shared)));
            }
        }

        return new ComparisonPlan(
            new ComparisonSettings
            {
                Run = settings,
                Worlds = [.. worlds.Select(w => w.Name)],
                Physics = settings.Data.Count > 0 ? null : comparison.Worlds.ToDictionary(w => w.Name, ComparisonSettings.Of),
                Models = [.. comparison.Contenders.Select(c => new ModelEntry(c.Name, c.File))],
                Seeds = seeds,
            },
            runs, notes, runs);
    }
}
