using System.Globalization;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>What all contenders of one world and seed see: the parts of the data, the map into the unit square, windows.</summary>
[StackTraceHidden]
internal sealed class RunData
{
    private const int StartsInOneRecording = 50;
    private readonly bool isOneRecording;
    private readonly Lazy<IReadOnlyList<Predictor>> baselines;

    private RunData(RunSettings settings, string world, TrajectorySplit split, bool isOneRecording, IReadOnlyList<string> notes)
    {
        World = world;
        this.isOneRecording = isOneRecording;
        Notes = notes;
        Split = split;
        Scaling = UnitSquareScaling.Fit(split.Train);
        Train = Scaling.Apply(split.Train).Windows(settings.Window, settings.Ahead);
        Validation = split.Validation.Count == 0 ? null : Scaling.Apply(split.Validation).Windows(settings.Window, settings.Ahead);
        Test = split.Test.Windows(settings.Window, settings.Ahead);
        baselines = new(() => Baselines.Fit(Train));
    }

    /// <summary>The world, or the name of the recorded data.</summary>
    public string World { get; }

    public TrajectorySplit Split { get; }

    public UnitSquareScaling Scaling { get; }

    /// <summary>Windows to train on, in the unit square.</summary>
    public TrajectoryWindows Train { get; }

    /// <summary>Windows to validate on, in the unit square; null without a validation part.</summary>
    public TrajectoryWindows? Validation { get; }

    /// <summary>Windows to test on, in the data's units.</summary>
    public TrajectoryWindows Test { get; }

    public IReadOnlyList<string> Notes { get; }

    public IReadOnlyList<Predictor> Fitted => baselines.Value;

    /// <summary>Refuses settings that a world's trajectories cannot serve, before any is generated.</summary>
    /// <exception cref="ArgumentException">The window is longer than a trajectory, or the split wants more of them than there are.</exception>
    public static void Check(RunSettings settings, World world)
    {
        int needed = settings.Window + settings.Ahead;
        if (settings.Points < needed) throw Throw.AllTooShort(world.Name, settings.Trajectories, needed);
        SplitParts.Parse(settings.EffectiveSplit).Check(world.Name, settings.Trajectories, "trajectories");
    }

    public static RunData Of(RunSettings settings, World world, int seed) => Of(settings, world.Generate(settings.Trajectories, settings.Points, seed), seed, []);

    public static RunData Of(RunSettings settings, CsvRecording recording, int seed) => Of(settings, recording.Set, seed, recording.Report.ToString().Split(Environment.NewLine));

    private static RunData Of(RunSettings settings, TrajectorySet recorded, int seed, IReadOnlyList<string> notes)
    {
        int needed = settings.Window + settings.Ahead;
        TrajectorySet set = recorded.WithAtLeast(needed);
        if (set.Count == 0) throw Throw.AllTooShort(recorded.Name, recorded.Count, needed);
        List<string> all = [.. notes];
        int left = recorded.Count - set.Count;
        if (left > 0) all.Add(string.Create(CultureInfo.InvariantCulture, $"{left} of {recorded.Count} trajectories {(left == 1 ? "has" : "have")} fewer than {needed} points and {(left == 1 ? "is" : "are")} left out."));
        TrajectorySplit split = SplitParts.Parse(settings.EffectiveSplit).Of(set, seed);
        bool isOneRecording = set.Count == 1;
        if (isOneRecording)
        {
            CheckPart("training", split.Train, needed);
            CheckPart("validation", split.Validation, needed);
            CheckPart("test", split.Test, needed);
            all.Add($"A single recording is split in time, in order, without windows across the cuts; rollouts start from {StartsInOneRecording} evenly spaced points of its test part, or from as many as there are.");
        }

        int following = split.Test.Max(t => t.Count) - needed + 1;
        if ((isOneRecording ? (following + 1) / 2 : following) > RolloutExample.MostSteps)
            all.Add(string.Create(CultureInfo.InvariantCulture, $"Of long rollouts the first {RolloutExample.MostSteps} steps are kept and drawn; horizons and errors count all of them."));
        return new RunData(settings, recorded.Name, split, isOneRecording, all);
    }

    private static void CheckPart(string part, TrajectorySet set, int needed)
    {
        if (set.Count > 0 && set[0].Count < needed) throw Throw.PartTooShort(part, set.Name, set[0].Count, needed);
    }

    public Rollout RollOut(Forecaster forecaster) => isOneRecording ? forecaster.Rollout(Split.Test, StartsInOneRecording) : forecaster.Rollout(Split.Test);
}
