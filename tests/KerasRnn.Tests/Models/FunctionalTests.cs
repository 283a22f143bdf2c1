using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

public sealed class FunctionalTests
{
    [Fact]
    public void Several_inputs_and_outputs_are_fed_and_returned_in_their_order()
    {
        KerasTensor a = Keras.Input([2], "a"), b = Keras.Input([3], "b");
        using Functional model = Keras.Model([b, a], [new Dense(1, "linear") { Name = "of_a" }.Apply(a), new Dense(2) { Name = "of_b" }.Apply(b)]);
        Sample.Randomized(model);
        Tensor<float> x = Sample.Random(1, 4, 2), z = Sample.Random(2, 4, 3);
        IReadOnlyList<Tensor<float>> both = model.PredictAll(new Data[] { z, x });
        Assert.Equal([4, 1], Sample.Lengths(both[0]));
        Assert.Equal([4, 2], Sample.Lengths(both[1]));
        Dense of = (Dense)model.Layers.Single(l => l.Name == "of_a");
        float[] k = of.Kernel.GetValue(), flat = Sample.Flat(x);
        Sample.Near((flat[0] * k[0]) + (flat[1] * k[1]) + of.Bias!.GetValue()[0], Sample.Flat(both[0])[0]);
    }

    [Fact]
    public void A_layer_used_twice_has_one_set_of_weights_and_gathers_both_gradients()
    {
        // y = w·(w·x): with x = 1, w = 3 and target 0, dL/dw = 2·9·2·3.
        KerasTensor x = Keras.Input(1);
        Dense twice = new(1) { UseBias = false };
        using Functional model = Keras.Model(x, twice.Apply(twice.Apply(x)));
        Assert.Single(model.Weights);
        model.SetWeights([Sample.Of([3], 1, 1)]);
        model.Compile(new SGD(0.001), "mse");
        Assert.Equal(81, model.TrainOnBatch(Sample.Of([1], 1, 1), Sample.Of([0], 1, 1)).Loss, 1e-4);
        Sample.Near(3 - (0.001 * 108), model.Weights[0].GetValue()[0]);
    }

    [Fact]
    public void A_shared_layer_sees_both_inputs()
    {
        KerasTensor a = Keras.Input(2), b = Keras.Input(2);
        Dense shared = new(2) { Name = "shared" };
        using Functional model = Keras.Model([a, b], [shared.Apply(a), shared.Apply(b)]);
        Tensor<float> x = Sample.Random(1, 3, 2), y = Sample.Random(2, 3, 2);
        IReadOnlyList<Tensor<float>> both = model.PredictAll(new Data[] { x, y }), swapped = model.PredictAll(new Data[] { y, x });
        Assert.Equal(Sample.Flat(both[0]), Sample.Flat(swapped[1]));
        Assert.Equal(Sample.Flat(both[1]), Sample.Flat(swapped[0]));
        model.Compile("sgd", ["mse", "mae"]);
        Assert.Equal(["loss", "shared_loss", "shared_1_loss"], model.TestOnBatch(new Data[] { x, y }, new Data[] { x, y }).Names);
    }

    [Fact]
    public void A_nested_model_equals_its_layers_in_place()
    {
        KerasTensor i = Keras.Input(5, 2);
        SimpleRNN rnn = new(3);
        Dense head = new(1);
        using Functional inner = Keras.Model(i, rnn.Apply(i), name: "inner");
        KerasTensor x = Keras.Input(5, 2);
        using Functional outer = Keras.Model(x, head.Apply(inner.Apply(x)), name: "outer");
        KerasTensor z = Keras.Input(5, 2);
        using Functional flat = Keras.Model(z, head.Apply(rnn.Apply(z)), name: "flat");
        Tensor<float> data = Sample.Random(1, 3, 5, 2);
        Assert.Equal(Sample.Flat(flat.Predict(data)), Sample.Flat(outer.Predict(data)));
        Assert.Equal(["input_layer", "inner", "dense"], outer.Layers.Select(l => l.Name));
        Assert.Equal(flat.Weights, outer.Weights);
    }

    [Fact]
    public void A_model_may_start_inside_another()
    {
        KerasTensor x = Keras.Input(4);
        KerasTensor h = new Dense(3, "tanh").Apply(x), y = new Dense(2).Apply(h);
        using Functional whole = Keras.Model(x, y), front = Keras.Model(x, h), back = Keras.Model(h, y);
        Tensor<float> data = Sample.Random(1, 3, 4);
        Assert.Equal(Sample.Flat(whole.Predict(data)), Sample.Flat(back.Predict(front.Predict(data))));
    }

    [Fact]
    public void An_input_that_no_output_needs_is_still_fed()
    {
        KerasTensor a = Keras.Input([2], "a"), b = Keras.Input([3], "b");
        using Functional model = Keras.Model([a, b], new Dense(1).Apply(a));
        Assert.Equal(["a", "b", "dense"], model.Layers.Select(l => l.Name));
        Assert.Equal([2, 1], Sample.Lengths(model.Predict(new Data[] { Sample.Random(1, 2, 2), Sample.Random(2, 2, 3) })));
    }

    [Fact]
    public void Reshaping_a_length_left_open_waits_for_the_data()
    {
        KerasTensor x = Keras.Input(null, 2);
        using Functional inner = Keras.Model(x, new Reshape(4, -1).Apply(x));
        Assert.Equal(new Shape(Shape.Batch, 4, Shape.Unknown), inner.OutputShapes[0]);
        using Sequential outer = [new Input(null, 2), inner];
        Assert.Equal(new Shape(Shape.Batch, 4, Shape.Unknown), outer.OutputShapes[0]);
        Assert.Equal([3, 4, 3], Sample.Lengths(outer.Predict(Sample.Random(1, 3, 6, 2))));
        Assert.Equal(
            "Reshape \"reshape\" expects 4 features of a row, or a multiple where it has a -1; got [B, 3, 2] for [4, -1].",
            Sample.Refused(() => outer.Predict(Sample.Random(1, 3, 3, 2))));
    }

    [Fact]
    public void Layers_inside_a_layer_have_paths_of_their_own()
    {
        using Sequential model = [new Input(3), new Twins()];
        Assert.Equal(["twins/dense/kernel", "twins/dense/bias", "twins/dense_1/kernel", "twins/dense_1/bias"], model.Weights.Select(w => w.Path["sequential/".Length..]));
    }

    private sealed class Twins : Layer
    {
        private readonly Dense one, two;

        public Twins()
        {
            one = Track(new Dense(2));
            two = Track(new Dense(2));
        }

        protected override KerasTensor Call(KerasTensor x, CallContext context) => one.CallIn(context, x) - two.CallIn(context, x);
    }
}
