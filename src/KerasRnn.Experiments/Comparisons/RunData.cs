using System.Globalization;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>What all contenders of one world and seed see: the parts of the data, the map into the unit square, windows.</summary>
internal sealed class RunData
{
    private const int StartsInOneRecording = 50;
    private readonly bool isOneRecording;
    private readonly Lazy<IReadOnlyList<Predictor>> baselines;

    private RunData(RunSettings settings, TrajectorySplit split, bool isOneRecording, IReadOnlyList<string> notes)
    {
        this.isOneRecording = isOneRecording;
        Notes = notes;
        Split = split;
        Scaling = UnitSquareScaling.Fit(split.Train);
        Train = Scaling.Apply(split.Train).Windows(settings.Window, settings.Ahead);
        Validation = split.Validation.Count == 0 ? null : Scaling.Apply(split.Validation).Windows(settings.Window, settings.Ahead);
        Test = split.Test.Windows(settings.Window, settings.Ahead);
        baselines = new(() => Baselines.Fit(Train));
    }

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

    public static RunData Of(RunSettings settings, World world, int seed)
    {
        TrajectorySet set = world.Generate(settings.Trajectories, settings.Points, seed);
        return Of(settings, set, seed, []);
    }

    public static RunData Of(RunSettings settings, TrajectorySet recorded, int seed, IReadOnlyList<string> notes)
    {
        int needed = settings.Window + settings.Ahead;
        TrajectorySet set = recorded.WithAtLeast(needed);
        if (set.Count == 0) throw Throw.AllTooShort(recorded.Name, recorded.Count, needed);
        List<string> all = [.. notes];
        int left = recorded.Count - set.Count;
        if (left > 0) all.Add(string.Create(CultureInfo.InvariantCulture, $"{left} of {recorded.Count} trajectories have fewer than {needed} points and were left out."));
        (double[] parts, bool shares) = SplitParts.Parse(settings.EffectiveSplit);
        if (set.Count > 1)
        {
            TrajectorySplit split = shares ? set.Split(parts[0], parts[1], parts[2], seed) : set.Split((int)parts[0], (int)parts[1], (int)parts[2]);
            return new RunData(settings, split, isOneRecording: false, all);
        }

        TrajectorySplit inTime = shares ? set.SplitInTime(parts[0], parts[1], parts[2]) : set.SplitInTime((int)parts[0], (int)parts[1], (int)parts[2]);
        all.Add($"A single recording is split in time, in order, without windows across the cuts; rollouts start from {StartsInOneRecording} evenly spaced points of its test part, or from as many as there are.");
        return new RunData(settings, inTime, isOneRecording: true, all);
    }

    public Rollout RollOut(Forecaster forecaster) => isOneRecording ? forecaster.Rollout(Split.Test, StartsInOneRecording) : forecaster.Rollout(Split.Test);
}
