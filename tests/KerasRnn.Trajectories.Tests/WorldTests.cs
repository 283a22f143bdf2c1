using KerasRnn.Trajectories.Physics;

namespace KerasRnn.Trajectories.Tests;

public sealed class WorldTests
{
    public static TheoryData<string> Names => [.. Worlds.All.Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trajectory_i_depends_on_neither_count_nor_length(string name)
    {
        World world = Worlds.Find(name);
        TrajectorySet few = world.Generate(4, 20, seed: 11), many = world.Generate(9, 50, seed: 11);
        for (int i = 0; i < few.Count; i++)
            Assert.Equal(few[i].Values, many[i].Values[..few[i].Values.Length]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_and_numbers_draw_different_trajectories(string name)
    {
        World world = Worlds.Find(name);
        TrajectorySet set = world.Generate(2, 5, seed: 1);
        Assert.NotEqual(set[0].Values.ToArray(), set[1].Values.ToArray());
        Assert.NotEqual(set[0].Values.ToArray(), world.Generate(1, 5, seed: 2)[0].Values.ToArray());
        Assert.NotEqual(set[0].Values.ToArray(), world.Generate(1, 5, seed: 1 + (1L << 32))[0].Values.ToArray());
    }

    [Theory]
    [InlineData("elastic")]
    [InlineData("gravity")]
    [InlineData("lossy")]
    [InlineData("hidden")]
    public void About_a_ninth_of_the_windows_of_a_ball_world_has_a_bounce(string name)
    {
        TrajectoryWindows windows = Worlds.Find(name).Generate(300, 120, seed: 7).Windows(8);
        Assert.InRange(windows.Bounces.Count(bounce => bounce == true) / (double)windows.Count, 0.08, 0.14);
    }

    [Fact]
    public void The_measured_numbers_of_other_simulators_are_met_in_order_of_magnitude()
    {
        TrajectorySet balls = Worlds.Elastic.Generate(500, 120, seed: 7);
        Assert.Equal(0.29, balls.Statistics.Sigma[0], 0.01);
        TrajectorySplit split = balls.Split(1, 0, 499);
        var velocity = new ConstantVelocity(8, 1, 2);
        OneStepError error = velocity.OneStep(balls.Windows(8));
        Assert.Equal(6.2e-3, error.All, 5e-4);
        Assert.Equal(1.8e-2, error.Bounce!.Value, 2e-3);
        Assert.InRange(error.FreeFlight!.Value, 0, 1e-15);
        Assert.InRange(velocity.Rollout(split.Test).Horizon(0.5, balls.Statistics.Sigma).Median, 15, 21);
    }

    [Fact]
    public void Noise_is_on_what_is_recorded_and_not_in_the_motion()
    {
        TrajectorySet clean = Worlds.Hidden.Generate(20, 60, seed: 3), noisy = Worlds.Noisy.Generate(20, 60, seed: 3);
        double[] errors = [.. clean.SelectMany((one, i) => one.Values.ToArray().Zip(noisy[i].Values.ToArray(), (a, b) => b - a))];
        Assert.Equal(0, errors.Average(), 0.0005);
        Assert.Equal(0.005, Math.Sqrt(errors.Average(error => error * error)), 0.0003);
        Assert.Equal(clean[5].Bounces, noisy[5].Bounces);
    }

    [Fact]
    public void A_random_parameter_leaves_the_start_of_every_ball_where_it_was()
    {
        TrajectorySet fixedGravity = (Worlds.Elastic with { Gravity = 0.5 }).Generate(3, 1, seed: 4);
        TrajectorySet randomGravity = (Worlds.Elastic with { Gravity = (0.1, 0.9) }).Generate(3, 1, seed: 4);
        for (int i = 0; i < 3; i++)
            Assert.Equal(fixedGravity[i].Values, randomGravity[i].Values);
    }

    [Fact]
    public void Every_ball_of_a_hidden_world_has_its_own_physics_within_the_ranges()
    {
        BallPhysics[] all = [.. Worlds.Hidden.Generate(200, 1, seed: 4).Select(one => ((BallTruth)one.Truth!).Physics)];
        Assert.Equal(200, all.Select(physics => (physics.Gravity, physics.Restitution, physics.WallFriction, physics.Drag)).Distinct().Count());
        Assert.All(all, physics => Assert.InRange(physics.Gravity, 0.25, 1));
        Assert.All(all, physics => Assert.InRange(physics.Restitution, 0.7, 1));
        Assert.All(all, physics => Assert.InRange(physics.WallFriction, 0, 0.1));
        Assert.All(all, physics => Assert.InRange(physics.Drag, 0, 0.1));
        Assert.Equal(0.625, all.Average(physics => physics.Gravity), 0.05);
    }

    [Fact]
    public void Balls_start_anywhere_in_any_direction_at_the_speeds_asked_for()
    {
        BallState[] starts = [.. Worlds.Elastic.Generate(2000, 1, seed: 4).Select(one => ((BallTruth)one.Truth!).States[0])];
        double[] speeds = [.. starts.Select(s => Math.Sqrt(s.VelocityX * s.VelocityX + s.VelocityY * s.VelocityY))];
        Assert.All(speeds, speed => Assert.InRange(speed, 0.375 - 1e-12, 1.125 + 1e-12));
        Assert.Equal(0.75, speeds.Average(), 0.02);
        Assert.Equal(0.5, starts.Average(s => s.X), 0.02);
        Assert.Equal(1.0 / 12, starts.Average(s => (s.Y - 0.5) * (s.Y - 0.5)), 0.005);
        Assert.Equal(0, starts.Average(s => s.VelocityX), 0.04);
        Assert.Equal(0, starts.Average(s => s.VelocityX * s.VelocityY), 0.02);
    }

    [Fact]
    public void Without_walls_nothing_bounces_and_the_ball_leaves_the_square()
    {
        TrajectorySet set = Worlds.NoWalls.Generate(50, 60, seed: 0);
        Assert.All(set, one => Assert.Empty(one.Bounces!));
        Assert.True(set.Statistics.Min[1] < -0.5);
    }

    [Fact]
    public void Lorenz_stays_in_the_unit_cube_on_its_attractor()
    {
        TrajectorySet set = Worlds.Lorenz.Generate(20, 500, seed: 0);
        Assert.All(set.Statistics.Min, least => Assert.InRange(least, 0, 0.2));
        Assert.All(set.Statistics.Max, most => Assert.InRange(most, 0.8, 1));
        Assert.False(set.HasBounces);
    }

    [Fact]
    public void Lorenz_is_integrated_to_the_last_useful_digit()
    {
        TrajectorySet coarse = Worlds.Lorenz.Generate(3, 100, seed: 0), fine = (Worlds.Lorenz with { SubSteps = 80 }).Generate(3, 100, seed: 0);
        for (int i = 0; i < coarse[0].Values.Length; i++)
            Assert.Equal(fine[0].Values[i], coarse[0].Values[i], 1e-8);
    }

    [Fact]
    public void Settings_tell_everything_that_decides()
    {
        Assert.Equal("0.25 to 1", Worlds.Hidden.Settings["gravity"]);
        Assert.Equal("0.04", Worlds.Hidden.Settings["time_step"]);
        Assert.Equal("no", Worlds.NoWalls.Settings["walls"]);
        Assert.Equal(["beta", "rho", "sigma", "sub_steps", "time_step", "transient"], Worlds.Lorenz.Settings.Keys);
    }

    [Fact]
    public void A_world_prints_its_name_and_settings() => Assert.Equal(
        "lossy: gravity, drag, and walls that take speed (drag 0.025, gravity 0.625, noise 0, radius 0, rest_speed 0.0001, restitution 0.9, speed 0.375 to 1.125, time_step 0.04, wall_friction 0.02, walls yes)",
        Worlds.Lossy.ToString());

    [Fact]
    public void An_unknown_world_is_answered_with_the_nearest() => Assert.Equal(
        "There is no world \"gravty\". Did you mean \"gravity\"? Known worlds: no-walls, elastic, gravity, lossy, hidden, noisy, lorenz.",
        Assert.Throws<ArgumentException>(() => Worlds.Find("gravty")).Message);

    [Fact]
    public void A_world_is_found_whatever_its_case() => Assert.Same(Worlds.NoWalls, Worlds.Find("No-Walls"));

    public static TheoryData<World, string> Wrong => new()
    {
        { new BallWorld { Restitution = 1.2 }, "World \"ball\" expects Restitution to be between 0 and 1; got 1.2." },
        { new BallWorld { Gravity = (-1, 1) }, "World \"ball\" expects Gravity to be 0 or positive; got -1 to 1." },
        { new BallWorld { WallFriction = 1.5 }, "World \"ball\" expects WallFriction to be between 0 and 1; got 1.5." },
        { new BallWorld { Drag = -0.5 }, "World \"ball\" expects Drag to be 0 or positive; got -0.5." },
        { new BallWorld { Radius = 0.5 }, "World \"ball\" expects Radius to be at least 0 and below 0.5; got 0.5." },
        { new BallWorld { Noise = double.NaN }, "World \"ball\" expects Noise to be 0 or a positive number; got NaN." },
        { new BallWorld { RestSpeed = 0 }, "World \"ball\" expects RestSpeed to be a positive number; got 0." },
        { new BallWorld { TimeStep = 0 }, "World \"ball\" expects TimeStep to be a positive number; got 0." },
        { new BallWorld { Speed = 1e9 }, "World \"ball\" lets a ball move 4E+07 sides in one time step, where 100 is the most that can be followed from wall to wall. Lower Speed, Gravity or TimeStep." },
        { new BallWorld { Radius = 0.4999999 }, "World \"ball\" lets a ball move 0.045 sides in one time step, where 2E-05 is the most that can be followed from wall to wall. Lower Speed, Gravity or TimeStep." },
        { new Lorenz { SubSteps = 0 }, "World \"lorenz\" expects SubSteps to be at least 1; got 0." },
        { new Lorenz { Transient = -1 }, "World \"lorenz\" expects Transient to be 0 or a positive number; got -1." },
        { new Lorenz { Rho = double.NaN }, "World \"lorenz\" expects Sigma, Rho and Beta to be finite numbers; got 10, NaN, 2.6666666666666665." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_senseless_setting_is_a_sentence(World world, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => world.Generate(1, 10)).Message);

    [Fact]
    public void Senseless_counts_and_ranges_are_sentences()
    {
        Assert.Equal("World \"elastic\" expects count to be at least 1; got 0.", Assert.Throws<ArgumentException>(() => Worlds.Elastic.Generate(0, 10)).Message);
        Assert.Equal("World \"elastic\" expects points to be at least 1; got -3.", Assert.Throws<ArgumentException>(() => Worlds.Elastic.Generate(1, -3)).Message);
        Assert.Equal("A range goes from a finite number to one that is not smaller; got 2 to 1. Swap them, or give one number.", Assert.Throws<ArgumentException>(() => new ValueRange(2, 1)).Message);
    }
}
