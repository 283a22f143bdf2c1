using System.Numerics.Tensors;
using KerasRnn.Engines;
using KerasRnn.Initializers;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>What an epoch is: batches, order, running means, validation, the end of training.</summary>
public sealed class FitTests
{
    [Fact]
    public void An_epoch_is_its_batches_in_order_the_last_one_short()
    {
        Tensor<float> x = Sample.Random(1, 10, 3), y = Sample.Random(2, 10, 1);
        using Sequential fitted = Net(), stepped = Net();
        List<int> batches = [];
        History history = fitted.Fit(x, y, batchSize: 4, epochs: 2, verbose: Verbose.Silent, shuffle: false, callbacks: [new LambdaCallback { TrainBatchBegin = batches.Add }]);
        double[] last = [];
        for (int epoch = 0; epoch < 2; epoch++)
        {
            last = [.. new[] { (0, 4), (4, 4), (8, 2) }.Select(b => stepped.TrainOnBatch(Sample.Rows(x, b.Item1, b.Item2), Sample.Rows(y, b.Item1, b.Item2)).Loss)];
        }

        Assert.Equal([0, 1, 2, 0, 1, 2], batches);
        Assert.Equal(Sample.Weights(stepped), Sample.Weights(fitted));
        Sample.Near(((4 * last[0]) + (4 * last[1]) + (2 * last[2])) / 10, history["loss"][1]);
        Assert.Equal(6, fitted.Optimizer!.Iterations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_epoch_has_a_fresh_order_from_the_seed_the_same_on_every_engine(bool onReference)
    {
        IEngine engine = onReference ? Sample.Reference : Sample.Simd;
        int[][] epochs = Orders(9, epochs: 4, seed: 3, engine: engine);
        foreach (int[] epoch in epochs) Assert.Equal(Enumerable.Range(0, 9), epoch.Order());
        Assert.Equal(4, epochs.Select(e => string.Join(" ", e)).Distinct().Count());
        Assert.DoesNotContain(Enumerable.Range(0, 9), epochs);
        Assert.Equal(Orders(9, epochs: 4, seed: 3, engine: Sample.Reference), epochs);
        Assert.NotEqual(Orders(9, epochs: 4, seed: 4, engine: engine), epochs);
        Assert.Equal([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]], Orders(5, epochs: 2, seed: 3, engine: engine, shuffle: false));
    }

    [Fact]
    public void The_validation_split_is_taken_from_the_end_before_shuffling()
    {
        // 10 rows, 0.25: floor(10·0.75) = 7 are trained on.
        int[][] epochs = Orders(10, epochs: 2, seed: 1, engine: Sample.Reference, split: 0.25);
        Assert.All(epochs, e => Assert.Equal(Enumerable.Range(0, 7), e.Order()));
        Tensor<float> x = Sample.Random(1, 10, 3), y = Sample.Random(2, 10, 1), w = Sample.Of([1, 1, 1, 1, 1, 1, 1, 0.5f, 2, 0], 10);
        using Sequential split = Net(), given = Net();
        History one = split.Fit(x, y, batchSize: 3, verbose: Verbose.Silent, validationSplit: 0.25, sampleWeight: w);
        History two = given.Fit(
            (Sample.Rows(x, 0, 7), Sample.Rows(y, 0, 7), Sample.Rows(w, 0, 7)), batchSize: 3, verbose: Verbose.Silent,
            validationData: (Sample.Rows(x, 7, 3), Sample.Rows(y, 7, 3), Sample.Rows(w, 7, 3)));
        Assert.Equal(two["val_loss"], one["val_loss"]);
        Assert.Equal(two["loss"], one["loss"]);
    }

    [Fact]
    public void Validation_sees_the_weights_after_the_epoch_and_changes_none()
    {
        Tensor<float> x = Sample.Random(1, 9, 3), y = Sample.Random(2, 9, 1), vx = Sample.Random(3, 5, 3), vy = Sample.Random(4, 5, 1);
        using Sequential model = Net("mae"), alone = Net("mae");
        History history = model.Fit(x, y, batchSize: 4, epochs: 3, verbose: Verbose.Silent, validationData: (vx, vy), validationBatchSize: 2, validationFrequency: 2);
        alone.Fit(x, y, batchSize: 4, epochs: 2, verbose: Verbose.Silent);
        Evaluation after = alone.Evaluate(vx, vy, batchSize: 5, verbose: Verbose.Silent);
        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], history.Names);
        Assert.Equal([0, 1, 2], history.Epochs);
        Sample.Near(after.Loss, Assert.Single(history["val_loss"]));
        Sample.Near(after["mae"], Assert.Single(history["val_mae"]));
        alone.Fit(x, y, batchSize: 4, epochs: 3, initialEpoch: 2, verbose: Verbose.Silent);
        Assert.Equal(Sample.Weights(alone), Sample.Weights(model));
    }

    [Fact]
    public void One_batch_reports_itself_alone_and_an_epoch_starts_from_zero()
    {
        Tensor<float> x = Sample.Random(1, 4, 3), y = Sample.Random(2, 4, 1), far = Sample.Of([90, 90, 90, 90], 4, 1);
        using Sequential model = Net("mae");
        model.Compile(new SGD(0), "mse");
        Evaluation near = model.TestOnBatch(x, y);
        model.TestOnBatch(x, far);
        Assert.Equal(near, model.TestOnBatch(x, y));
        Assert.Equal(near, model.TrainOnBatch(x, y));
        Assert.Equal(near, model.Evaluate(x, y, verbose: Verbose.Silent));
        Assert.Equal(["loss", "mae"], near.Names);
        Assert.Equal(near[1], near["mae"]);
    }

    [Fact]
    public void Regularizers_are_in_loss_and_validation_loss_and_the_weights_feel_them()
    {
        Tensor<float> x = Sample.Random(1, 6, 3), y = Sample.Random(2, 6, 2);
        using Sequential plain = [new Input(3), new Dense(2) { KernelInitializer = new RandomNormal { Seed = 1 } }];
        using Sequential penalized = [new Input(3), new Dense(2) { KernelInitializer = new RandomNormal { Seed = 1 }, KernelRegularizer = new L2(0.5), BiasRegularizer = "l1" }];
        foreach (Sequential model in new[] { plain, penalized })
        {
            model.Weights[1].SetValue([0.5f, -0.25f]);
            model.Compile(new SGD(0), "mse");
        }

        double penalty = (0.5 * plain.Weights[0].GetValue().Sum(v => (double)v * v)) + (0.01 * 0.75);
        Sample.Near(plain.Evaluate(x, y, verbose: Verbose.Silent).Loss + penalty, penalized.Evaluate(x, y, verbose: Verbose.Silent).Loss);
        History history = penalized.Fit(x, y, verbose: Verbose.Silent, validationData: (x, y));
        Sample.Near(history["val_loss"][0], history["loss"][0]);
        float[] before = Sample.Weights(plain);
        foreach (Sequential model in new[] { plain, penalized })
        {
            model.Compile(new SGD(0.1), "mse");
            model.TrainOnBatch(x, y);
        }

        float[] expected = Sample.Weights(plain);
        for (int i = 0; i < 6; i++) expected[i] -= 0.1f * 2 * 0.5f * before[i];
        expected[6] -= 0.1f * 0.01f;
        expected[7] += 0.1f * 0.01f;
        Sample.Near(expected, Sample.Weights(penalized), 1e-5);
    }

    [Fact]
    public void Frozen_layers_wait_for_the_next_compile_and_lose_their_penalty()
    {
        Tensor<float> x = Sample.Random(1, 6, 3), y = Sample.Random(2, 6, 1);
        using Sequential model = [new Input(3), new Dense(3) { KernelRegularizer = "l2" }, new Dense(1)];
        model.Compile(new SGD(0.1), "mse");
        model.TrainOnBatch(x, y);
        model.Layers[0].Trainable = false;
        Assert.Equal(model.Layers[1].Weights, model.TrainableWeights);
        Assert.Equal(model.Layers[0].Weights, model.NonTrainableWeights);
        float[] first = Sample.Weights(model.Layers[0]);
        model.TrainOnBatch(x, y);
        Assert.NotEqual(first, Sample.Weights(model.Layers[0]));
        double before = model.TestOnBatch(x, y).Loss;
        model.Compile(new SGD(0.1), "mse");
        Sample.Near(before - (0.01 * model.Weights[0].GetValue().Sum(v => (double)v * v)), model.TestOnBatch(x, y).Loss);
        first = Sample.Weights(model.Layers[0]);
        float[] second = Sample.Weights(model.Layers[1]);
        model.TrainOnBatch(x, y);
        Assert.Equal(first, Sample.Weights(model.Layers[0]));
        Assert.NotEqual(second, Sample.Weights(model.Layers[1]));
    }

    [Fact]
    public void A_frozen_model_has_nothing_to_train_even_if_a_layer_inside_is_thawed()
    {
        // As Keras: the frozen model itself lists no trainable weights, a model around it lists those of the thawed layer.
        Sequential inner = new(name: "inner") { new Input(3), new Dense(2) { Name = "p" }, new Dense(1) { Name = "q" } };
        inner.Trainable = false;
        inner.Layers[0].Trainable = true;
        Assert.Empty(inner.TrainableWeights);
        using Sequential outer = [new Input(3), inner, new Dense(1) { Name = "r" }];
        Assert.Equal(
            ["inner/p/kernel", "inner/p/bias", "sequential/r/kernel", "sequential/r/bias"],
            outer.TrainableWeights.Select(w => w.Path));
        Dense early = new(2) { Trainable = false };
        using Sequential model = [new Input(3), early];
        Assert.Empty(model.TrainableWeights);
        Assert.All(model.Weights, w => Assert.False(w.Trainable));
    }

    [Fact]
    public void A_loss_that_is_not_reduced_reports_its_mean_and_trains_on_its_sum()
    {
        // Keras 3.15.1: fit reports 2.0 and leaves 0.6, the batch after it reports 0.8133333 and leaves -0.48.
        float[,] x = { { 1 }, { 2 }, { 3 } }, y = { { 0 }, { 0 }, { 1 } };
        using Sequential model = [new Input(1), new Dense(1) { UseBias = false, KernelInitializer = "ones" }];
        model.Compile(new SGD(0.1), new MeanSquaredError { Reduction = LossReduction.None });
        Sample.Near(2, model.Fit(x, y, batchSize: 2, verbose: Verbose.Silent, shuffle: false, cancellationToken: TestContext.Current.CancellationToken)["loss"][0]);
        Sample.Near(0.6, Sample.Weights(model)[0]);
        Sample.Near(0.8133333, model.TrainOnBatch(x, y).Loss);
        Sample.Near(-0.48, Sample.Weights(model)[0]);
    }

    [Fact]
    public void A_loss_that_is_not_reduced_is_refused_beside_a_penalty()
    {
        // Keras 3.15.1: "Shapes must be equal rank, but are 1 and 0".
        using Sequential model = [new Input(1), new Dense(1) { KernelRegularizer = "l2" }];
        model.Compile("sgd", new MeanSquaredError { Reduction = LossReduction.None });
        Assert.Equal(
            "Sequential \"sequential\": the penalty on \"sequential/dense/kernel\" has no loss to join: with Reduction None it is not one number but [B], which Keras refuses too. "
                + "Use another reduction, or no regularizers.",
            Sample.Refused(() => model.Fit(new float[2, 1], new float[2, 1], verbose: Verbose.Silent, cancellationToken: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_model_without_anything_to_train_still_reports()
    {
        using Sequential model = [new Input(2, 2), new Flatten()];
        model.Compile(new Adam { GlobalClipNorm = 1 }, "mse");
        Tensor<float> x = Sample.Random(1, 3, 2, 2), y = Sample.Random(2, 3, 4);
        Sample.Near(model.Evaluate(x, y, verbose: Verbose.Silent).Loss, model.Fit(x, y, verbose: Verbose.Silent)["loss"][0]);
    }

    [Fact]
    public void The_loss_may_be_left_out_until_it_is_needed()
    {
        using Sequential model = Net();
        model.Compile("adam");
        Assert.Equal([2, 1], Sample.Lengths(model.Predict(Sample.Random(1, 2, 3))));
        Assert.Equal(
            "Sequential \"sequential\" was compiled without a loss. Call Compile(optimizer, loss) before training or evaluating.",
            Sample.Sentence<InvalidOperationException>(() => model.TrainOnBatch(Sample.Random(1, 2, 3), Sample.Random(1, 2, 1))));
    }

    // The order in which rows are met: row r is the number r + 1, a model of weight 1 and target 0 reports its square.
    private static int[][] Orders(int rows, int epochs, int seed, IEngine engine, bool shuffle = true, double split = 0)
    {
        using Sequential model = new(seed) { new Input(1), new Dense(1) { UseBias = false, KernelInitializer = "ones" } };
        model.Engine = engine;
        model.Compile(new SGD(0), "mse");
        List<List<int>> seen = [];
        double sum = 0;
        LambdaCallback watch = new()
        {
            EpochBegin = _ =>
            {
                seen.Add([]);
                sum = 0;
            },
            TrainBatchEnd = (batch, logs) =>
            {
                double total = logs["loss"] * (batch + 1);
                seen[^1].Add((int)Math.Round(Math.Sqrt(total - sum)) - 1);
                sum = total;
            },
        };
        float[] x = [.. Enumerable.Range(1, rows).Select(i => (float)i)];
        model.Fit(Sample.Of(x, rows, 1), Sample.Of(new float[rows], rows, 1), batchSize: 1, epochs: epochs, verbose: Verbose.Silent, callbacks: [watch], shuffle: shuffle, validationSplit: split);
        return [.. seen.Select(e => e.ToArray())];
    }

    private static Sequential Net(params string[] metrics)
    {
        Sequential model = new(seed: 2) { new Input(3), new Dense(4, "tanh"), new Dense(1) };
        model.Compile(new Adam(0.01), "mse", metrics: metrics);
        return model;
    }
}
