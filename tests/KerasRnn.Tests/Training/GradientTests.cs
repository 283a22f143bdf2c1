using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>Gradients of whole models: against central differences in double, and simd against the reference engine over training steps.</summary>
public sealed class GradientTests
{
    public static TheoryData<string> Nets => [.. Models.Keys];

    private static readonly Dictionary<string, Func<Layer[]>> Models = new()
    {
        ["dense"] = () => [new Flatten(), new Dense(5, "gelu"), new Dense(3, "elu"), new Dense(2)],
        ["activations"] = () => [new Dense(4, "selu"), new Dense(4, "silu"), new Dense(4, "softplus"), new Dense(4, "leaky_relu"), new Flatten(), new Dense(2, "hard_sigmoid")],
        ["softmax"] = () => [new Dense(4, "softmax"), new GlobalAveragePooling1D(), new Dense(2, "sigmoid")],
        ["conv"] = () => [new Conv1D(4, 3, padding: Padding.Same, activation: "tanh"), new Conv1D(4, 2, strides: 2, padding: Padding.Causal) { Groups = 2 }, new Flatten(), new Dense(2)],
        ["dilated"] = () => [new Conv1D(3, 2, padding: Padding.Causal, activation: "tanh") { DilationRate = 2 }, new AveragePooling1D(2, 1, Padding.Same), new GlobalMaxPooling1D(), new Dense(2)],
        ["pool"] = () => [new Conv1D(3, 2, activation: "tanh"), new MaxPooling1D(2, 1, Padding.Same), new AveragePooling1D(2), new Reshape(-1), new Dense(2)],
        ["rnn"] = () => [new SimpleRNN(4), new Dense(2)],
        ["rnn_stacked"] = () => [new SimpleRNN(4, "sigmoid") { ReturnSequences = true, GoBackwards = true }, new SimpleRNN(3, "linear"), new Dense(2)],
        ["rnn_unrolled"] = () => [new SimpleRNN(4, "elu") { Unroll = true, ReturnSequences = true }, new SimpleRNN(3, "softplus"), new Dense(2)],
        ["repeat"] = () => [new SimpleRNN(3), new RepeatVector(3), new SimpleRNN(3) { ReturnSequences = true, UseBias = false }, new Flatten(), new Dense(2)],
        ["penalties"] = () =>
        [
            new SimpleRNN(3) { KernelRegularizer = "l2", RecurrentRegularizer = new Regularizers(), BiasRegularizer = "l1" },
            new Dense(2) { KernelRegularizer = "l2" },
        ],
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void The_gradient_of_a_models_loss_equals_central_differences(string net)
    {
        using Sequential model = new([new Input(5, 3), .. Models[net]()]);
        Sample.Randomized(model, seed: 11);
        model.Engine = Sample.Reference;
        model.Compile(new SGD(1), net == "softmax" ? "binary_crossentropy" : "mse");
        Tensor<float> x = Sample.Random(3, 4, 5, 3), y = Sample.Of([.. Sample.Draw(8, 4).Select(Math.Abs)], 4, 2);
        Data inputs = x, targets = y;
        float[] weights = [0.5f, 2, 1, 0.25f];

        model.TestOnBatch(inputs, targets, weights);
        double[][] before = [.. model.Weights.Select(Sample.Doubles)];
        model.TrainOnBatch(inputs, targets, weights);
        double[][] gradients = [.. model.Weights.Select((w, i) => before[i].Zip(Sample.Doubles(w), (a, b) => a - b).ToArray())];
        for (int i = 0; i < before.Length; i++) model.Weights[i].Restore(before[i]);

        const double Step = 1e-5;
        for (int i = 0; i < before.Length; i++)
        {
            for (int element = 0; element < before[i].Length; element++)
            {
                double difference = (Loss(i, element, Step) - Loss(i, element, -Step)) / (2 * Step);
                Sample.Near(difference, gradients[i][element], 1e-7, $"{model.Weights[i].Path}[{element}]");
            }
        }

        double Loss(int weight, int element, double step)
        {
            double[] moved = [.. before[weight]];
            moved[element] += step;
            model.Weights[weight].Restore(moved);
            double loss = model.TestOnBatch(inputs, targets, weights).Loss;
            model.Weights[weight].Restore(before[weight]);
            return loss;
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Simd_and_reference_train_alike(string net)
    {
        Tensor<float> x = Sample.Random(3, 10, 5, 3), y = Sample.Of([.. Sample.Draw(20, 4).Select(Math.Abs)], 10, 2);
        (float[] Weights, double[] Losses)[] runs = [.. Sample.Engines.Select(engine =>
        {
            using Sequential model = new([new Input(5, 3), .. Models[net]()], seed: 7) { Engine = engine };
            model.Compile(new SGD(0.02, momentum: 0.7, nesterov: true), "mse", metrics: ["mae"]);
            History history = model.Fit(x, y, batchSize: 4, epochs: 4, verbose: Verbose.Silent, validationSplit: 0.2);
            return (Sample.Weights(model), history["loss"].Concat(history["mae"]).Concat(history["val_mae"]).ToArray());
        })];
        Sample.Near(runs[1].Weights, runs[0].Weights, 1e-4, "weights");
        Sample.Near([.. runs[1].Losses.Select(l => (float)l)], [.. runs[0].Losses.Select(l => (float)l)], 1e-4, "losses");
    }

    [Fact]
    public void The_gradient_of_a_given_state_reaches_the_layer_that_made_it()
    {
        KerasTensor x = Keras.Input(4, 2);
        KerasTensor state = new Dense(3, "tanh") { Name = "state" }.Apply(new GlobalAveragePooling1D().Apply(x));
        using Functional model = Keras.Model(x, new SimpleRNN(3) { UseBias = false }.Apply(x, state));
        Sample.Randomized(model, seed: 3);
        model.Engine = Sample.Reference;
        model.Compile(new SGD(1), "mse");
        Tensor<float> data = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 3);
        Variable weight = model.Layers.Single(l => l.Name == "state").Weights[0];
        double loss = model.TestOnBatch(data, y).Loss;
        double[][] all = [.. model.Weights.Select(Sample.Doubles)];
        double[] before = Sample.Doubles(weight);
        model.TrainOnBatch(data, y);
        double found = before[2] - Sample.Doubles(weight)[2];
        for (int i = 0; i < all.Length; i++) model.Weights[i].Restore(all[i]);
        before[2] += 1e-6;
        weight.Restore(before);
        Sample.Near((model.TestOnBatch(data, y).Loss - loss) / 1e-6, found, 1e-5);
    }

    // A penalty of one's own: Σ w⁴.
    private sealed class Regularizers : Regularizer
    {
        public override KerasTensor Call(KerasTensor weight) => Ops.Sum(Ops.Square(Ops.Square(weight)));
    }
}
