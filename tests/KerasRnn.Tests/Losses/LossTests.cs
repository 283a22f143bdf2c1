using System.Numerics.Tensors;
using KerasRnn.Graph;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Losses;

public sealed class LossTests
{
    [Fact]
    public void Huber_computed_by_hand()
    {
        // d = 0.5 and -3: 0.125 and 3 - 0.5, halved by the mean.
        double[][] results = Evaluate(new Huber(), new Shape(Shape.Batch, 2), new Shape(Shape.Batch, 2), [0, 0], [0.5, -3], 1);
        Golden.Close([(0.125 + 2.5) / 2], results[0], 1e-12, "huber");
    }

    [Fact]
    public void A_loss_of_ones_own_is_written_in_ops_and_reduced_by_the_base()
    {
        Loss quartic = new Quartic { Reduction = LossReduction.Sum };
        double[][] results = Evaluate(quartic, new Shape(Shape.Batch, 1), new Shape(Shape.Batch, 1), [0, 1], [2, 1], 2);
        Golden.Close([16], results[0], 1e-12, "quartic");
    }

    [Theory]
    [InlineData("mse", 3, "mean_squared_error expects targets of the output's shape [B, 2]; got [B, 3]. Make the last layer as wide as the targets, or reshape the targets.")]
    [InlineData("sparse_categorical_crossentropy", 3, "sparse_categorical_crossentropy expects one class number per row of the output [B, 2], targets [B]; got [B, 3]. For one-hot rows use categorical_crossentropy.")]
    public void Targets_of_another_width_are_refused(string name, int width, string sentence)
    {
        // The string is reported as the loss's name, a class name as the class's.
        Loss loss = name == "mse" ? "MeanSquaredError" : name;
        Trace trace = new();
        KerasTensor y = trace.Input("y", new Shape(Shape.Batch, width), InputSource.Data), p = trace.Input("p", new Shape(Shape.Batch, 2), InputSource.Data);
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => loss.Compute(y, p)).Message);
    }

    [Theory]
    [InlineData("categorical_crossentropy", "sigmoid", 5.744835)]
    [InlineData("sparse_categorical_crossentropy", "sigmoid", 5.744835)]
    [InlineData("binary_crossentropy", "softmax", 2.3353233)]
    [InlineData("categorical_crossentropy", "softmax", 5.744835)]
    [InlineData("binary_crossentropy", "sigmoid", 2.3353233)]
    public void The_logits_behind_a_sigmoid_or_a_softmax_are_used_whatever_the_loss(string loss, string activation, double expected)
    {
        // Keras 3.15.1 on TensorFlow gave these losses, and the same as metrics: the activation that made the output plays no part.
        using Sequential model = [new Input(2), new Dense(3, activation) { UseBias = false }];
        model.SetWeights([Tensor.Create([1f, -0.5f, 2, 0.25f, 1, -1], [2, 3])]);
        model.Compile("sgd", loss, metrics: [loss]);
        Data labels = loss[0] == 's' ? new[] { 1, 2 } : new float[,] { { 0, 1, 0 }, { 0, 0, 1 } };
        Evaluation evaluation = model.Evaluate(new float[,] { { 1, -2 }, { 0.5f, 3 } }, labels, verbose: Verbose.Silent);
        Golden.Close([expected, expected], [.. evaluation], 1e-6, $"{loss} behind {activation}");
    }

    [Fact]
    public void A_categorical_loss_on_one_column_is_refused()
    {
        Trace trace = new();
        KerasTensor p = trace.Input("p", new Shape(Shape.Batch, 1), InputSource.Data);
        Assert.Equal(
            "categorical_crossentropy expects outputs [B, .., classes] with at least two classes; got [B, 1]. For a single yes or no use binary_crossentropy.",
            Assert.Throws<ArgumentException>(() => new CategoricalCrossentropy().Compute(p, p)).Message);
    }

    [Fact]
    public void Weights_that_do_not_fit_the_values_are_refused()
    {
        Trace trace = new();
        KerasTensor p = trace.Input("p", new Shape(Shape.Batch, 5, 2), InputSource.Data), w = trace.Input("w", new Shape(Shape.Batch, 4), InputSource.Data);
        Assert.Equal(
            "mean_squared_error expects sample weights for values [B, 5]; got [B, 4]. Give one weight per value, or 1 in the axes that share it: [B, 5] or [B, 1].",
            Assert.Throws<ArgumentException>(() => new MeanSquaredError().Compute(p, p, w)).Message);
    }

    [Fact]
    public void Labels_outside_the_classes_are_refused_by_the_host()
    {
        Loss loss = new SparseCategoricalCrossentropy(ignoreClass: -1);
        Shape three = new(Shape.Batch, 3);
        Assert.Null(loss.WhyNot([0, 2, -1], three));
        Assert.Equal(
            "sparse_categorical_crossentropy expects whole numbers from 0 to 2 as targets, for outputs of 3 classes; got 3.0. Number the classes from 0, or widen the last layer; for one-hot rows use categorical_crossentropy.",
            loss.WhyNot([0, 3], three));
        Assert.NotNull(loss.WhyNot([0.5f], three));
        Assert.Equal(
            "binary_crossentropy expects targets from 0 to 1; got 1.5. For numbers of any size use mean_squared_error.",
            new BinaryCrossentropy().WhyNot([1, 1.5f], three));
        Assert.Null(new MeanSquaredError().WhyNot([7], three));
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest()
    {
        string message = Assert.Throws<ArgumentException>(() => (Loss)"mean_square_error").Message;
        Assert.StartsWith("There is no loss \"mean_square_error\". Did you mean \"mean_squared_error\"? Known: BCE, BinaryCrossentropy, ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Huber_needs_a_positive_delta(double delta) =>
        Assert.Equal(FormattableString.Invariant($"Huber expects delta > 0; got {delta}. Keras' default is 1."), Assert.Throws<ArgumentOutOfRangeException>(() => new Huber(delta)).Message);

    [Fact]
    public void Label_smoothing_lies_between_0_and_1() => Assert.Equal(
        "BinaryCrossentropy expects labelSmoothing from 0 to 1; got 1.5. 0 leaves the labels as they are.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossentropy(labelSmoothing: 1.5)).Message);

    private static double[][] Evaluate(Loss loss, Shape y, Shape p, double[] targets, double[] outputs, int batch)
    {
        Trace trace = new();
        return Golden.Run(trace, [loss.Compute(trace.Input("y", y, InputSource.Data), trace.Input("p", p, InputSource.Data))], batch, targets, outputs);
    }

    private sealed class Quartic() : Loss("quartic")
    {
        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yPred - yTrue)), -1);
    }
}
