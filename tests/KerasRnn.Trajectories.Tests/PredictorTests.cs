using CsCheck;

namespace KerasRnn.Trajectories.Tests;

public sealed class PredictorTests
{
    private static TrajectorySet One(int coordinates, params double[] values) =>
        new([new Trajectory("a", values, coordinates)], new[] { "x", "y", "z" }[..coordinates]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Baselines_extrapolate_by_hand_computed_numbers(int ahead)
    {
        // 1, 4, 9 continued: stays at 9; 9 + 5k; (3 + k)².
        double[] next = new double[1];
        double[] window = [1, 4, 9];
        new Persistence(3, ahead, 1).Predict(window, 1, next);
        Assert.Equal(9, next[0]);
        new ConstantVelocity(3, ahead, 1).Predict(window, 1, next);
        Assert.Equal(9 + 5 * ahead, next[0]);
        new ConstantAcceleration(3, ahead, 1).Predict(window, 1, next);
        Assert.Equal((3 + ahead) * (3 + ahead), next[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Constant_acceleration_is_exact_off_bounces_under_gravity(int ahead)
    {
        OneStepError error = new ConstantAcceleration(5, ahead, 2).OneStep(Worlds.Gravity.Generate(50, 60, seed: 1).Windows(5, ahead));
        Assert.InRange(error.FreeFlight!.Value, 0, 1e-14);
        Assert.InRange(error.Bounce!.Value, 1e-3, 1);
    }

    [Theory]
    [InlineData("no-walls", 1)]
    [InlineData("elastic", 1)]
    [InlineData("gravity", 3)]
    [InlineData("lossy", 1)]
    [InlineData("hidden", 2)]
    [InlineData("lorenz", 2)]
    public void The_oracle_is_exact_on_worlds_without_noise(string world, int ahead)
    {
        TrajectorySet set = Worlds.Find(world).Generate(60, 120, seed: 9);
        var oracle = new PhysicsOracle(8, ahead, set.Coordinates);
        Assert.InRange(oracle.OneStep(set.Windows(8, ahead)).All, 0, 1e-12);
        Rollout rollout = oracle.Rollout(set);
        for (int i = 0; i < rollout.Cases.Count; i++)
            for (int j = 0; j < rollout.Predicted(i).Length; j++)
                Assert.Equal(rollout.Actual(i)[j], rollout.Predicted(i)[j], 1e-12);
        Assert.True(oracle.IsReference);
    }

    [Fact]
    public void The_oracle_is_exact_even_where_a_ball_has_come_to_rest()
    {
        TrajectorySet set = (Worlds.Lossy with { Restitution = 0.3, Gravity = 2 }).Generate(40, 200, seed: 9);
        Assert.Contains(set, one => one[199, 1] == 0);
        Assert.InRange(new PhysicsOracle(8, 1, 2).OneStep(set.Windows(8)).All, 0, 1e-12);
    }

    [Fact]
    public void The_oracle_errs_by_the_noise_alone()
    {
        TrajectorySet set = Worlds.Noisy.Generate(50, 100, seed: 1);
        Assert.Equal(0.005, new PhysicsOracle(8, 1, 2).OneStep(set.Windows(8)).All, 2e-4);
        Assert.Equal(0.005, new PhysicsOracle(8, 1, 2).Rollout(set).ErrorByStep().Rmse[^1], 1e-3);
    }

    [Fact]
    public void Ridge_ar_recovers_a_linear_system()
    {
        // x(t+1) = 0.3 + 0.5 x(t) - 0.2 y(t) + 0.1 x(t-1), y(t+1) = -0.1 + 0.4 x(t) + 0.6 y(t) - 0.3 y(t-1), from many starts.
        var trajectories = new List<Trajectory>();
        var random = new Random(1);
        for (int id = 0; id < 200; id++)
        {
            double[] v = new double[16];
            for (int i = 0; i < 4; i++)
                v[i] = 2 * random.NextDouble() - 1;
            for (int t = 2; t < 8; t++)
            {
                v[2 * t] = 0.3 + 0.5 * v[2 * t - 2] - 0.2 * v[2 * t - 1] + 0.1 * v[2 * t - 4];
                v[2 * t + 1] = -0.1 + 0.4 * v[2 * t - 2] + 0.6 * v[2 * t - 1] - 0.3 * v[2 * t - 3];
            }
            trajectories.Add(new Trajectory($"{id}", v, 2));
        }
        RidgeAr ar = RidgeAr.Fit(new TrajectorySet(trajectories, ["x", "y"]).Windows(2), ridge: 1e-12);
        double[] expected = [0.1, 0, 0, -0.3, 0.5, 0.4, -0.2, 0.6];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ar.Weights[i], 1e-8);
        Assert.Equal(0.3, ar.Intercept[0], 1e-8);
        Assert.Equal(-0.1, ar.Intercept[1], 1e-8);
    }

    [Fact]
    public void Ridge_ar_agrees_with_numbers_computed_by_hand()
    {
        // Inputs 0, 1, 2 with targets 1, 3, 5 - one feature: covariance 4/3, variance 2/3, ridge 1/3 -> weight 4/3, intercept 3 - 4/3.
        TrajectorySet set = new([new Trajectory("a", [0, 1], 1), new Trajectory("b", [1, 3], 1), new Trajectory("c", [2, 5], 1)], ["x"]);
        RidgeAr ar = RidgeAr.Fit(set.Windows(1), ridge: 1.0 / 3);
        Assert.Equal(4.0 / 3, ar.Weights[0], 1e-14);
        Assert.Equal(3 - 4.0 / 3, ar.Intercept[0], 1e-14);
    }

    [Fact]
    public void A_regression_without_one_solution_is_a_sentence()
    {
        // Both coordinates are one: of variance 1, so that the second has exactly nothing left to say.
        TrajectoryWindows windows = One(2, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0).Windows(1);
        const string Sentence = "The regression has no unique solution at this ridge in double precision. Use a larger ridge, for example 1e-6, or scale the data to the unit square.";
        Assert.Equal(Sentence, Assert.Throws<InvalidOperationException>(() => RidgeAr.Fit(windows, ridge: 1e-300)).Message);
        Assert.Equal(Sentence, Assert.Throws<InvalidOperationException>(() => Nvar.Fit(windows, ridge: 1e-300)).Message);
    }

    [Fact]
    public void Nvar_recovers_the_logistic_map()
    {
        double[] values = new double[200];
        values[0] = 0.3;
        for (int i = 1; i < values.Length; i++)
            values[i] = 3.7 * values[i - 1] * (1 - values[i - 1]);
        Nvar nvar = Nvar.Fit(One(1, values).Windows(3), points: 1, ridge: 1e-14);
        Assert.Equal(2, nvar.Features);
        double[] next = new double[1];
        nvar.Predict([0.9, 0.8, 0.4], 1, next);
        Assert.Equal(3.7 * 0.4 * 0.6, next[0], 1e-9);
    }

    [Fact]
    public void Nvar_uses_as_many_points_as_it_can_afford()
    {
        Assert.Equal(8, Nvar.Fit(Worlds.Elastic.Generate(2, 30).Windows(12)).Points);
        Assert.Equal(3, Nvar.Fit(Worlds.Elastic.Generate(2, 30).Windows(3)).Points);
        var wide = new TrajectorySet([new Trajectory("a", [.. Enumerable.Range(0, 240).Select(i => Math.Sin(i * i) / 2 + 0.5)], 6)], ["a", "b", "c", "d", "e", "f"]);
        Assert.Equal(4, Nvar.Fit(wide.Windows(8)).Points);
    }

    [Fact]
    public void Nvar_predicts_lorenz_far_better_than_a_linear_model()
    {
        var (train, _, test) = Worlds.Lorenz.Generate(30, 120, seed: 2).Split(20, 0, 10);
        double linear = RidgeAr.Fit(train.Windows(4)).OneStep(test.Windows(4)).All;
        Nvar nvar = Nvar.Fit(train.Windows(4), points: 2);
        Assert.Equal(6 + 21, nvar.Features);
        Assert.True(nvar.OneStep(test.Windows(4)).All < 0.1 * linear);
    }

    [Fact]
    public void Ridge_ar_is_exact_on_parabolas()
    {
        var (train, _, test) = Worlds.NoWalls.Generate(60, 40, seed: 0).Split(40, 0, 20);
        UnitSquareScaling scaling = UnitSquareScaling.Fit(train);
        Predictor ar = scaling.Wrap(RidgeAr.Fit(scaling.Apply(train).Windows(8)));
        Assert.InRange(ar.OneStep(test.Windows(8)).All, 0, 1e-4);
        Assert.Equal(1, ar.Rollout(test).Horizon().CensoredShare);
    }

    [Fact]
    public void A_prediction_does_not_depend_on_its_batch() => Gen.Int[1, 40].Sample(count =>
    {
        TrajectoryWindows windows = Worlds.Hidden.Generate(5, 30, seed: 1).Windows(6);
        foreach (Predictor predictor in Baselines.Fit(windows))
        {
            double[] all = predictor.Predict(windows), some = new double[2 * count];
            double[] inputs = [.. Enumerable.Range(0, count).SelectMany(i => windows.Window(i).ToArray())];
            predictor.Predict(inputs, count, some);
            Assert.Equal(all[..(2 * count)], some);
        }
    }, iter: 10);

    [Fact]
    public void Baselines_that_do_not_fit_the_window_are_left_out()
    {
        TrajectorySet set = Worlds.Elastic.Generate(5, 30, seed: 1);
        Assert.Equal(Baselines.Names, Baselines.Fit(set.Windows(3)).Select(one => one.Name));
        Assert.Equal(["persistence", "constant-velocity", "ridge-ar", "nvar"], Baselines.Fit(set.Windows(2)).Select(one => one.Name));
        Assert.Equal(["persistence", "ridge-ar", "nvar"], Baselines.Fit(set.Windows(1)).Select(one => one.Name));
        Assert.All(Baselines.Fit(set.Windows(3)), one => Assert.Equal(0, one.Parameters));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new ConstantVelocity(1, 1, 2), "Predictor \"constant-velocity\" needs the last 2 points; got windows of 1. Use a window of at least 2." },
        { () => _ = new ConstantAcceleration(2, 1, 2), "Predictor \"constant-acceleration\" needs the last 3 points; got windows of 2. Use a window of at least 3." },
        { () => _ = new Persistence(0, 1, 2), "Predictor \"persistence\" expects a window, a distance ahead and a number of coordinates of at least 1; got 0, 1 and 2. Give positive numbers." },
        { () => RidgeAr.Fit(Worlds.Elastic.Generate(1, 9).Windows(3), 0), "Predictor \"ridge-ar\" expects a positive ridge; got 0. The default is 1e-8." },
        { () => Nvar.Fit(Worlds.Elastic.Generate(1, 9).Windows(3), 4), "Predictor \"nvar\" uses 1 to 3 points of a window of 3; got 4. Give fewer points, or a longer window." },
        { () => new Persistence(4, 1, 2).OneStep(Worlds.Elastic.Generate(1, 9).Windows(3)), "Predictor \"persistence\" expects windows of 4 points, 1 ahead, 2 coordinates; got 3 points, 1 ahead, 2 coordinates. Make the windows with the predictor's own numbers." },
        { () => new Persistence(4, 1, 2).Rollout(Worlds.Lorenz.Generate(1, 9)), "Predictor \"persistence\" expects trajectories of 2 coordinates; \"lorenz\" has 3 (x, y, z). Choose the same coordinates for both." },
        { () => new Persistence(8, 2, 2).Rollout(Worlds.Elastic.Generate(1, 9)), "A rollout of \"persistence\" starts from 9 points and needs one more; the longest trajectory of \"elastic\" has 9. Use a shorter window, or longer trajectories." },
        { () => new PhysicsOracle(1, 1, 1).Rollout(One(1, 1, 2, 3)), "The physics oracle needs trajectories as a world generated them; \"a\" of \"trajectories\" is recorded or scaled. Leave the oracle out, or give it the unscaled set of a world." },
        { () => OneStepError.Of([1, 2], Worlds.Elastic.Generate(1, 9).Windows(3)), "The error of 6 windows of 2 coordinates expects 12 predicted numbers; got 2. Give the predictions of the same windows." },
        { () => One(1, 1, double.NaN), "Trajectory \"a\" expects finite positions; got NaN at point 1, coordinate 0. Remove the point, or resample without it." },
        { () => One(2, 1, 2, 3), "Trajectory \"a\" expects at least one point of at least one coordinate; got 3 values for 2 coordinates. Give points x coordinates values." },
        { () => _ = new TrajectorySet(One(1, 1), ["x", "y"]), "The set expects trajectories of 2 coordinates (x, y); trajectory \"a\" has 1. Put it into a set of its own." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_argument_is_a_sentence(Action act, string sentence) => Assert.Equal(sentence, Assert.Throws<ArgumentException>(act).Message);
}
