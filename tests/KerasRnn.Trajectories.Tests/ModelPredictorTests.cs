using KerasRnn.Layers;

namespace KerasRnn.Trajectories.Tests;

public sealed class ModelPredictorTests
{
    private static Sequential ConstantVelocityNetwork()
    {
        // x(t + 1) = 2 x(t) - x(t - 1), as a Dense layer over two points of two coordinates.
        var model = new Sequential { new Input(2, 2), new Flatten(), new Dense(2) };
        model.SetWeights([.. new float[][] { [-1, 0, 0, -1, 2, 0, 0, 2], [0, 0] }.Select((values, i) => System.Numerics.Tensors.Tensor.Create(values, i == 0 ? [4, 2] : [2]))]);
        return model;
    }

    [Fact]
    public void A_network_with_the_weights_of_constant_velocity_predicts_as_constant_velocity_does()
    {
        using Sequential model = ConstantVelocityNetwork();
        var (_, _, test) = Worlds.Elastic.Generate(30, 40, seed: 3).Split(20, 0, 10);
        Predictor network = model.ToPredictor(window: 2, name: "mine"), baseline = new ConstantVelocity(2, 1, 2);
        double[] expected = baseline.Predict(test.Windows(2)), got = network.Predict(test.Windows(2));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], got[i], 1e-6);
        Assert.Equal(baseline.Rollout(test).Horizon().Steps, network.Rollout(test).Horizon().Steps);
        Assert.Equal(("mine", 10), (network.Name, network.Parameters));
    }

    [Fact]
    public void A_predictor_follows_its_model_while_that_learns()
    {
        var (train, validation, test) = Worlds.NoWalls.Generate(60, 20, seed: 3).Split(40, 10, 10);
        using var model = new Sequential(seed: 1) { new Input(4, 2), new Flatten(), new Dense(2) };
        model.Compile("adam", "mse");
        Predictor predictor = model.ToPredictor(window: 4);
        double before = predictor.OneStep(test.Windows(4)).All;
        TrajectoryWindows windows = train.Windows(4);
        model.Fit(windows.Inputs, windows.Targets, epochs: 3, verbose: Verbose.Silent, validationData: validation.Windows(4).ToDataset(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(predictor.OneStep(test.Windows(4)).All < before);
    }

    [Fact]
    public void Models_that_cannot_feed_themselves_are_sentences()
    {
        using var model = ConstantVelocityNetwork();
        using var wide = new Sequential { new Input(2, 3), new Flatten(), new Dense(2) };
        using var sequences = new Sequential { new Input(2, 2), new Dense(2) };
        Assert.Equal("Sequential \"sequential\" expects windows of 2 points; got a window of 8. Give the window that the model was made for.",
            Assert.Throws<ArgumentException>(() => model.ToPredictor(8)).Message);
        Assert.Equal("A predictor's output goes back into its window; Sequential \"sequential\" takes 3 coordinates and gives 2. End it with Dense(3).",
            Assert.Throws<ArgumentException>(() => wide.ToPredictor(2)).Message);
        Assert.StartsWith("A predictor expects a built model with one input [batch, window, coordinates] and one output [batch, coordinates]; got Sequential \"sequential\", ",
            Assert.Throws<ArgumentException>(() => sequences.ToPredictor(2)).Message);
        using var open = new Sequential { new Input(null, 2), new SimpleRNN(3), new Dense(2) };
        Assert.Equal("Sequential \"sequential\" takes [B, None, 2], windows of any length; got none. Give ToPredictor the window that the model was trained on.",
            Assert.Throws<ArgumentException>(() => open.ToPredictor()).Message);
    }

    [Fact]
    public void A_window_that_the_model_tells_may_be_left_out()
    {
        using var model = ConstantVelocityNetwork();
        Assert.Equal(2, model.ToPredictor().Window);
    }
}
