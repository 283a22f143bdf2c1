using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories;

/// <summary>Three parts of a set that share no point. Deconstructs: <c>var (train, validation, test) = balls.Split(200, 50, 50);</c></summary>
/// <param name="Train">For training.</param>
/// <param name="Validation">For validation while training; may be empty.</param>
/// <param name="Test">For the test.</param>
public sealed record TrajectorySplit(TrajectorySet Train, TrajectorySet Validation, TrajectorySet Test)
{
    /// <summary>The number of trajectories and points of each part.</summary>
    public override string ToString() =>
        $"train {Count(Train)}, validation {Count(Validation)}, test {Count(Test)}";

    [StackTraceHidden]
    internal static TrajectorySplit InOrder(TrajectorySet set, int train, int validation, int test)
    {
        CheckNumbers(train, validation, test, set.Count, "trajectories", set.Name);
        return Parts(set, set.Take(train), set.Skip(train).Take(validation), set.Skip(train + validation).Take(test));
    }

    [StackTraceHidden]
    internal static TrajectorySplit Drawn(TrajectorySet set, double train, double validation, double test, long seed)
    {
        CheckShares(train, validation, test);
        int needed = validation > 0 ? 3 : 2;
        if (set.Count < needed)
            throw Throw.TooFewToSplit(set.Name, set.Count, needed);
        int[] counts = Apportion(set.Count, train, validation, test);
        int[] order = [.. Enumerable.Range(0, set.Count)];
        var draws = new Draws(seed, 0, Draws.Stream.Split);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = draws.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        IEnumerable<Trajectory> Part(int from, int count) => order.Skip(from).Take(count).Order().Select(i => set[i]);
        return Parts(set, Part(0, counts[0]), Part(counts[0], counts[1]), Part(counts[0] + counts[1], counts[2]));
    }

    [StackTraceHidden]
    internal static TrajectorySplit InTime(TrajectorySet set, double train, double validation, double test)
    {
        CheckShares(train, validation, test);
        CheckSingle(set);
        int needed = validation > 0 ? 3 : 2;
        if (set[0].Count < needed)
            throw Throw.TooShortToSplit(set.Name, set[0].Count, needed);
        int[] counts = Apportion(set[0].Count, train, validation, test);
        return InTime(set, counts[0], counts[1], counts[2]);
    }

    [StackTraceHidden]
    internal static TrajectorySplit InTime(TrajectorySet set, int train, int validation, int test)
    {
        CheckSingle(set);
        Trajectory whole = set[0];
        CheckNumbers(train, validation, test, whole.Count, "points", set.Name);
        IEnumerable<Trajectory> Part(int start, int count) => count == 0 ? [] : [whole.Slice(start, count)];
        return Parts(set, Part(0, train), Part(train, validation), Part(train + validation, test));
    }

    private static TrajectorySplit Parts(TrajectorySet set, IEnumerable<Trajectory> train, IEnumerable<Trajectory> validation, IEnumerable<Trajectory> test)
    {
        TrajectorySet training = set.With(train);
        IReadOnlyList<double> sigma = training.Statistics.Sigma;
        return new TrajectorySplit(set.With(training, sigma), set.With(validation, sigma), set.With(test, sigma));
    }

    // Largest remainders; then whoever has a share but nothing takes one from the largest part.
    private static int[] Apportion(int total, params double[] shares)
    {
        int wanted = (int)Math.Round(total * shares.Sum());
        int[] counts = [.. shares.Select(share => (int)Math.Floor(total * share + 1e-9))];
        foreach (int i in Enumerable.Range(0, 3).OrderByDescending(i => total * shares[i] - counts[i]).Take(Math.Max(0, wanted - counts.Sum())).ToArray())
            counts[i]++;
        for (int i = 0; i < 3; i++)
            if (shares[i] > 0 && counts[i] == 0)
            {
                if (counts.Sum() == total)
                    counts[Array.IndexOf(counts, counts.Max())]--;
                counts[i] = 1;
            }
        return counts;
    }

    [StackTraceHidden]
    private static void CheckNumbers(int train, int validation, int test, int available, string things, string name)
    {
        if (train < 1 || validation < 0 || test < 1)
            throw Throw.SplitParts(train, validation, test);
        if ((long)train + validation + test > available)
            throw Throw.SplitTooLarge(name, things, available, train, validation, test);
    }

    [StackTraceHidden]
    private static void CheckShares(double train, double validation, double test)
    {
        if (!(train > 0) || !(validation >= 0) || !(test > 0) || train + validation + test > 1 + 1e-9)
            throw Throw.SplitShares(train, validation, test);
    }

    [StackTraceHidden]
    private static void CheckSingle(TrajectorySet set)
    {
        if (set.Count != 1)
            throw Throw.NotOneRecording(set.Name, set.Count);
    }

    private static string Count(TrajectorySet set) => $"{set.Count} {(set.Count == 1 ? "trajectory" : "trajectories")} ({set.PointCount} points)";
}
