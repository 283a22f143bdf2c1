using System.Numerics.Tensors;
using KerasRnn.Initializers;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Saving;

public sealed class ModelJsonTests
{
    [Fact]
    public void A_model_comes_back_from_its_JSON_with_the_same_layers_and_numbers()
    {
        Sequential model = new(seed: 3, name: "ball")
        {
            new Input(12, 4),
            new Conv1D(6, 3, activation: "relu") { Padding = Padding.Causal, DilationRate = 2, Groups = 2, KernelRegularizer = new L2(1e-4) },
            new MaxPooling1D(2),
            new AveragePooling1D(2, 1, Padding.Same),
            new SimpleRNN(5) { ReturnSequences = true, RecurrentInitializer = new Identity(0.5), Trainable = false },
            new SimpleRNN(4, "leaky_relu") { GoBackwards = true, Dropout = 0.25, RecurrentDropout = 0.5 },
            new RepeatVector(3),
            new Reshape(2, -1),
            new Flatten(),
            new Dropout(0.5) { Seed = 4, NoiseShape = [null, 1] },
            new Dense(3) { UseBias = false, KernelInitializer = new VarianceScaling(2, FanMode.FanOut, DrawDistribution.Uniform) { Seed = 7 } },
            new Activation("softmax"),
        };
        model.Compile(new RMSprop(0.01, momentum: 0.5, centered: true) { GlobalClipNorm = 2 }, new CategoricalCrossentropy(labelSmoothing: 0.1), metrics: ["accuracy", new RootMeanSquaredError { Name = "own" }, new MeanAbsoluteError()]);

        string json = model.ToJson();
        Model again = Model.FromJson(json, seed: 3);
        Assert.Equal(json, again.ToJson());
        Assert.Equal(model.Weights.Select(w => w.Path), again.Weights.Select(w => w.Path));
        Assert.All(model.Weights.Zip(again.Weights), pair => Assert.Equal(pair.First.GetValue(), pair.Second.GetValue()));
        Assert.Equal(model.TrainableWeights.Select(w => w.Path), again.TrainableWeights.Select(w => w.Path));
        RMSprop optimizer = Assert.IsType<RMSprop>(again.Optimizer);
        Assert.Equal((0.5, true, 2.0), (optimizer.Momentum, optimizer.Centered, optimizer.GlobalClipNorm));
        Assert.Equal((float)0.01, (float)optimizer.LearningRate);
    }

    [Fact]
    public void Shared_layers_nested_models_and_several_ends_come_back()
    {
        KerasTensor a = Keras.Input([6, 2], "a"), b = Keras.Input([2], "b");
        Dense shared = new(3, "tanh") { Name = "shared" };
        KerasTensor start = shared.Apply(b);
        IReadOnlyList<KerasTensor> states = new SimpleRNN(3) { ReturnState = true }.ApplyAll(a, start);
        KerasTensor innerInput = Keras.Input(3);
        Functional inner = Keras.Model(innerInput, new Dense(2).Apply(innerInput), name: "inner");
        Sequential small = new(name: "small") { new Input(2), shared };
        Functional model = Keras.Model([a, b], [inner.Apply(states[0]), inner.Apply(states[1]), small.Apply(b)], name: "net");
        model.Compile("adam", new Dictionary<string, Loss> { ["inner"] = "mse", ["inner_1"] = new Huber(0.5), ["small"] = "mae" }, [1, 2, 0.5]);

        Functional again = Assert.IsType<Functional>(Model.FromJson(model.ToJson()));
        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Weights.Count, again.Weights.Count);
        again.SetWeights(model.GetWeights());
        Data x = Data.Create(Numbers(2, 6, 2), Numbers(2, 2));
        Assert.All(model.PredictAll(x).Zip(again.PredictAll(x)), pair => Assert.Equal(pair.First.ToArray(), pair.Second.ToArray()));
    }

    [Fact]
    public void A_handwritten_file_needs_only_what_has_no_default()
    {
        Model model = Model.FromJson("""
            {"class_name": "Sequential", "config": {"layers": [
                {"class_name": "InputLayer", "config": {"batch_shape": [null, null, 2]}},
                {"class_name": "SimpleRNN", "config": {"units": 4}},
                {"class_name": "Dense", "config": {"units": 2, "kernel_initializer": "he_normal", "activation": {"class_name": "function", "config": "relu"}}}]},
             "compile_config": {"optimizer": "adam", "loss": "mse", "metrics": ["mae"]}}
            """);
        Assert.Equal(["simple_rnn", "dense"], model.Layers.Select(l => l.Name));
        Assert.Equal(4 * (2 + 4 + 1) + (2 * 5), model.CountParams());
        Assert.IsType<Adam>(model.Optimizer);
        Assert.IsType<HeNormal>(Assert.IsType<Dense>(model.Layers[1]).KernelInitializer);
        Evaluation result = model.Evaluate(Numbers(3, 5, 2), Numbers(3, 2), verbose: Verbose.Silent);
        Assert.Equal(["loss", "mae"], result.Names);
    }

    [Fact]
    public void A_sequential_without_input_is_built_by_its_build_shape()
    {
        Model model = Model.FromJson("""{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": {"units": 2}}], "build_input_shape": [null, 3]}}""");
        Assert.Equal(8, model.CountParams());
        Assert.Contains("\"batch_shape\":[null,3]", model.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_of_the_style_before_Keras_3_and_flat_ends_are_read()
    {
        Model model = Model.FromJson("""
            {"class_name": "Functional", "config": {"name": "old", "layers": [
                {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 3], "name": "x"}, "name": "x", "inbound_nodes": []},
                {"class_name": "Dense", "config": {"units": 3, "name": "d"}, "name": "d", "inbound_nodes": [[["x", 0, 0, {}]], [["d", 0, 0, {}]]]}],
             "input_layers": ["x", 0, 0], "output_layers": ["d", 1, 0]}}
            """);
        Assert.Equal(12, model.CountParams());
        Assert.Equal([2, 3], model.Predict(Numbers(2, 3)).Lengths.ToArray().Select(l => (int)l));
    }

    [Theory]
    [InlineData("\"optimizer\": \"nadam\"")]
    [InlineData("\"optimizer\": {\"class_name\": \"Lamb\", \"config\": {}}")]
    [InlineData("\"optimizer\": null")]
    [InlineData("")]
    public void With_an_optimizer_that_is_not_known_the_model_is_read_uncompiled(string config)
    {
        Model model = Model.FromJson("{\"class_name\": \"Sequential\", \"config\": {\"name\": \"s\", \"layers\": []}, \"compile_config\": {" + config + "}}");
        Assert.Null(model.Optimizer);
    }

    [Fact]
    public void Compiling_can_be_left_out()
    {
        string json = """{"class_name": "Sequential", "config": {"name": "s", "layers": []}, "compile_config": {"optimizer": "adam", "loss": "log_cosh"}}""";
        Assert.StartsWith("Sequential \"s\": \"compile_config\": There is no loss \"log_cosh\".", Assert.Throws<FormatException>(() => Model.FromJson(json)).Message, StringComparison.Ordinal);
        Assert.Null(Model.FromJson(json, compile: false).Optimizer);
    }

    [Fact]
    public void A_part_of_ones_own_cannot_be_written_and_is_named()
    {
        Sequential model = new() { new Input(2), new Double() };
        Assert.Equal(
            "Double \"double\" cannot be written as JSON: its class is not registered. Give it a Word and call Keras.Register(Double.Word) once.",
            Assert.Throws<NotSupportedException>(() => model.ToJson()).Message);
        Assert.Equal(
            "Activation \"relu\" cannot be written as JSON: Keras' files hold activations by name, without options. Use one of Keras' by its name.",
            Assert.Throws<NotSupportedException>(() => new Sequential { new Dense(1, KerasRnn.Activations.Relu(maxValue: 1)) }.ToJson()).Message);
        model = new Sequential { new Input(2), new Dense(1) };
        model.Compile("sgd", "mse", metrics: [new LossMetric(new Huber()) { Name = "robust" }]);
        Assert.Equal(
            "LossMetric \"robust\" cannot be written as JSON: Keras' files have this loss among the metrics as \"huber_loss\". Give the loss the name.",
            Assert.Throws<NotSupportedException>(() => model.ToJson()).Message);
    }

    [Fact]
    public void A_loss_that_Keras_has_no_metric_of_stands_among_the_metrics_as_a_loss()
    {
        Sequential model = new() { new Input(2), new Dense(1) };
        model.Compile("sgd", "mse", metrics: [new Huber(0.5), new MeanSquaredError()]);
        string json = model.ToJson();
        Assert.EndsWith(
            """
            "metrics":[{"module":"keras.losses","class_name":"Huber","config":{"name":"huber_loss","reduction":"sum_over_batch_size","delta":0.5},"registered_name":null},{"module":"keras.metrics","class_name":"MeanSquaredError","config":{"name":"mean_squared_error","dtype":"float32"},"registered_name":null}],"weighted_metrics":null,"run_eagerly":false,"steps_per_execution":1,"jit_compile":false}}
            """.Trim(), json, StringComparison.Ordinal);
        Assert.Equal(json, Model.FromJson(json).ToJson());
    }

    [Fact]
    public void Parts_of_models_are_read_and_written()
    {
        Assert.Equal(0.5, Assert.IsType<Huber>(KerasJson.ReadLoss("""{"class_name": "Huber", "config": {"delta": 0.5, "reduction": "sum"}}""")).Delta);
        Assert.Equal("mae", KerasJson.ReadMetric("\"mae\"").Name);
        Assert.Equal(3, Assert.IsType<Dense>(KerasJson.ReadLayer("""{"class_name": "Dense", "config": {"units": 3}}""")).Units);
        Assert.Equal(
            """{"module":"keras.initializers","class_name":"OrthogonalInitializer","config":{"seed":null,"gain":1.0},"registered_name":null}""",
            KerasJson.Write((Initializer)"orthogonal"));
        Assert.Equal(
            """{"module":"keras.losses","class_name":"Huber","config":{"name":"huber_loss","reduction":"none","delta":0.5},"registered_name":null}""",
            KerasJson.Write(new Huber(0.5) { Reduction = LossReduction.None }));
        Assert.Equal(
            """{"module":"keras.optimizers","class_name":"SGD","config":{"name":"sgd","learning_rate":0.009999999776482582,"weight_decay":null,"clipnorm":null,"global_clipnorm":null,"clipvalue":null,"use_ema":false,"ema_momentum":0.99,"ema_overwrite_frequency":null,"loss_scale_factor":null,"gradient_accumulation_steps":null,"momentum":0.0,"nesterov":false},"registered_name":null}""",
            KerasJson.Write((Optimizer)"sgd"));
    }

    private static Tensor<float> Numbers(params int[] lengths)
    {
        CounterRandom random = new(11);
        return Tensor.Create([.. Enumerable.Range(0, lengths.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.NextNormal())], [.. lengths.Select(l => (nint)l)]);
    }

    private sealed class Double : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x * 2;
    }
}
