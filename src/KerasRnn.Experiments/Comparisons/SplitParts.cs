using System.Globalization;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>The parts of a split: <c>200,50,50</c> trajectories in file order, or <c>70%,15%,15%</c> shares drawn by the seed; of a single recording, points or shares in time.</summary>
[StackTraceHidden]
internal sealed record SplitParts(string Text, double Train, double Validation, double Test, bool AreShares)
{
    /// <summary>Whether there is a validation part.</summary>
    public bool HasValidation => Validation > 0;

    // With shares, one for each part.
    private double Needed => AreShares ? (HasValidation ? 3 : 2) : Train + Validation + Test;

    /// <exception cref="ArgumentException">Not three numbers, or three shares of at most 100 %.</exception>
    public static SplitParts Parse(string split)
    {
        string[] words = split.Split(',', StringSplitOptions.TrimEntries);
        bool shares = words.All(w => w.EndsWith('%'));
        double[] parts = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            string number = shares ? words[i][..^1] : words[i];
            if (!double.TryParse(number, shares ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out parts[i])) throw Throw.Split(split);
            if (shares) parts[i] /= 100;
        }

        bool fits = parts is [> 0, >= 0, > 0] && (shares ? parts.Sum() <= 1 + 1e-9 : parts.Sum() <= int.MaxValue);
        return fits ? new SplitParts(split, parts[0], parts[1], parts[2], shares) : throw Throw.Split(split);
    }

    /// <summary>Refuses a set that is too small.</summary>
    /// <exception cref="ArgumentException">There are too few trajectories, or points of a single recording.</exception>
    public void Check(string name, int available, string things)
    {
        if (available < Needed) throw Throw.SplitTooLarge(Text, name, available, Needed, things, AreShares);
    }

    /// <summary>Splits whole trajectories, or one recording in time.</summary>
    public TrajectorySplit Of(TrajectorySet set, int seed)
    {
        bool isOneRecording = set.Count == 1;
        Check(set.Name, isOneRecording ? set[0].Count : set.Count, isOneRecording ? "points" : "trajectories");
        return (isOneRecording, AreShares) switch
        {
            (true, true) => set.SplitInTime(Train, Validation, Test),
            (true, false) => set.SplitInTime((int)Train, (int)Validation, (int)Test),
            (false, true) => set.Split(Train, Validation, Test, seed),
            (false, false) => set.Split((int)Train, (int)Validation, (int)Test),
        };
    }
}
