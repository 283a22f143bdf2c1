using KerasRnn.Initializers;
using KerasRnn.Layers;
using KerasRnn.Tests.Saving;

namespace KerasRnn.Tests.Layers;

public sealed class CloneTests
{
    [Fact]
    public void A_clone_has_no_weights_yet_and_its_own_ones_later()
    {
        Dense dense = new(3, "relu") { Name = "hidden", Trainable = false };
        dense.Apply(Keras.Input(2));
        Dense clone = Assert.IsType<Dense>(dense.Clone());
        Assert.False(clone.Built);
        Assert.Equal(("hidden", false), (clone.Name, clone.Trainable));
        clone.Apply(Keras.Input(5));
        Assert.Equal(new Shape(5, 3), clone.Kernel.Shape);
        Assert.Equal(new Shape(2, 3), dense.Kernel.Shape);
    }

    [Fact]
    public void A_layer_without_a_name_has_clones_that_a_model_names()
    {
        Dense dense = new(2);
        Sequential model = new() { new Input(2), dense.Clone(), dense.Clone(), dense.Clone("last") };
        Assert.Equal(["dense", "dense_1", "last"], model.Layers.Select(l => l.Name));
        Assert.Equal("A name has at least one letter and no slash; got \"a/b\".", Assert.Throws<ArgumentException>(() => dense.Clone("a/b")).Message);
    }

    [Fact]
    public void What_has_no_place_in_files_is_handed_over_as_it_is()
    {
        ActivationFunction bent = KerasRnn.Activations.Relu(negativeSlope: 0.1);
        Slope slope = new();
        SimpleRNN clone = Assert.IsType<SimpleRNN>(new SimpleRNN(3, bent) { KernelInitializer = slope, RecurrentRegularizer = new L2(0.5), Dropout = 0.25, Seed = 4 }.Clone());
        Assert.Same(bent, clone.Activation);
        Assert.Same(slope, clone.KernelInitializer);
        Assert.Equal((0.5, 0.25, 4), (Assert.IsType<L2>(clone.RecurrentRegularizer).Value, clone.Dropout, clone.Seed));
    }

    [Fact]
    public void Layers_inside_are_cloned_too()
    {
        OwnWords.Register();
        Residual outer = new(new Residual(new Damped(3) { Name = "core", Trainable = false })) { Name = "outer" };
        Residual clone = Assert.IsType<Residual>(outer.Clone());
        Damped core = Assert.IsType<Damped>(Assert.IsType<Residual>(clone.Layer).Layer);
        Assert.NotSame(((Residual)outer.Layer).Layer, core);
        Assert.Equal(("core", false, true), (core.Name, core.Trainable, clone.Trainable));
        Assert.IsType<Sequential>(Assert.IsType<Residual>(new Residual(new Sequential { new Input(2), new Dense(2) }).Clone()).Layer);
    }

    [Fact]
    public void A_layer_of_ones_own_needs_its_word()
    {
        Assert.Equal(
            "Bare \"bare\" cannot be cloned: its class is not registered. Give it a Word and call Keras.Register(Bare.Word) once.",
            Assert.Throws<NotSupportedException>(() => new Bare().Clone()).Message);
        Assert.Equal(
            "Bare \"bare\" cannot be cloned: its class is not registered. Give it a Word and call Keras.Register(Bare.Word) once.",
            Assert.Throws<NotSupportedException>(() => new Sequential { new Bare() }.Clone()).Message);
    }

    [Fact]
    public void A_sequential_model_is_cloned_with_new_weights_from_its_seed()
    {
        Sequential model = new(seed: 7, name: "net") { new Input(4, 2), new SimpleRNN(3) { Trainable = false }, new Dense(2) };
        float[][] first = [.. model.Weights.Select(w => w.GetValue())];
        model.SetWeights([.. model.GetWeights().Select(w => System.Numerics.Tensors.Tensor.Add<float>(w, 1))]);
        model.Compile("sgd", "mse");
        Model clone = model.Clone();
        Assert.Null(clone.Optimizer);
        Assert.Equal(first, clone.Weights.Select(w => w.GetValue()));
        Assert.NotEqual(first, model.Weights.Select(w => w.GetValue()));
        Assert.Equal(model.TrainableWeights.Select(w => w.Path), clone.TrainableWeights.Select(w => w.Path));
        clone.Compile("sgd", "mse");
        Assert.Equal(model.ToJson(), clone.ToJson());
        Assert.Equal("other", model.Clone("other").Name);
        Assert.False(new Sequential { new Dense(2) }.Clone().Built);
    }

    [Fact]
    public void A_functional_model_is_cloned_with_its_shared_layers_and_the_order_of_their_calls()
    {
        KerasTensor a = Keras.Input([6, 2], "a"), b = Keras.Input([2], "b");
        Dense shared = new(3, "tanh") { Name = "shared" };
        KerasTensor late = shared.Apply(b);
        IReadOnlyList<KerasTensor> states = new SimpleRNN(3) { ReturnState = true }.ApplyAll(a, late);
        KerasTensor innerInput = Keras.Input(3);
        Functional inner = Keras.Model(innerInput, new Dense(2).Apply(innerInput), name: "inner");
        Sequential small = new(name: "small") { new Input(2), shared };
        KerasTensor early = shared.Apply(inner.Apply(states[0]));
        Functional model = Keras.Model([a, b], [early, inner.Apply(states[1]), small.Apply(b), shared.Apply(b)], seed: 3, name: "net");

        Functional clone = Assert.IsType<Functional>(model.Clone());
        Assert.Equal(model.ToJson(), clone.ToJson());
        Assert.Equal(model.Weights.Count, clone.Weights.Count);
        Assert.Empty(model.Weights.Intersect(clone.Weights));
        clone.SetWeights(model.GetWeights());
        Data x = Data.Create(new float[2, 6, 2], new float[2, 2]);
        Assert.All(model.PredictAll(x).Zip(clone.PredictAll(x)), pair => Assert.Equal(pair.First.ToArray(), pair.Second.ToArray()));

        KerasTensor hidden = new Dense(2).Apply(b);
        Assert.EndsWith("inside another model. Begin it with Keras.Input.", Assert.Throws<NotSupportedException>(() => Keras.Model(hidden, new Dense(1).Apply(hidden)).Clone()).Message, StringComparison.Ordinal);
    }

    private sealed class Bare : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
    }

    private sealed class Slope : Initializer
    {
        protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => new Ones().Fill(shape, random, destination);
    }
}
