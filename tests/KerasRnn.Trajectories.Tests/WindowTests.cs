using CsCheck;

namespace KerasRnn.Trajectories.Tests;

public sealed class WindowTests
{
    private static TrajectorySet Counting(params int[] lengths) => new(
        lengths.Select((length, id) => new Trajectory($"{id}", Enumerable.Range(0, length).Select(i => 1000.0 * id + i).ToArray(), 1)), ["x"]);

    [Fact]
    public void N_points_give_N_minus_n_minus_k_plus_1_windows() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 10], Gen.Int[1, 6], Gen.Int[1, 5]).Sample((points, n, k, stride) =>
        {
            int expected = points - n - k + 1;
            if (expected < 1)
                return;
            TrajectoryWindows windows = Counting(points).Windows(n, k, stride);
            Assert.Equal((expected + stride - 1) / stride, windows.Count);
            for (int i = 0; i < windows.Count; i++)
            {
                Assert.Equal(Enumerable.Range(i * stride, n).Select(p => (double)p), windows.Window(i).ToArray());
                Assert.Equal([i * stride + n - 1 + k], windows.Target(i).ToArray());
            }
        }, iter: 500);

    [Fact]
    public void No_window_crosses_from_one_trajectory_to_the_next_and_short_ones_are_counted()
    {
        TrajectoryWindows windows = Counting(5, 3, 6).Windows(3, ahead: 1);
        Assert.Equal(2 + 0 + 3, windows.Count);
        Assert.Equal(1, windows.TooShort);
        for (int i = 0; i < windows.Count; i++)
            Assert.Equal((int)windows.Window(i)[0] / 1000, (int)windows.Target(i)[0] / 1000);
        Assert.Equal([0, 0, 2, 2, 2], Enumerable.Range(0, 5).Select(windows.TrajectoryOf));
        Assert.Equal([0, 1, 0, 1, 2], Enumerable.Range(0, 5).Select(windows.StartOf));
    }

    [Fact]
    public void Tensors_hold_the_windows()
    {
        TrajectoryWindows windows = Worlds.Elastic.Generate(3, 12, seed: 0).Windows(4, ahead: 2);
        Assert.Equal([3 * 7, 4, 2], windows.Inputs.Lengths.ToArray());
        Assert.Equal([3 * 7, 2], windows.Targets.Lengths.ToArray());
        for (int i = 0; i < windows.Count; i++)
        {
            for (int t = 0; t < 4; t++)
                Assert.Equal((float)windows.Window(i)[2 * t + 1], windows.Inputs[i, t, 1]);
            Assert.Equal((float)windows.Target(i)[0], windows.Targets[i, 0]);
        }
    }

    [Fact]
    public void A_window_has_a_bounce_if_one_fell_in_the_last_three_steps()
    {
        // Steps of 0.1 to the right from 0.25: the wall between points 7 and 8.
        var world = new BallWorld { TimeStep = 0.1, Speed = 1 };
        Trajectory one = world.Generate(200, 12, seed: 5).First(ball => ball.Bounces!.Count == 1 && ball.Bounces[0].Time is > 0.6 and < 0.7);
        TrajectoryWindows windows = new TrajectorySet([one], ["x", "y"]).Windows(4);
        // The bounce is in the step from 6 to 7: targets 7, 8 and 9 have it in their last three steps.
        Assert.Equal([false, false, false, true, true, true, false, false], windows.Bounces.Select(bounce => bounce!.Value));
        Assert.Equal([false, false, true, true, true, true, false], new TrajectorySet([one], ["x", "y"]).Windows(4, ahead: 2).Bounces.Select(bounce => bounce!.Value));
    }

    [Fact]
    public void A_window_longer_than_every_trajectory_is_a_sentence() => Assert.Equal(
        "A window of 5 points with its target 2 ahead needs 7 points; the longest trajectory of \"trajectories\" has 6. Use a shorter window, or longer trajectories.",
        Assert.Throws<ArgumentException>(() => Counting(4, 6).Windows(5, 2)).Message);

    [Fact]
    public void Senseless_window_settings_are_a_sentence() => Assert.Equal(
        "Windows expect a length, a distance ahead and a stride of at least 1; got 8, 0 and 1. Give positive numbers.",
        Assert.Throws<ArgumentException>(() => Counting(40).Windows(8, 0)).Message);

    [Fact]
    public void Windows_print_themselves() => Assert.Equal("32 windows of 8 points of 1 coordinate, target 1 step ahead", Counting(40).Windows(8).ToString());
}
