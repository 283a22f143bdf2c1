using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

public sealed class SequentialTests
{
    [Fact]
    public void A_model_built_by_its_first_data_has_the_weights_of_one_built_by_its_input()
    {
        using Sequential early = new(seed: 5) { new Input(6, 2), new SimpleRNN(3), new Dense(1) };
        using Sequential late = new(seed: 5) { new SimpleRNN(3), new Dense(1) };
        Tensor<float> x = Sample.Random(1, 4, 6, 2);
        Assert.True(early.Built);
        Assert.False(late.Built);
        Assert.Empty(late.Weights);
        Assert.Equal(Sample.Flat(early.Predict(x)), Sample.Flat(late.Predict(x)));
        Assert.Equal(early.Weights.Select(w => w.Shape), late.Weights.Select(w => w.Shape));
    }

    [Fact]
    public void Training_is_the_same_whether_the_first_data_or_an_input_build_the_model()
    {
        Tensor<float> x = Sample.Random(1, 10, 6, 2), y = Sample.Random(2, 10, 1);
        float[] Train(Sequential model)
        {
            model.Compile("adam", "mse", metrics: ["mae"]);
            History history = model.Fit(x, y, epochs: 2, batchSize: 4, verbose: Verbose.Silent);
            return [.. Sample.Weights(model), .. history["loss"].Concat(history["mae"]).Select(v => (float)v)];
        }

        using Sequential early = [new Input(6, 2), new SimpleRNN(3), new Dense(1)], late = [new SimpleRNN(3), new Dense(1)];
        Assert.Equal(Train(early), Train(late));
    }

    [Fact]
    public void A_model_built_by_a_stream_is_trained_by_it()
    {
        Tensor<float> x = Sample.Random(1, 8, 6, 2), y = Sample.Random(2, 8, 1);
        using Sequential early = [new Input(6, 2), new SimpleRNN(3), new Dense(1)], late = [new SimpleRNN(3), new Dense(1)];
        foreach (Sequential model in new[] { early, late })
        {
            model.Compile("adam", "mse");
            model.Fit(Dataset.FromBatches([(x, y), (x, y)]), epochs: 3, verbose: Verbose.Silent);
        }

        Assert.Equal(Sample.Weights(early), Sample.Weights(late));
    }

    [Fact]
    public void A_length_left_open_takes_sequences_of_any_length_with_the_same_weights()
    {
        using Sequential model = [new Input(null, 2), new Conv1D(4, 3, activation: "relu"), new SimpleRNN(3, "tanh"), new Dense(1)];
        Assert.Equal(new Shape(Shape.Batch, Shape.Unknown, 4), model.Layers[0].OutputShapes[0]);
        Assert.Equal(new Shape(Shape.Batch, 1), model.OutputShapes[0]);
        model.Compile("adam", "mse");
        foreach (int length in new[] { 5, 9, 3, 5 })
        {
            Tensor<float> x = Sample.Random(length, 4, length, 2);
            model.Fit(x, Sample.Random(length + 1, 4, 1), verbose: Verbose.Silent);
            float[] one = new float[4];
            model.PredictOnBatch(Sample.Flat(x), 4, one);
            Assert.Equal(Sample.Flat(model.Predict(x)), one);
        }
    }

    [Fact]
    public void A_model_without_input_takes_other_lengths_where_its_layers_do()
    {
        using Sequential model = [new SimpleRNN(3), new Dense(1)];
        model.Predict(Sample.Random(1, 2, 5, 2));
        Assert.Equal([2, 1], Sample.Lengths(model.Predict(Sample.Random(1, 2, 9, 2))));
        using Sequential flat = [new Flatten(), new Dense(1)];
        flat.Predict(Sample.Random(1, 2, 5, 2));
        Assert.Equal(
            "Dense \"dense\" expects 10 features in the last dimension; got [B, 18]. It was built for [B, 10].",
            Sample.Refused(() => flat.Predict(Sample.Random(1, 2, 9, 2))));
        Assert.Equal(
            "Sequential \"sequential\" expects input [B, None, 2]; got [2, 9] (rank 2). Add an axis to the data.",
            Sample.Refused(() => model.Predict(Sample.Random(1, 2, 9))));
    }

    [Fact]
    public void Layers_name_themselves_as_in_Keras_and_weights_know_their_path()
    {
        using Sequential model = new(name: "net")
        {
            new Input(9, 4), new Conv1D(4, 2), new MaxPooling1D(), new AveragePooling1D(2), new SimpleRNN(2) { ReturnSequences = true }, new SimpleRNN(2) { Name = "last" },
            new Dense(4), new Dense(4), new Reshape(4, 1), new Flatten(), new RepeatVector(2), new GlobalAveragePooling1D(), new RepeatVector(2), new GlobalMaxPooling1D(),
            new Activation("relu"), new Dropout(0.1),
        };
        Assert.Equal(
            ["conv1d", "max_pooling1d", "average_pooling1d", "simple_rnn", "last", "dense", "dense_1", "reshape", "flatten", "repeat_vector", "global_average_pooling1d",
                "repeat_vector_1", "global_max_pooling1d", "activation", "dropout"],
            model.Layers.Select(l => l.Name));
        Assert.Equal(
            ["net/conv1d/kernel", "net/conv1d/bias", "net/simple_rnn/simple_rnn_cell/kernel", "net/simple_rnn/simple_rnn_cell/recurrent_kernel", "net/simple_rnn/simple_rnn_cell/bias"],
            model.Weights.Take(5).Select(w => w.Path));
        Assert.Equal("net/dense_1/bias", model.Weights[^1].Path);
        Assert.Equal(model.Weights.Sum(w => w.Count), model.CountParams());
        Assert.Equal((4 * 4 * 2) + 4, model.Layers[0].CountParams());
    }

    [Fact]
    public void Models_are_layers_and_carry_their_weights_along()
    {
        using Sequential inner = new(name: "inner") { new Input(5, 2), new SimpleRNN(3) };
        using Sequential outer = new(name: "outer") { new Input(5, 2), inner, new Dense(1) };
        Assert.Equal(["inner/simple_rnn/simple_rnn_cell/kernel", "outer/dense/bias"], [outer.Weights[0].Path, outer.Weights[^1].Path]);
        Assert.Equal([.. inner.Weights, .. outer.Layers[1].Weights], outer.Weights);
        outer.Compile("adam", "mse");
        float[] before = Sample.Weights(inner);
        outer.Fit(Sample.Random(1, 4, 5, 2), Sample.Random(2, 4, 1), verbose: Verbose.Silent);
        Assert.NotEqual(before, Sample.Weights(inner));
        float[] expected = Sample.Flat(inner.Predict(Sample.Random(1, 4, 5, 2)));
        Assert.Equal(12, expected.Length);
    }

    [Fact]
    public void Weights_are_copied_out_and_in()
    {
        using Sequential model = [new Input(3), new Dense(2), new Dense(1)];
        IReadOnlyList<Tensor<float>> weights = model.GetWeights();
        Assert.Equal(new int[][] { [3, 2], [2], [2, 1], [1] }, weights.Select(Sample.Lengths));
        float[] before = Sample.Weights(model);
        weights[0][0, 0] += 1;
        Assert.Equal(before, Sample.Weights(model));
        model.SetWeights(weights);
        Assert.Equal(before[0] + 1, Sample.Weights(model)[0]);
        model.Predict(Sample.Random(1, 2, 3));
        model.SetWeights([.. weights.Select(w => Sample.Of(new float[(int)w.FlattenedLength], Sample.Lengths(w)))]);
        Assert.Equal([0, 0], Sample.Flat(model.Predict(Sample.Random(1, 2, 3))));
    }

    [Fact]
    public void A_last_layer_of_two_outputs_has_two_names()
    {
        using Sequential model = [new Input(3, 2), new SimpleRNN(2) { ReturnState = true }];
        Assert.Equal(
            "Sequential \"sequential\" has 2 outputs (simple_rnn, simple_rnn_1); use PredictAll.",
            Sample.Sentence<InvalidOperationException>(() => model.Predict(Sample.Random(1, 2, 3, 2))));
        model.Compile("sgd", "mse");
        Tensor<float> y = Sample.Random(1, 2, 2);
        Assert.Equal(["loss", "simple_rnn_loss", "simple_rnn_1_loss"], model.TestOnBatch(Sample.Random(1, 2, 3, 2), new Data[] { y, y }).Names);
    }
}
