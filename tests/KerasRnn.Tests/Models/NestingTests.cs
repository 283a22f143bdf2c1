using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>Models inside models, states inside them, and graphs of unusual form.</summary>
public sealed class NestingTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 4, 5, 2), Y = Sample.Random(2, 4, 1);

    [Fact]
    public void Models_without_inputs_are_built_together_by_the_first_data()
    {
        using Sequential outer = new(seed: 3) { new Sequential { new SimpleRNN(3) { ReturnSequences = true }, new SimpleRNN(3) }, new Dense(1) };
        using Sequential flat = new(seed: 3) { new Input(5, 2), new SimpleRNN(3) { ReturnSequences = true }, new SimpleRNN(3), new Dense(1) };
        outer.Compile("adam", "mse");
        flat.Compile("adam", "mse");
        Assert.Equal(flat.Fit(X, Y, epochs: 2, verbose: Verbose.Silent)["loss"], outer.Fit(X, Y, epochs: 2, verbose: Verbose.Silent)["loss"]);
        Assert.Equal(Sample.Weights(flat), Sample.Weights(outer));
        Assert.Equal("sequential/sequential/simple_rnn_1/simple_rnn_cell/kernel", outer.Weights[3].Path);
    }

    [Fact]
    public void Weights_are_named_where_they_are_made()
    {
        // The paths that Keras 3.15.1 gave: a functional model and a Sequential with an Input have their weights before they become part of another model.
        KerasTensor x = Keras.Input(3);
        using Functional functional = Keras.Model(x, new Dense(3) { Name = "a" }.Apply(x), name: "functional");
        Sequential built = new(name: "built") { new Input(3), new Dense(3) { Name = "b" } }, deferred = new(name: "deferred") { new Dense(3) { Name = "c" } };
        using Sequential outer = new(name: "outer") { new Input(3), functional, built, deferred };
        Assert.Equal(["a/kernel", "a/bias", "built/b/kernel", "built/b/bias", "outer/deferred/c/kernel", "outer/deferred/c/bias"], outer.Weights.Select(w => w.Path));
    }

    [Fact]
    public void A_state_inside_a_nested_model_is_carried_and_reset()
    {
        using Sequential outer = [new Input(5, 2) { BatchSize = 4 }, new Sequential { new SimpleRNN(3) { Stateful = true } }];
        float[] first = Sample.Flat(outer.Predict(X, batchSize: 4)), second = Sample.Flat(outer.Predict(X, batchSize: 4));
        Assert.NotEqual(first, second);
        Assert.Single(outer.States);
        Assert.Equal(second, outer.States[0].GetValue());
        outer.ResetState();
        Assert.Equal(first, Sample.Flat(outer.Predict(X, batchSize: 4)));
        float[] span = new float[12];
        outer.ResetState();
        outer.PredictOnBatch(Sample.Flat(X), 4, span);
        Assert.Equal(first, span);
        outer.PredictOnBatch(Sample.Flat(X), 4, span);
        Assert.Equal(second, span);
    }

    [Fact]
    public void Training_and_validation_carry_a_state_on_as_Keras_does()
    {
        using Sequential model = [new Input(5, 2) { BatchSize = 4 }, new SimpleRNN(1) { Stateful = true }];
        model.Compile(new SGD(0), "mse");
        float[] carried = [0, 0, 0, 0];
        using Sequential plain = [new Input(null, 2), new SimpleRNN(1)];
        plain.SetWeights(model.GetWeights());
        model.Fit(X, Y, batchSize: 4, epochs: 2, verbose: Verbose.Silent, validationData: (X, Y), shuffle: false);
        int[] fourTimes = [.. Enumerable.Range(0, 20).Select(t => t % 5)];
        Assert.NotEqual(carried, model.States[0].GetValue());
        Sample.Near(Sample.Flat(plain.Predict(Sample.Times(X, fourTimes))), model.States[0].GetValue());
    }

    [Fact]
    public void One_layer_with_a_state_serves_two_models()
    {
        SimpleRNN rnn = new(2) { Stateful = true };
        KerasTensor x = Keras.Input([5, 2], "x", batchSize: 4);
        KerasTensor h = rnn.Apply(x);
        using Functional one = Keras.Model(x, h), two = Keras.Model(x, new Dense(1).Apply(h));
        one.Predict(X, batchSize: 4);
        float[] state = rnn.States[0].GetValue();
        two.Predict(X, batchSize: 4);
        Assert.NotEqual(state, rnn.States[0].GetValue());
        two.Engine = Sample.Reference;
        rnn.ResetState();
        two.Predict(X, batchSize: 4);
        Sample.Near(state, rnn.States[0].GetValue(), 1e-5);
        Assert.NotEqual(state, Sample.Flat(one.Predict(X, batchSize: 4)));
    }

    [Fact]
    public void An_input_may_be_an_output_and_an_output_may_come_twice()
    {
        KerasTensor x = Keras.Input([2], "x");
        KerasTensor y = new Dense(2) { Name = "y" }.Apply(x);
        using Functional model = Keras.Model(x, [x, y, y]);
        Tensor<float> data = Sample.Random(1, 3, 2);
        IReadOnlyList<Tensor<float>> all = model.PredictAll(data);
        Assert.Equal(Sample.Flat(data), Sample.Flat(all[0]));
        Assert.Equal(Sample.Flat(all[1]), Sample.Flat(all[2]));
        model.Compile("sgd", "mse");
        Assert.Equal(["loss", "x_loss", "y_loss", "y_1_loss"], model.TrainOnBatch(data, new Data[] { data, data, data }).Names);
    }

    [Fact]
    public void A_model_may_start_at_one_of_several_outputs_of_a_layer()
    {
        KerasTensor x = Keras.Input(5, 2);
        IReadOnlyList<KerasTensor> both = new SimpleRNN(3) { ReturnState = true, ReturnSequences = true }.ApplyAll(x);
        KerasTensor y = new Dense(1).Apply(both[0]);
        using Functional tail = Keras.Model(both[0], y), whole = Keras.Model(x, [y, both[0]]);
        IReadOnlyList<Tensor<float>> expected = whole.PredictAll(X);
        Assert.Equal(Sample.Flat(expected[0]), Sample.Flat(tail.Predict(expected[1])));
        Assert.Equal(
            "Functional \"functional\" takes one output of SimpleRNN \"simple_rnn\" as an input and needs another. Give it all of them, or start before that layer.",
            Sample.Refused(() => Keras.Model(both[0], [y, new Dense(2).Apply(both[1])])));
    }

    [Fact]
    public void A_weight_that_the_loss_does_not_reach_stays_as_it_is()
    {
        KerasTensor x = Keras.Input(2);
        Dense used = new(1) { Name = "used" };
        SimpleRNN idle = new(2) { Name = "idle" };
        using Functional model = Keras.Model(x, [used.Apply(x), idle.Apply(new RepeatVector(2).Apply(x))]);
        model.Compile(new AdamW(0.1), "mse", lossWeights: [1.0, 0.0]);
        float[] before = Sample.Weights(idle), moved = Sample.Weights(used);
        model.TrainOnBatch(Sample.Random(1, 4, 2), new Data[] { Sample.Random(2, 4, 1), Sample.Random(3, 4, 2) });
        Assert.NotEqual(moved, Sample.Weights(used));

        // A loss weight of 0 gives gradients of 0: decay alone, as in Keras; a path that is cut gives none, and not even decay.
        Sample.Near([.. before.Select(w => w * (1 - (0.004f * 0.1f)))], Sample.Weights(idle));
        using Sequential cut = [new Input(2), new Dense(2) { Name = "cut" }, new Stop(), new Dense(1)];
        cut.Compile(new AdamW(0.1), "mse");
        before = Sample.Weights(cut.Layers[0]);
        cut.TrainOnBatch(Sample.Random(1, 4, 2), Sample.Random(2, 4, 1));
        Assert.Equal(before, Sample.Weights(cut.Layers[0]));
    }

    private sealed class Stop : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.StopGradient(x);
    }
}
