using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>Sample weights, class weights and several outputs.</summary>
public sealed class WeightTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 5, 3), Y = Sample.Random(2, 5, 1);
    private static readonly float[] Weight = [0.5f, 2, 0, 1, 3];

    [Fact]
    public void Row_weights_multiply_the_loss_and_leave_the_metrics_alone()
    {
        using Sequential model = Net(new SGD(0), "mse", "mae");
        double[] each = [.. Enumerable.Range(0, 5).Select(i => model.TestOnBatch(Sample.Rows(X, i, 1), Sample.Rows(Y, i, 1)).Loss)];
        double expected = each.Zip(Weight, (l, w) => l * w).Sum() / 5;
        Evaluation plain = model.TestOnBatch(X, Y);
        foreach (Data weights in new Data[] { Weight, Sample.Of(Weight, 5, 1) })
        {
            Evaluation weighted = model.TestOnBatch(X, Y, weights);
            Sample.Near(expected, weighted.Loss);
            Assert.Equal(plain["mae"], weighted["mae"]);
            Sample.Near(expected, model.TrainOnBatch(X, Y, weights).Loss);
            Sample.Near(expected, model.Fit(X, Y, batchSize: 2, sampleWeight: weights, verbose: Verbose.Silent)["loss"][0]);
        }
    }

    [Fact]
    public void Row_and_time_weights_multiply_each_step()
    {
        using Sequential model = [new Input(2, 3), new Dense(1)];
        model.Compile(new SGD(0), "mse");
        Tensor<float> x = Sample.Random(1, 2, 2, 3), y = Sample.Random(2, 2, 2, 1);
        float[] found = Sample.Flat(model.Predict(x)), target = Sample.Flat(y), w = [1, 0, 0.5f, 4];
        double[] squares = [.. found.Zip(target, (p, t) => Math.Pow(p - t, 2))];
        Sample.Near(squares.Zip(w, (l, v) => l * v).Sum() / 4, model.TestOnBatch(x, y, Sample.Of(w, 2, 2)).Loss);
        Sample.Near(((squares[0] + squares[1]) + (3 * (squares[2] + squares[3]))) / 4, model.TestOnBatch(x, y, Sample.Of([1, 3], 2, 1)).Loss);
    }

    [Fact]
    public void A_weight_of_two_trains_like_the_row_given_twice()
    {
        using Sequential weighted = Net(new SGD(0.1), new MeanSquaredError { Reduction = LossReduction.Sum }), twice = Net(new SGD(0.1), new MeanSquaredError { Reduction = LossReduction.Sum });
        weighted.TrainOnBatch(X, Y, new float[] { 1, 2, 1, 1, 0 });
        Tensor<float> x = Sample.Of([.. Sample.Flat(X)[..12], .. Sample.Flat(X)[3..6]], 5, 3), y = Sample.Of([.. Sample.Flat(Y)[..4], Sample.Flat(Y)[1]], 5, 1);
        twice.TrainOnBatch(x, y);
        Sample.Near(Sample.Weights(twice), Sample.Weights(weighted), 1e-5);
    }

    [Fact]
    public void Class_weights_are_sample_weights_by_label_and_1_where_none_is_given()
    {
        int[] labels = [0, 2, 1, 2, 0];
        float[] byRow = [3, 0.5f, 1, 0.5f, 3];
        Dictionary<int, double> classes = new() { [0] = 3, [2] = 0.5 };
        Tensor<float> oneHot = Sample.Of([1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0], 5, 3);
        foreach ((string loss, Data y) in new (string, Data)[] { ("sparse_categorical_crossentropy", labels), ("categorical_crossentropy", oneHot) })
        {
            using Sequential byClass = Classes(loss), byWeight = Classes(loss);
            Assert.Equal(byWeight.TrainOnBatch(X, y, byRow).Loss, byClass.TrainOnBatch(X, y, classWeight: classes).Loss);
            History one = byWeight.Fit(X, y, sampleWeight: byRow, batchSize: 2, verbose: Verbose.Silent);
            History two = byClass.Fit(X, y, classWeight: classes, batchSize: 2, verbose: Verbose.Silent);
            Assert.Equal(one["loss"], two["loss"]);
            Assert.Equal(Sample.Weights(byWeight), Sample.Weights(byClass));
        }

        static Sequential Classes(string loss)
        {
            Sequential model = [new Input(3), new Dense(3, "softmax")];
            model.Compile(new SGD(0.1), loss);
            return model;
        }
    }

    [Fact]
    public void Losses_of_several_outputs_by_list_and_by_name_are_summed_with_their_weights()
    {
        Tensor<float> a = Sample.Random(3, 5, 2), b = Sample.Of([0, 1, 1, 0, 1], 5, 1);
        Data y = new Data[] { a, b };
        using Functional byList = Heads(), byName = Heads();
        byList.Compile(new SGD(0.1), ["mae", "binary_crossentropy"], [2, 0.25], new Metric[][] { ["mse"], ["accuracy", "mae"] });
        byName.Compile(
            new SGD(0.1),
            new Dictionary<string, Loss> { ["bounce"] = "binary_crossentropy", ["next"] = "mae" },
            new Dictionary<string, double> { ["next"] = 2, ["bounce"] = 0.25 },
            new Dictionary<string, Metric[]> { ["bounce"] = ["accuracy", "mae"], ["next"] = ["mse"] });
        Evaluation one = byList.Evaluate(X, y, verbose: Verbose.Silent), two = byName.Evaluate(X, y, verbose: Verbose.Silent);
        Assert.Equal(["loss", "next_loss", "bounce_loss", "bounce_accuracy", "bounce_mae", "next_mse"], one.Names);
        Assert.Equal(one.Names, two.Names);
        Assert.Equal(one, two);
        Sample.Near((2 * one["next_loss"]) + (0.25 * one["bounce_loss"]), one.Loss);
        History history = byList.Fit(X, y, batchSize: 2, epochs: 2, verbose: Verbose.Silent, validationData: (X, y));
        byName.Fit(X, y, batchSize: 2, epochs: 2, verbose: Verbose.Silent);
        Assert.Equal(Sample.Weights(byList), Sample.Weights(byName));
        Assert.Equal(
            ["bounce_accuracy", "bounce_loss", "bounce_mae", "loss", "next_loss", "next_mse", "val_bounce_accuracy", "val_bounce_loss", "val_bounce_mae", "val_loss", "val_next_loss", "val_next_mse"],
            history.Names);
    }

    [Fact]
    public void Each_output_has_its_own_sample_weights_or_one_array_serves_all()
    {
        Tensor<float> a = Sample.Random(3, 5, 2), b = Sample.Of([0, 1, 1, 0, 1], 5, 1);
        Data y = new Data[] { a, b };
        using Functional model = Heads();
        model.Compile(new SGD(0), "mse");
        float[] ones = [1, 1, 1, 1, 1];
        Evaluation plain = model.TestOnBatch(X, y), first = model.TestOnBatch(X, y, new Data[] { Weight, ones }), both = model.TestOnBatch(X, y, Weight);
        Assert.Equal(plain["bounce_loss"], first["bounce_loss"]);
        Assert.NotEqual(plain["next_loss"], first["next_loss"]);
        Assert.Equal(first["next_loss"], both["next_loss"]);
        Assert.NotEqual(plain["bounce_loss"], both["bounce_loss"]);
    }

    [Theory]
    [InlineData("softmax", "categorical_crossentropy", true)]
    [InlineData("softmax", "sparse_categorical_crossentropy", true)]
    [InlineData("sigmoid", "binary_crossentropy", true)]
    [InlineData("softmax", "categorical_crossentropy", false)]
    [InlineData("sigmoid", "binary_crossentropy", false)]
    public void Cross_entropies_find_the_logits_behind_the_last_activation_wherever_it_stands(string activation, string loss, bool visible)
    {
        // Logits 200 and -200 for the wrong class: from probabilities the loss stops at 16, from logits it is 400 (binary: 200).
        Layer[][] tails = visible
            ? [[Wide(activation)], [Wide("linear"), new Activation(activation)], [Wide(activation), new Dropout(0)], [new Sequential([Wide(activation)])]]
            : [[Wide(activation), new Reshape(2)], [Wide(activation), new Flatten()]];
        foreach (Layer[] tail in tails)
        {
            using Sequential model = new([new Input(1), .. tail]);
            model.SetWeights([Sample.Of([200, -200], 1, 2)]);
            model.Compile("sgd", loss);
            Data y = loss.StartsWith("sparse", StringComparison.Ordinal) ? new[] { 1 } : Sample.Of([0, 1], 1, 2);
            double found = model.TestOnBatch(Sample.Of([1], 1, 1), y).Loss;
            if (visible) Sample.Near(activation == "sigmoid" ? 200 : 400, found);
            else Assert.InRange(found, 15, 17);
        }

        static Dense Wide(string function) => new(2, function) { UseBias = false };
    }

    private static Sequential Net(Optimizer optimizer, Loss loss, params string[] metrics)
    {
        Sequential model = new(seed: 2) { new Input(3), new Dense(4, "tanh"), new Dense(1) };
        model.Compile(optimizer, loss, metrics: metrics);
        return model;
    }

    private static Functional Heads()
    {
        KerasTensor x = Keras.Input(3);
        KerasTensor h = new Dense(4, "tanh").Apply(x);
        return Keras.Model(x, [new Dense(2) { Name = "next" }.Apply(h), new Dense(1, "sigmoid") { Name = "bounce" }.Apply(h)]);
    }
}
