namespace KerasRnn.Trajectories.Tests;

public sealed class RolloutTests
{
    /// <summary>Adds the step of its window and counts how it is asked.</summary>
    private sealed class Stepper(int window, int ahead, double step, double failAbove = double.PositiveInfinity) : Predictor("stepper", window, ahead, 1)
    {
        public List<int> Batches { get; } = [];

        public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
        {
            Batches.Add(count);
            for (int i = 0; i < count; i++)
            {
                double last = windows[(i + 1) * Window - 1];
                Assert.False(double.IsNaN(last));
                next[i] = last >= failAbove ? double.NaN : last + Ahead * step;
            }
        }
    }

    private static TrajectorySet Counting(params int[] lengths) => new(
        lengths.Select((length, id) => new Trajectory($"{id}", Enumerable.Range(0, length).Select(i => (double)i).ToArray(), 1)), ["x"])
    {
        TrainingSigma = [1],
    };

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 4)]
    public void A_rollout_starts_after_n_plus_k_minus_1_points_and_runs_to_the_end(int window, int ahead)
    {
        Rollout rollout = new Stepper(window, ahead, 1).Rollout(Counting(10, window + ahead, 2));
        RolloutCase first = rollout.Cases[0];
        Assert.Equal((0, window + ahead - 1, 10 - (window + ahead - 1)), (first.Start, first.FirstPoint, first.Steps));
        Assert.Equal(2, rollout.Cases.Count);
        Assert.Equal(1, rollout.Cases[1].Steps);
        Assert.Equal(rollout.Actual(0).ToArray(), rollout.Predicted(0).ToArray());
    }

    [Fact]
    public void With_k_ahead_a_window_feeds_on_predictions_made_k_steps_earlier()
    {
        // True steps are 1, believed ones 2: from window end t the point t + 2 becomes x(t) + 4.
        Rollout rollout = new Stepper(1, 2, 2).Rollout(Counting(8));
        Assert.Equal([4, 5, 8, 9, 12, 13], rollout.Predicted(0).ToArray());
    }

    [Fact]
    public void All_trajectories_advance_in_one_batch_and_one_by_one_gives_the_same()
    {
        var stepper = new Stepper(2, 1, 1.5);
        Rollout together = stepper.Rollout(Counting(5, 9, 7));
        Assert.Equal([3, 3, 3, 2, 2, 1, 1], stepper.Batches);
        Assert.Equal(together.Predicted(1).ToArray(), stepper.Rollout(Counting(9)).Predicted(0).ToArray());
    }

    [Fact]
    public void A_diverged_rollout_stays_NaN_and_counts_as_exceeded()
    {
        Rollout rollout = new Stepper(1, 1, 1, failAbove: 4).Rollout(Counting(8));
        Assert.Equal([1, 2, 3, 4, double.NaN, double.NaN, double.NaN], rollout.Predicted(0).ToArray());
        Horizon horizon = rollout.Horizon();
        Assert.Equal((4, false), (horizon.Steps[0], horizon.Censored[0]));
        StepErrors errors = rollout.ErrorByStep();
        Assert.Equal((0.0, double.NaN, double.PositiveInfinity), (errors.Rmse[3], errors.Rmse[4], errors.Median[4]));
        Assert.Equal("stepper: 1 rollout of up to 7 steps, 1 diverged", rollout.ToString());
    }

    [Fact]
    public void A_prediction_beyond_all_bounds_counts_as_diverged() =>
        Assert.Equal(double.NaN, new Stepper(1, 1, 1e16).Rollout(Counting(4)).Predicted(0)[0]);

    [Fact]
    public void The_horizon_is_the_strict_prefix_and_full_length_is_censored()
    {
        // Believed step 1.1: errors 0.1, 0.2, ... in units of sigma 1.
        TrajectorySet set = Counting(4, 12);
        Horizon horizon = new Stepper(1, 1, 1.1).Rollout(set).Horizon(threshold: 0.55);
        Assert.Equal([3, 5], horizon.Steps);
        Assert.Equal([true, false], horizon.Censored);
        Assert.Equal((4.0, 4.0, 0.5), (horizon.Median, horizon.Mean, horizon.CensoredShare));
        Assert.Equal([1, 1, 1, 1, 1, 1], new Stepper(1, 1, 1.1).Rollout(Counting(12)).Horizon(0.55).Survival());
        Assert.Equal("median 4 steps (80 % between 3.2 and 4.8), 50 % still valid at the end", horizon.ToString());
    }

    [Fact]
    public void Coming_back_after_the_first_exceedance_does_not_count()
    {
        var set = new TrajectorySet([new Trajectory("a", [0, 0, 0, 5, 0, 0, 0], 1)], ["x"]);
        Assert.Equal(2, new Persistence(1, 1, 1).Rollout(set).Horizon(0.5, [1]).Steps[0]);
    }

    [Fact]
    public void An_error_equal_to_the_threshold_is_valid()
    {
        var set = new TrajectorySet([new Trajectory("a", [0, 0.5, 0.5], 1)], ["x"]);
        Assert.True(new Persistence(1, 1, 1).Rollout(set).Horizon(0.5, [1]).Censored[0]);
    }

    [Fact]
    public void The_error_is_the_root_mean_square_over_coordinates_in_units_of_sigma()
    {
        // Errors (0.6, 0.8) with sigma (1, 2): sqrt((0.36 + 0.16)/2) = 0.5099.
        var set = new TrajectorySet([new Trajectory("a", [0, 0, 0.6, 0.8], 2)], ["x", "y"]);
        Assert.Equal(0, new Persistence(1, 1, 2).Rollout(set).Horizon(0.509, [1, 2]).Steps[0]);
        Assert.Equal(1, new Persistence(1, 1, 2).Rollout(set).Horizon(0.511, [1, 2]).Steps[0]);
        Assert.Equal(Math.Sqrt(0.5), new Persistence(1, 1, 2).Rollout(set).ErrorByStep().Rmse[0], 1e-15);
    }

    [Fact]
    public void Survival_is_Kaplan_and_Meiers_estimate()
    {
        // Failing after 1 and 3 steps, censored at 2 and 4: 1, 1, 3/4, 3/4, 3/8.
        var horizon = new Horizon { Threshold = 0.5, Steps = [1, 2, 3, 4], Censored = [false, true, false, true] };
        Assert.Equal([1, 1, 0.75, 0.75, 0.375], horizon.Survival());
    }

    [Fact]
    public void Error_by_step_counts_the_cases_that_last_so_long()
    {
        StepErrors errors = new Stepper(1, 1, 2).Rollout(Counting(3, 5)).ErrorByStep();
        Assert.Equal([2, 2, 1, 1], errors.Cases);
        Assert.Equal([1, 2, 3, 4], errors.Rmse);
        Assert.Equal("RMSE 1 at step 1, 2 at step 2, 4 at step 4", errors.ToString());
    }

    [Fact]
    public void A_long_recording_is_rolled_out_from_evenly_spaced_starts_of_equal_length()
    {
        Rollout rollout = new Stepper(8, 1, 1).Rollout(Counting(1008), starts: 50);
        Assert.Equal(50, rollout.Cases.Count);
        Assert.All(rollout.Cases, one => Assert.Equal(500, one.Steps));
        Assert.Equal((0, 500), (rollout.Cases[0].Start, rollout.Cases[^1].Start));
        Assert.All(rollout.Cases.Zip(rollout.Cases.Skip(1)), pair => Assert.InRange(pair.Second.Start - pair.First.Start, 10, 11));
        Assert.Equal(1008, rollout.Cases[^1].FirstPoint + rollout.Cases[^1].Steps);
        Assert.Equal(rollout.Actual(17).ToArray(), rollout.Predicted(17).ToArray());
        Assert.Equal(3, new Stepper(2, 1, 1).Rollout(Counting(6), starts: 50).Cases.Count);
        Assert.Single(new Stepper(2, 1, 1).Rollout(Counting(3), starts: 50).Cases);
    }

    [Fact]
    public void The_oracle_follows_a_long_recording_from_every_start()
    {
        TrajectorySet set = Worlds.Lossy.Generate(1, 300, seed: 0);
        Rollout rollout = new PhysicsOracle(8, 2, 2).Rollout(set, starts: 20);
        Assert.All(rollout.ErrorByStep().Rmse, error => Assert.InRange(error, 0, 1e-12));
    }

    [Fact]
    public void Horizons_without_a_yardstick_are_sentences()
    {
        TrajectorySet set = Worlds.Elastic.Generate(2, 20);
        Rollout rollout = new Persistence(2, 1, 2).Rollout(set);
        Assert.Equal("A horizon measures errors in standard deviations of the training set; \"elastic\" comes from no split. Give sigma: train.Statistics.Sigma.",
            Assert.Throws<InvalidOperationException>(() => rollout.Horizon()).Message);
        Assert.Equal("The horizon of \"persistence\" expects one sigma for each of 2 coordinates (x, y); got 1. Give 2.",
            Assert.Throws<ArgumentException>(() => rollout.Horizon(0.5, [1])).Message);
        Assert.Equal("A horizon expects positive sigmas; got 0 for coordinate \"y\". Leave out a coordinate that never changes.",
            Assert.Throws<ArgumentException>(() => rollout.Horizon(0.5, [1, 0])).Message);
        Assert.Equal("A horizon expects a positive threshold; got 0. The usual one is 0.5.",
            Assert.Throws<ArgumentException>(() => rollout.Horizon(0, [1, 1])).Message);
        Assert.Equal("A quantile expects a share from 0 to 1; got 2. The median is 0.5.",
            Assert.Throws<ArgumentException>(() => rollout.Horizon(0.5, [1, 1]).Quantile(2)).Message);
    }
}
