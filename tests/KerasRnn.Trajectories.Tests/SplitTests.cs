using CsCheck;

namespace KerasRnn.Trajectories.Tests;

public sealed class SplitTests
{
    private static TrajectorySet Set(int count, int points = 10) => new(
        Enumerable.Range(0, count).Select(id => new Trajectory($"{id}", Enumerable.Range(0, points).Select(i => 1000.0 * id + i).ToArray(), 1, 0.5)), ["x"])
    {
        Name = "many",
    };

    private static IEnumerable<string> Ids(TrajectorySet set) => set.Select(one => one.Id);

    [Fact]
    public void Numbers_split_whole_trajectories_in_order()
    {
        var (train, validation, test) = Set(10).Split(5, 2, 3);
        Assert.Equal(["0", "1", "2", "3", "4"], Ids(train));
        Assert.Equal(["5", "6"], Ids(validation));
        Assert.Equal(["7", "8", "9"], Ids(test));
    }

    [Fact]
    public void Shares_give_every_trajectory_to_one_part() =>
        Gen.Select(Gen.Int[3, 200], Gen.Int[1, 8], Gen.Int[1, 8], Gen.Int[1, 8], Gen.Long).Sample((count, a, b, c, seed) =>
        {
            double sum = a + b + c;
            TrajectorySplit split = Set(count, 2).Split(a / sum, b / sum, c / sum, seed);
            Assert.Equal(Enumerable.Range(0, count), Ids(split.Train).Concat(Ids(split.Validation)).Concat(Ids(split.Test)).Select(int.Parse).Order());
            Assert.InRange(split.Train.Count, Math.Max(1, Math.Floor(count * a / sum) - 2), Math.Ceiling(count * a / sum) + 1);
            Assert.True(split.Validation.Count > 0 && split.Test.Count > 0);
        }, iter: 300);

    [Fact]
    public void Shares_are_drawn_by_the_seed()
    {
        Assert.Equal(Ids(Set(50).Split(0.7, 0.15, 0.15, 3).Test), Ids(Set(50).Split(0.7, 0.15, 0.15, 3).Test));
        Assert.NotEqual(Ids(Set(50).Split(0.7, 0.15, 0.15, 3).Test), Ids(Set(50).Split(0.7, 0.15, 0.15, 4).Test));
    }

    [Fact]
    public void Four_trajectories_split_two_one_one() =>
        Assert.Equal("train 2 trajectories (20 points), validation 1 trajectory (10 points), test 1 trajectory (10 points)", Set(4).Split(0.7, 0.15, 0.15, 0).ToString());

    [Fact]
    public void A_long_recording_is_cut_in_time_and_no_window_crosses_a_cut()
    {
        var (train, validation, test) = Set(1, 100).SplitInTime(0.7, 0.15, 0.15);
        Assert.Equal((70, 15, 15), (train.PointCount, validation.PointCount, test.PointCount));
        Assert.Equal(69, train[0].Values[^1]);
        Assert.Equal(70, validation[0][0, 0]);
        Assert.Equal(85, test[0][0, 0]);
        Assert.Equal(42.5, test[0].StartTime);
        Assert.Equal(60 + 5 + 5, train.Windows(10).Count + validation.Windows(10).Count + test.Windows(10).Count);
    }

    [Fact]
    public void Parts_carry_the_sigma_of_the_training_part()
    {
        TrajectorySplit split = Worlds.Gravity.Generate(20, 30, seed: 1).Split(10, 0, 10);
        Assert.Equal(split.Train.Statistics.Sigma, split.Test.TrainingSigma);
        Assert.Empty(split.Validation);
    }

    [Fact]
    public void A_slice_keeps_what_is_known_about_its_bounces()
    {
        Trajectory whole = Worlds.Elastic.Generate(1, 200, seed: 2)[0], part = whole.Slice(100, 60);
        Assert.Equal(whole.Bounces!.Count(bounce => bounce.Time is >= 4 and < 159 * 0.04), part.Bounces!.Count);
        Assert.Equal(whole.BounceSteps![120], part.BounceSteps![20]);
        Assert.InRange(new PhysicsOracle(3, 1, 2).OneStep(new TrajectorySet([part], ["x", "y"]).Windows(3)).All, 0, 1e-12);
    }

    [Fact]
    public void Other_values_along_a_path_keep_its_times_and_bounces()
    {
        Trajectory part = Worlds.Elastic.Generate(1, 200, seed: 2)[0].Slice(100, 60), states = part.WithValues(new double[60, 3]);
        Assert.Equal((60, 3, part.StartTime, part.TimeStep), (states.Count, states.Coordinates, states.StartTime, states.TimeStep));
        Assert.Equal(part.Bounces!, states.Bounces!);
        Assert.Equal("Trajectory \"0\" expects values for its 60 points; got 59. Give one row for each point.", Assert.Throws<ArgumentException>(() => part.WithValues(new double[59, 3])).Message);
    }

    public static TheoryData<Func<TrajectorySplit>, string> Wrong => new()
    {
        { () => Set(10).Split(8, 2, 1), "A split into 8, 2 and 1 needs 11 trajectories; \"many\" has 10. Ask for fewer, or give shares such as 0.7, 0.15, 0.15." },
        { () => Set(10).Split(8, 1, 0), "A split expects at least 1 for training and test and at least 0 for validation; got 8, 1, 0. Give each part its number." },
        { () => Set(10).Split(0.7, 0.2, 0.2, 0), "A split expects shares above 0 for training and test, at least 0 for validation and together at most 1; got 0.7, 0.2, 0.2. Give shares such as 0.7, 0.15, 0.15." },
        { () => Set(2).Split(0.7, 0.15, 0.15, 0), "A split by shares needs at least 3 trajectories, one for each part; \"many\" has 2. Add trajectories, or split a single long recording in time." },
        { () => Set(2).SplitInTime(0.7, 0.15, 0.15), "A split in time expects a single long recording; \"many\" has 2 trajectories. Split whole trajectories instead." },
        { () => Set(1, 2).SplitInTime(0.7, 0.15, 0.15), "A split in time needs at least 3 points, one for each part; \"many\" has 2. Give a longer recording." },
        { () => Set(1, 20).SplitInTime(15, 5, 5), "A split into 15, 5 and 5 needs 25 points; \"many\" has 20. Ask for fewer, or give shares such as 0.7, 0.15, 0.15." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void An_impossible_split_is_a_sentence(Func<TrajectorySplit> split, string sentence) => Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => split()).Message);
}
