using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.Loader;
using KerasRnn.Initializers;
using KerasRnn.Layers;
using KerasRnn.Saving;

namespace KerasRnn.Tests.Saving;

public sealed class RegisteredTests
{
    public RegisteredTests() => OwnWords.Register();

    // Words as Keras 3.15 writes them.
    public static TheoryData<object, string> Written() => new()
    {
        { new Power(3, 1, 0.5) { Reduction = LossReduction.Sum }, """{"module":null,"class_name":"Power","config":{"name":"power","reduction":"sum","power":3.0,"weights":[1.0,0.5]},"registered_name":"my>PowerLoss"}""" },
        { new WorstError { Name = "worst" }, """{"module":null,"class_name":"WorstError","config":{"name":"worst","dtype":"float32"},"registered_name":"my>WorstError"}""" },
        { new SignMomentum(0.5) { LearningRate = 0.25, ClipNorm = 1 }, """{"module":null,"class_name":"SignMomentum","config":{"name":"sign_momentum","learning_rate":0.25,"weight_decay":null,"clipnorm":1.0,"global_clipnorm":null,"clipvalue":null,"use_ema":false,"ema_momentum":0.99,"ema_overwrite_frequency":null,"loss_scale_factor":null,"gradient_accumulation_steps":null,"momentum":0.5},"registered_name":"my>SignMomentum"}""" },
        { new Ramp(0.25), """{"module":null,"class_name":"Ramp","config":{"step":0.25},"registered_name":"my>Ramp"}""" },
        { new Fourth(0.5), """{"module":null,"class_name":"Fourth","config":{"l4":0.5},"registered_name":"my>Fourth"}""" },
        { new Join { Name = "join" }, """{"module":null,"class_name":"Join","config":{"name":"join","trainable":true,"dtype":"float32"},"registered_name":"Custom>Join"}""" },
        { new Residual(new Damped(3, 0.5) { Name = "inner", Trainable = false }), """{"module":null,"class_name":"Residual","config":{"name":"residual","trainable":true,"dtype":"float32","layer":{"module":null,"class_name":"Damped","config":{"name":"inner","trainable":false,"dtype":"float32","units":3,"factor":0.5,"kernel_initializer":{"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null},"registered_name":null},"kernel_regularizer":null,"activation":"tanh"},"registered_name":"my>Damped"}},"registered_name":"my>Residual"}""" },
        { new Smoothed(new Power(2)), """{"module":null,"class_name":"Smoothed","config":{"name":"smoothed","reduction":"sum_over_batch_size","loss":{"module":null,"class_name":"Power","config":{"name":"power","reduction":"sum_over_batch_size","power":2.0,"weights":[]},"registered_name":"my>PowerLoss"}},"registered_name":"my>Smoothed"}""" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_registered_word_is_written_as_Keras_writes_it_and_read_again(object word, string json)
    {
        string again = word switch
        {
            Loss loss => Both(KerasJson.Write(loss), text => KerasJson.Write(KerasJson.ReadLoss(text))),
            Metric metric => Both(KerasJson.Write(metric), text => KerasJson.Write(KerasJson.ReadMetric(text))),
            Optimizer optimizer => Both(KerasJson.Write(optimizer), text => KerasJson.Write(KerasJson.ReadOptimizer(text))),
            Initializer initializer => Both(KerasJson.Write(initializer), text => KerasJson.Write(KerasJson.ReadInitializer(text))),
            Regularizer regularizer => Both(KerasJson.Write(regularizer), text => KerasJson.Write(KerasJson.ReadRegularizer(text))),
            _ => Both(KerasJson.Write((Layer)word), text => KerasJson.Write(KerasJson.ReadLayer(text))),
        };
        Assert.Equal(json, again);

        string Both(string written, Func<string, string> through)
        {
            Assert.Equal(json, written);
            return through(written);
        }
    }

    [Fact]
    public void A_model_of_registered_words_comes_back_and_goes_on_training_with_the_same_numbers()
    {
        Sequential model = new(seed: 4, name: "own")
        {
            new Input(4),
            new Damped(4, 0.5) { KernelInitializer = new Ramp(0.25), KernelRegularizer = new Fourth(0.5), Activation = new Sine() },
            new Residual(new Dense(4, new Sine())),
            new Residual(new Sequential(name: "inside") { new Input(4), new Dense(3), new Damped(4) }),
            new Residual(new Residual(new Damped(4))),
            new Dense(2),
        };
        model.Compile(new SignMomentum(0.5), new Power(3, 1, 0.5), metrics: [new WorstError(), "mae", new Power()]);
        string json = model.ToJson();
        Model again = Model.FromJson(json, seed: 4);
        Assert.Equal(json, again.ToJson());
        Assert.Equal(model.Weights.Select(w => w.Path), again.Weights.Select(w => w.Path));

        (Tensor<float> x, Tensor<float> y) = (Numbers(8, 4), Numbers(8, 2));
        again.SetWeights(model.GetWeights());
        Assert.Equal(model.Predict(x).ToArray(), again.Predict(x).ToArray());
        Assert.Equal(["loss", "worst_error", "mae", "power"], again.Evaluate(x, y, verbose: Verbose.Silent).Names);
        History one = model.Fit(x, y, epochs: 3, verbose: Verbose.Silent), other = again.Fit(x, y, epochs: 3, verbose: Verbose.Silent);
        Assert.Equal(one["loss"], other["loss"]);
        Assert.All(model.GetWeights().Zip(again.GetWeights()), pair => Assert.Equal(pair.First.ToArray(), pair.Second.ToArray()));
    }

    [Fact]
    public void A_layer_that_a_word_writes_twice_is_one_layer_again()
    {
        Dense dense = new(4);
        using Sequential model = [new Input(4), new Pair(dense, dense), new Pair(new Dense(4), new Dense(4))];
        Assert.Equal(6, model.Weights.Count);
        string json = model.ToJson();
        using Model again = Model.FromJson(json), clone = model.Clone();
        Assert.Equal(json, again.ToJson());
        Assert.Equal(6, again.Weights.Count);
        Assert.Equal(6, clone.Weights.Count);
        again.SetWeights(model.GetWeights());
        Assert.Equal(model.Predict(Numbers(3, 4)).ToArray(), again.Predict(Numbers(3, 4)).ToArray());
    }

    [Fact]
    public void Only_words_of_a_kind_are_registered_and_read()
    {
        Assert.Equal(
            "Keras.Register expects a word of Layer, Loss, Metric, Optimizer, Initializer, Regularizer, ActivationFunction; got a Word<Pair>. Name the kind, not the class: Word<Layer>.Of<Pair>(...).",
            Sample.Refused(() => Keras.Register(Word<Pair>.Of<Pair>(_ => new Pair(new Dense(1), new Dense(1)), (_, _) => { }))));
        Keras.Register(Word<Layer>.Of<Hollow>(_ => null!, (_, _) => { }), package: "my");
        using Sequential model = [new Input(2), new Hollow()];
        Assert.Equal("The Word of Hollow read nothing from its config. Return the object.", Sample.Sentence<InvalidOperationException>(() => model.Clone()));
        Assert.Throws<ArgumentNullException>(() => Word<Layer>.Of<Hollow>(null!, (_, _) => { }));
    }

    [Fact]
    public void A_layer_of_several_inputs_and_outputs_stands_in_a_functional_model_as_Keras_writes_it()
    {
        KerasTensor a = Keras.Input([4], "a"), b = Keras.Input([2], "b");
        IReadOnlyList<KerasTensor> halves = new Halves().ApplyAll(a);
        Functional model = Keras.Model([a, b], [new Join().Apply(halves[1], b, halves[0]), new SimpleRNN(2) { Name = "rnn" }.Apply(Keras3D(a), b)], name: "several");
        string json = model.ToJson();
        Assert.Contains(
            """
            "registered_name":"Custom>Join","build_config":{"input_shape":[[null,2],[null,2],[null,2]]},"name":"join","inbound_nodes":[{"args":[[{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["halves",0,1]}},{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["b",0,0]}},{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["halves",0,0]}}]],"kwargs":{}}]}
            """.Trim(), json, StringComparison.Ordinal);
        Assert.Contains(
            """
            "build_config":{"shapes_dict":{"sequences_shape":[null,2,2],"initial_state_shape":[null,2]}},"name":"rnn","inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,2,2],"dtype":"float32","keras_history":["reshape",0,0]}}],"kwargs":{"initial_state":{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["b",0,0]}}}}]}
            """.Trim(), json, StringComparison.Ordinal);
        Functional again = Assert.IsType<Functional>(Model.FromJson(json));
        Assert.Equal(json, again.ToJson());
        again.SetWeights(model.GetWeights());
        Data x = Data.Create(Numbers(3, 4), Numbers(3, 2));
        Assert.All(model.PredictAll(x).Zip(again.PredictAll(x)), pair => Assert.Equal(pair.First.ToArray(), pair.Second.ToArray()));

        static KerasTensor Keras3D(KerasTensor x) => new Reshape(2, 2).Apply(x);
    }

    [Fact]
    public void Functions_that_Python_registered_are_read_as_the_words_of_their_name()
    {
        Dense dense = Assert.IsType<Dense>(KerasJson.ReadLayer("""{"class_name": "Dense", "config": {"units": 1, "activation": {"module": "builtins", "class_name": "function", "config": "my>sine", "registered_name": "function"}}}"""));
        Assert.IsType<Sine>(dense.Activation);
        Assert.Contains("""
            "activation":{"module":null,"class_name":"Sine","config":{},"registered_name":"my>sine"}
            """.Trim(), KerasJson.Write(dense), StringComparison.Ordinal);
        Assert.IsType<Power>(KerasJson.ReadLoss("""{"module": "builtins", "class_name": "function", "config": "my>PowerLoss", "registered_name": "function"}"""));
        Assert.IsType<Damped>(KerasJson.ReadLayer("""{"class_name": "my>Damped", "config": {"units": 2}}"""));
        Assert.IsType<SignMomentum>((Optimizer)"my>SignMomentum");
        Assert.IsType<Sine>((ActivationFunction)"my>sine");
    }

    [Fact]
    public void A_layer_of_Python_without_options_of_its_own_is_read() =>
        Assert.IsType<Join>(KerasJson.ReadLayer("""{"module": "words", "class_name": "Join", "config": {"name": "join", "activity_regularizer": null, "trainable": true, "dtype": "float32", "autocast": true}, "registered_name": "Custom>Join"}"""));

    [Theory]
    [InlineData("""{"module": null, "class_name": "Wavy", "config": {}, "registered_name": "my>Wavy"}""", "KerasJson: Wavy is registered as \"my>Wavy\", which is not known here. Give its class a Word and call Keras.Register(Wavy.Word, package: \"my\") first.")]
    [InlineData("""{"module": "a.b", "class_name": "Wavy", "config": {}, "registered_name": "my>Waves"}""", "KerasJson: Wavy is registered as \"my>Waves\", which is not known here. Give its class a Word and call Keras.Register(Wavy.Word, package: \"my\", name: \"Waves\") first.")]
    [InlineData("""{"module": "a.b", "class_name": "Wavy", "config": {}, "registered_name": "Wavy"}""", "KerasJson: Wavy comes from module \"a.b\"; expected \"keras.layers\". Only Keras' own words and registered ones can be read.")]
    [InlineData("""{"class_name": "Sequential", "config": {"layers": []}, "registered_name": "my>Stack"}""", "KerasJson: Sequential is registered as \"my>Stack\", which is not known here. Give its class a Word and call Keras.Register(Sequential.Word, package: \"my\", name: \"Stack\") first.")]
    [InlineData("""{"class_name": "Power", "config": {}, "registered_name": "my>PowerLoss"}""", "KerasJson: Power is registered as \"my>PowerLoss\", which is not known here. Give its class a Word and call Keras.Register(Power.Word, package: \"my\", name: \"PowerLoss\") first.")]
    [InlineData("""{"class_name": "Damped", "config": {}, "registered_name": 3}""", "KerasJson: \"registered_name\" must be a string; got 3.")]
    [InlineData("""{"class_name": "Damped", "config": {}, "registered_name": "my>Damped"}""", "Damped needs \"units\", a whole number.")]
    [InlineData("""{"class_name": "Damped", "config": {"name": "d", "units": 2, "factr": 1.0}, "registered_name": "my>Damped"}""", "Damped \"d\": unknown option \"factr\". Did you mean \"factor\"? Known: activation, activity_regularizer, autocast, dtype, factor, kernel_initializer, kernel_regularizer, name, trainable, units.")]
    [InlineData("""{"class_name": "Damped", "config": {"units": 2, "activity_regularizer": "l2"}, "registered_name": "my>Damped"}""", "Damped: option \"activity_regularizer\": \"l2\" is not known here. Leave it out.")]
    [InlineData("""{"class_name": "Damped", "config": {"units": 2, "activation": {"class_name": "Wavy", "config": {}, "registered_name": "my>Wavy"}}, "registered_name": "my>Damped"}""", "Damped: \"activation\": Wavy is registered as \"my>Wavy\", which is not known here. Give its class a Word and call Keras.Register(Wavy.Word, package: \"my\") first.")]
    [InlineData("""{"class_name": "Residual", "config": {}, "registered_name": "my>Residual"}""", "Residual needs \"layer\", a layer.")]
    [InlineData("""{"class_name": "Residual", "config": {"layer": "dense"}, "registered_name": "my>Residual"}""", "Residual: \"layer\" expects an object with \"class_name\" and \"config\"; got \"dense\".")]
    [InlineData("""{"class_name": "Residual", "config": {"layer": {"class_name": "Lambda", "config": {}}}, "registered_name": "my>Residual"}""", "There is no layer \"Lambda\". Known: Activation, AveragePooling1D, Conv1D, Dense, Dropout, Flatten, Functional, GlobalAveragePooling1D, GlobalMaxPooling1D, InputLayer, MaxPooling1D, RepeatVector, Reshape, Sequential, SimpleRNN.")]
    [InlineData("""{"class_name": "Residual", "config": {"layer": {"class_name": "Dense", "config": {"units": 1000000}}}, "registered_name": "my>Residual"}""", "Dense: \"units\" must be at most 262144; got 1000000.")]
    public void What_cannot_be_read_is_a_sentence(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => KerasJson.ReadLayer(json)).Message);

    [Fact]
    public void Words_of_every_kind_say_how_they_are_registered()
    {
        string unknown = """{"class_name": "Wavy", "config": {}, "registered_name": "my>Wavy"}""";
        string sentence = "KerasJson: Wavy is registered as \"my>Wavy\", which is not known here. Give its class a Word and call Keras.Register(Wavy.Word, package: \"my\") first.";
        Action[] reads = [() => KerasJson.ReadLoss(unknown), () => KerasJson.ReadMetric(unknown), () => KerasJson.ReadOptimizer(unknown), () => KerasJson.ReadInitializer(unknown), () => KerasJson.ReadRegularizer(unknown)];
        Assert.All(reads, read => Assert.Equal(sentence, Assert.Throws<FormatException>(read).Message));
        Assert.Equal(
            "Sequential \"s\": \"compile_config\"" + sentence["KerasJson".Length..],
            Assert.Throws<FormatException>(() => Model.FromJson($"{{\"class_name\": \"Sequential\", \"config\": {{\"name\": \"s\", \"layers\": []}}, \"compile_config\": {{\"optimizer\": {unknown}}}}}")).Message);

        Action[] writes = [() => KerasJson.Write(new Own.Quartic()), () => KerasJson.Write((Metric)new Own.Quartic()), () => new Dense(1, new Own.Cubic()).Clone().Apply(Keras.Input(2)), () => KerasJson.Write(new Dense(1, new Own.Cubic()))];
        Assert.Equal("Quartic cannot be written as JSON: its class is not registered. Give it a Word and call Keras.Register(Quartic.Word) once.", Assert.Throws<NotSupportedException>(writes[0]).Message);
        Assert.Equal("Quartic cannot be written as JSON: its class is not registered. Give it a Word and call Keras.Register(Quartic.Word) once.", Assert.Throws<NotSupportedException>(writes[1]).Message);
        writes[2]();
        Assert.Equal("Cubic cannot be written as JSON: its class is not registered. Give it a Word and call Keras.Register(Cubic.Word) once.", Assert.Throws<NotSupportedException>(writes[3]).Message);
    }

    [Fact]
    public void A_layer_within_what_is_no_layer_is_refused_both_ways()
    {
        Keras.Register(Own.WithLayer.Word, package: "my");
        Assert.Equal("\"layer\" is a layer, and only layers have layers inside. Keep it out of the config.", Assert.Throws<NotSupportedException>(() => KerasJson.Write(new Own.WithLayer(new Dense(1)))).Message);
        Assert.Equal(
            "WithLayer: \"layer\" is a layer, and only layers have layers inside. Keep it out of the config.",
            Assert.Throws<NotSupportedException>(() => KerasJson.ReadLoss("""{"class_name": "WithLayer", "config": {"layer": {"class_name": "Flatten"}}, "registered_name": "my>WithLayer"}""")).Message);
    }

    [Theory]
    [InlineData(double.NaN, "JSON holds finite numbers; \"step\" is NaN. Give it a number.")]
    [InlineData(double.PositiveInfinity, "JSON holds finite numbers; \"step\" is Infinity. Give it a number.")]
    public void Numbers_that_JSON_does_not_have_are_refused(double step, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<NotSupportedException>(() => KerasJson.Write(new Ramp(step))).Message);

    [Theory]
    [InlineData("3", "3")]
    [InlineData("[1, \"2\"]", "[1, \"2\"]")]
    [InlineData("[1e999]", "[1e999]")]
    public void A_list_of_numbers_is_one(string weights, string shown) => Assert.Equal(
        $"Power: \"weights\" must be a list of numbers; got {shown}.",
        Assert.Throws<FormatException>(() => KerasJson.ReadLoss($"{{\"class_name\": \"Power\", \"config\": {{\"weights\": {weights}}}, \"registered_name\": \"my>PowerLoss\"}}")).Message);

    [Fact]
    public void A_file_does_not_get_around_its_limits_by_wrapping()
    {
        string wrapped = """{"class_name": "Residual", "config": {"layer": {"class_name": "Flatten"}}, "registered_name": "my>Residual"}""";
        string json = $"{{\"class_name\": \"Sequential\", \"config\": {{\"name\": \"s\", \"layers\": [{string.Join(',', Enumerable.Repeat(wrapped, 5_000))}]}}}}";
        Assert.Equal("Residual: \"layer\" expects at most 10000 layers.", Assert.Throws<FormatException>(() => Model.FromJson(json)).Message);
        string deep = string.Concat(Enumerable.Repeat("""{"class_name": "Residual", "registered_name": "my>Residual", "config": {"layer": """, 1_000)) + "3" + new string('}', 2_000);
        Assert.StartsWith("KerasJson expects JSON as Keras writes it;", Assert.Throws<FormatException>(() => KerasJson.ReadLayer(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registering_again_is_no_harm_and_a_second_name_is_read_too()
    {
        Keras.Register(Ramp.Word, package: "my");
        Keras.Register(Word<Initializer>.Of<Ramp>(_ => new Ramp(7), (_, _) => { }), package: "old");
        Keras.Register(Ramp.Word, package: "my");
        Assert.Equal(7, Assert.IsType<Ramp>(KerasJson.ReadInitializer("""{"class_name": "Ramp", "registered_name": "old>Ramp"}""")).Step);
        Assert.Equal("""{"module":null,"class_name":"Ramp","config":{"step":1.0},"registered_name":"my>Ramp"}""", KerasJson.Write(new Ramp(1)));
    }

    // A cell of a notebook that runs again makes its class anew.
    [Fact]
    public void A_class_that_is_defined_anew_takes_the_place_of_the_old_one()
    {
        Keras.Register(Again.Word, package: "again");
        Type anew = new AssemblyLoadContext("again").LoadFromAssemblyPath(typeof(Again).Assembly.Location).GetType(typeof(Again).FullName!)!;
        Assert.NotSame(typeof(Again), anew);
        Keras.Register((Word<Regularizer>)anew.GetProperty(nameof(Again.Word), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!, package: "again");
        Assert.IsType(anew, KerasJson.ReadRegularizer("""{"class_name": "Again", "registered_name": "again>Again"}"""));
        Assert.EndsWith("\"registered_name\":\"again>Again\"}", KerasJson.Write(new Again()), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_cannot_be_registered_are_sentences()
    {
        Refused(
            "Keras.Register: \"my>Ramp\" is KerasRnn.Tests.Saving.Ramp already; got KerasRnn.Tests.Saving.RegisteredTests+Own+Slope. Give one of them another package or name.",
            () => Keras.Register(Own.Slope.Word, package: "my", name: "Ramp"));
        foreach ((string package, string name) in new[] { ("", "Slope"), ("my", ""), ("a>b", "Slope"), ("my", "a>b") })
        {
            Refused(
                $"Keras.Register expects a package and a name without \">\" for Slope; got \"{package}\" and \"{name}\". Leave them out for \"Custom\" and the class's name.",
                () => Keras.Register(Own.Slope.Word, package, name));
        }

        Refused("Keras.Register expects a class and a package of your own; got Dense and \"my\". Keras' own words are known already.", () => Keras.Register(Dense.Word, package: "my"));
        foreach (string package in new[] { "keras", "keras.layers" })
        {
            Refused($"Keras.Register expects a class and a package of your own; got Slope and \"{package}\". Keras' own words are known already.", () => Keras.Register(Own.Slope.Word, package));
        }

        static void Refused(string sentence, Action register) => Assert.Equal(sentence, Assert.Throws<ArgumentException>(register).Message);
    }

    private static Tensor<float> Numbers(params int[] lengths)
    {
        CounterRandom random = new(11);
        return Tensor.Create([.. Enumerable.Range(0, lengths.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.NextNormal())], [.. lengths.Select(l => (nint)l)]);
    }

    /// <summary>Defined twice by <see cref="A_class_that_is_defined_anew_takes_the_place_of_the_old_one"/>.</summary>
    public sealed class Again : Regularizer
    {
        public static Word<Regularizer> Word { get; } = Word<Regularizer>.Of<Again>(_ => new Again(), (_, _) => { });

        public override KerasTensor Call(KerasTensor weight) => Ops.Sum(weight);
    }

    private static class Own
    {
        public sealed class Slope : Initializer
        {
            public static Word<Initializer> Word { get; } = Word<Initializer>.Of<Slope>(_ => new Slope(), (_, _) => { });

            protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => new Ones().Fill(shape, random, destination);
        }

        public sealed class Quartic() : Loss("quartic")
        {
            protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yPred - yTrue)), -1);
        }

        public sealed class Cubic : ActivationFunction
        {
            public override string Name => "cubic";

            public override KerasTensor Call(KerasTensor x) => x * x * x;
        }

        public sealed class WithLayer(Layer layer) : Loss("with_layer")
        {
            public static Word<Loss> Word { get; } = Word<Loss>.Of<WithLayer>(c => new WithLayer(c.Layer("layer")), (x, w) => w.Layer("layer", x.Inner));

            public Layer Inner { get; } = layer;

            protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(yPred, -1);
        }
    }
}
