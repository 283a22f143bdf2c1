using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>What a layer or a graph of layers refuses, sentence by sentence.</summary>
public sealed class BadLayerTests
{
    [Theory]
    [InlineData("Dense expects units to be at least 1; got 0.", "dense")]
    [InlineData("SimpleRNN expects units to be at least 1; got -1.", "rnn")]
    [InlineData("Conv1D expects filters to be at least 1; got 0.", "filters")]
    [InlineData("Conv1D expects kernel_size to be at least 1; got 0.", "kernel")]
    [InlineData("Conv1D expects strides to be at least 1; got 0.", "strides")]
    [InlineData("MaxPooling1D expects pool_size to be at least 1; got 0.", "pool")]
    [InlineData("AveragePooling1D expects strides to be at least 1; got -2.", "pool strides")]
    [InlineData("RepeatVector expects n to be at least 1; got 0.", "repeat")]
    [InlineData("Reshape expects positive dimensions and at most one -1; got [-1, -1].", "reshape")]
    [InlineData("Reshape expects positive dimensions and at most one -1; got [0].", "reshape 0")]
    [InlineData("Input expects positive dimensions, or null for a length that only data know; got 0.", "input")]
    [InlineData("Input expects a BatchSize of at least 1, or null to let it vary; got 0.", "batch")]
    [InlineData("A name has at least one letter and no slash; got \"a/b\".", "name")]
    [InlineData("A name has at least one letter and no slash; got \" \".", "blank")]
    public void A_layer_that_cannot_be_made(string sentence, string which) => Assert.Equal(sentence, Sample.Refused(() => _ = which switch
    {
        "dense" => (Layer)new Dense(0),
        "rnn" => new SimpleRNN(-1),
        "filters" => new Conv1D(0, 1),
        "kernel" => new Conv1D(1, 0),
        "strides" => new Conv1D(1, 1, 0),
        "pool" => new MaxPooling1D(0),
        "pool strides" => new AveragePooling1D(2, -2),
        "repeat" => new RepeatVector(0),
        "reshape" => new Reshape(-1, -1),
        "reshape 0" => new Reshape(0),
        "input" => new Input(3, 0),
        "batch" => new Input(3) { BatchSize = 0 },
        "name" => new Dense(1) { Name = "a/b" },
        _ => new Sequential(name: " "),
    }));

    public static TheoryData<string, Func<Layer>, int?[]> Misfits => new()
    {
        { "Conv1D \"conv1d\" expects at least 5 time steps with padding \"valid\"; got [B, 4, 2]. Use longer windows, a smaller kernel_size, or padding \"same\".", () => new Conv1D(1, 3) { DilationRate = 2 }, [4, 2] },
        { "Conv1D \"conv1d\" expects strides or dilation_rate to be 1; got 2 and 3.", () => new Conv1D(1, 2, 2) { DilationRate = 3 }, [9, 2] },
        { "Conv1D \"conv1d\" expects channels and filters that groups divides; got 3 channels, 4 filters and 2 groups.", () => new Conv1D(4, 1) { Groups = 2 }, [5, 3] },
        { "Conv1D expects dilation_rate to be at least 1; got 0.", () => new Conv1D(4, 1) { DilationRate = 0 }, [5, 3] },
        { "Conv1D expects groups to be at least 1; got -1.", () => new Conv1D(4, 1) { Groups = -1 }, [5, 3] },
        { "Conv1D \"conv1d\" expects input [batch, time, features]; got [B, 8] (rank 2). A recurrent layer before it needs ReturnSequences = true; other data need one more axis, e.g. reshape to [B, 8, 1].", () => new Conv1D(4, 1), [8] },
        { "SimpleRNN \"simple_rnn\" expects input [batch, time, features]; got [B, 8] (rank 2). A recurrent layer before it needs ReturnSequences = true; other data need one more axis, e.g. reshape to [B, 8, 1].", () => new SimpleRNN(4), [8] },
        { "SimpleRNN \"simple_rnn\" expects input [batch, time, features]; got [B, 8, 2, 2] (rank 4). Reshape it to three axes.", () => new SimpleRNN(4), [8, 2, 2] },
        { "SimpleRNN \"simple_rnn\" expects a known last dimension; got [B, 8, None]. Give the Input a number there.", () => new SimpleRNN(4), [8, null] },
        { "MaxPooling1D \"max_pooling1d\" expects at least 3 time steps with padding \"valid\"; got [B, 2, 2]. Use a smaller pool_size or padding \"same\".", () => new MaxPooling1D(3), [2, 2] },
        { "AveragePooling1D \"average_pooling1d\" expects padding \"valid\" or \"same\"; got \"causal\".", () => new AveragePooling1D(2, padding: Padding.Causal), [2, 2] },
        { "GlobalMaxPooling1D \"global_max_pooling1d\" expects input [batch, time, features]; got [B, 2] (rank 2). A recurrent layer before it needs ReturnSequences = true; other data need one more axis, e.g. reshape to [B, 2, 1].", () => new GlobalMaxPooling1D(), [2] },
        { "RepeatVector \"repeat_vector\" expects input [batch, features]; got [B, 2, 2] (rank 3).", () => new RepeatVector(2), [2, 2] },
        { "Reshape \"reshape\" expects 4 features of a row, or a multiple where it has a -1; got [B, 3, 2] for [4, -1].", () => new Reshape(4, -1), [3, 2] },
        { "Dense \"dense\" expects a known last dimension; got [B, 3, None]. Give the Input a number there.", () => new Dense(2), [3, null] },
        { "Dense \"dense\" expects input of rank 2 or more, [batch, .., features]; got [B] (rank 1).", () => new Dense(2), [] },
        { "Dense \"dense\" asks for a weight \"kernel\" [60000, 60000]: more than 268435456 values. Use fewer units.", () => new Dense(60000), [60000] },
    };

    [Theory]
    [MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void A_layer_behind_an_input_that_does_not_fit(string sentence, Func<Layer> make, int?[] input)
    {
        Assert.Equal(sentence, Sample.Refused(() => new Sequential { new Input(input), make() }));
        Assert.Equal(sentence, Sample.Refused(() => make().Apply(Keras.Input(input))));
    }

    [Fact]
    public void A_window_shorter_than_the_convolution_is_found_when_the_data_come()
    {
        using Sequential model = [new Input(null, 2), new Conv1D(3, 4)];
        Assert.Equal(
            "Conv1D \"conv1d\" expects at least 4 time steps with padding \"valid\"; got [B, 3, 2]. Use longer windows, a smaller kernel_size, or padding \"same\".",
            Sample.Refused(() => model.Predict(Sample.Random(1, 2, 3, 2))));
        Assert.Equal([2, 1, 3], Sample.Lengths(model.Predict(Sample.Random(1, 2, 4, 2))));
    }

    [Fact]
    public void Weights_were_made_for_another_width()
    {
        SimpleRNN rnn = new(3);
        rnn.Apply(Keras.Input(4, 2));
        Assert.Equal("SimpleRNN \"simple_rnn\" expects 2 features in the last dimension; got [B, 4, 3]. It was built for [B, 4, 2].", Sample.Refused(() => rnn.Apply(Keras.Input(4, 3))));
        Conv1D conv = new(4, 2) { Groups = 2 };
        conv.Apply(Keras.Input(4, 2));
        Assert.Equal("Conv1D \"conv1d\" expects 2 features in the last dimension; got [B, 4, 4]. It was built for [B, 4, 2].", Sample.Refused(() => conv.Apply(Keras.Input(4, 4))));
    }

    [Fact]
    public void Inputs_in_the_wrong_number()
    {
        KerasTensor x = Keras.Input(4, 2), h = Keras.Input(3), narrow = Keras.Input(2);
        Assert.Equal("Dense \"dense\" expects an input; got none.", Sample.Refused(() => new Dense(2).Apply()));
        Assert.Equal("Dense \"dense\" expects one input; got 2.", Sample.Refused(() => new Dense(2).Apply(x, x)));
        Assert.Equal("SimpleRNN \"simple_rnn\" expects one initial state [batch, 3]; got [B, 2].", Sample.Refused(() => new SimpleRNN(3).Apply(x, narrow)));
        Assert.Equal("SimpleRNN \"simple_rnn\" expects one initial state [batch, 3]; got [B, 3] and [B, 3].", Sample.Refused(() => new SimpleRNN(3).Apply(x, h, h)));
        Assert.Equal("SimpleRNN \"simple_rnn\" returns 2 tensors; use ApplyAll to get them all.", Sample.Refused(() => new SimpleRNN(3) { ReturnState = true }.Apply(x)));
        Functional inner = Keras.Model([x, h], new SimpleRNN(3).Apply(x, h), name: "inner");
        Assert.Equal("Functional \"inner\" expects 2 inputs; got 1.", Sample.Refused(() => inner.Apply(Keras.Input(4, 2))));
        Assert.Equal(
            "Functional \"inner\" expects input [B, 4, 2]; got [B, 5, 2]. Give it a tensor of that shape, or make its Input as long.",
            Sample.Refused(() => inner.Apply(Keras.Input(5, 2), h)));
        Sequential nested = new(name: "nested") { new Input(4, 2), new Flatten() };
        Assert.Equal(
            "Sequential \"nested\" expects input [B, 4, 2]; got [B, 8]. Give it a tensor of that shape, or make its Input as long.",
            Sample.Refused(() => new Sequential { new Input(8), nested }));
    }

    [Fact]
    public void A_stateful_layer_takes_whole_batches_of_its_size()
    {
        using Sequential model = new(name: "net") { new Input(4, 2) { BatchSize = 3 }, new SimpleRNN(2) { Stateful = true } };
        model.Compile("sgd", "mse");
        const string Whole = "Sequential \"net\" has a fixed batch size of 3 and expects whole batches of it; got";
        Assert.Equal($"{Whole} 6 rows in batches of 32. Give batchSize: 3.", Sample.Refused(() => model.Predict(Sample.Random(1, 6, 4, 2))));
        Assert.Equal($"{Whole} 7 rows in batches of 3. Give batchSize: 3.", Sample.Refused(() => model.Predict(Sample.Random(1, 7, 4, 2), batchSize: 3)));
        Assert.Equal($"{Whole} 2 rows in batches of 2. Give batchSize: 3.", Sample.Refused(() => model.TrainOnBatch(Sample.Random(1, 2, 4, 2), Sample.Random(1, 2, 2))));
        Assert.Equal("Sequential \"net\" expects 2 rows of input [3, 4, 2]; got 16 numbers.", Sample.Refused(() => model.PredictOnBatch(new float[16], 2, new float[4])));
        Assert.Equal(
            "Sequential \"net\" has a fixed batch size of 3; batch 1 of the stream has 2 rows.",
            Sample.Refused(() => model.Fit(
                Dataset.FromBatches([(Sample.Random(1, 3, 4, 2), Sample.Random(1, 3, 2)), (Sample.Random(1, 2, 4, 2), Sample.Random(1, 2, 2))]), verbose: Verbose.Silent)));
        Assert.Equal($"{Whole} 1 row in batches of 32. Give batchSize: 3.", Sample.Refused(() => model.Predict(Sample.Random(1, 1, 4, 2))));
        Assert.Equal("Sequential \"net\" expects at least 1 row; got 0.", Sample.Refused(() => model.PredictOnBatch([], 0, new float[4])));
        Assert.Equal([3, 2], Sample.Lengths(model.Predict(Sample.Random(1, 3, 4, 2))));
        Assert.Equal([6, 2], Sample.Lengths(model.Predict(Sample.Random(1, 6, 4, 2), batchSize: 3)));
        SimpleRNN layer = (SimpleRNN)model.Layers[0];
        Assert.Equal(
            "SimpleRNN \"simple_rnn\" is stateful with a batch size of 3; got [5, 4, 2]. Use batches of that size.",
            Sample.Refused(() => layer.Apply(Keras.Input([4, 2], null, batchSize: 5))));
    }

    [Fact]
    public void A_layer_that_returns_nothing_or_loses_the_rows_is_refused()
    {
        Assert.Equal("Empty \"empty\" returned null from Call. Return the tensor that the equation gives.", Sample.Sentence<InvalidOperationException>(() => _ = new Sequential { new Input(4, 2), new Empty() }));
        using Sequential model = new(name: "net") { new Input(4, 2), new Total() };
        Assert.Equal(
            "Sequential \"net\" expects a row for each row of the inputs in every output; \"total\" is a single number. Keep the batch, axis 0, in the layer that makes it.",
            Sample.Sentence<InvalidOperationException>(() => model.Predict(Sample.Random(1, 3, 4, 2))));
    }

    private sealed class Empty : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => null!;
    }

    private sealed class Total : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Sum(x);
    }

    [Fact]
    public void Sequences_of_layers_that_cannot_be()
    {
        Dense dense = new(2);
        Assert.Equal(
            "Sequential \"sequential\" already contains Dense \"dense\". Make another one, or share it in a functional model.",
            Sample.Refused(() => new Sequential { new Input(2), dense, dense }));
        Assert.Equal(
            "Sequential \"sequential\" already has a layer \"a\". Give the new one another name.",
            Sample.Refused(() => new Sequential { new Input(2), new Dense(2) { Name = "a" }, new Dense(2) { Name = "a" } }));
        Assert.Equal(
            "Sequential \"sequential\" expects its Input as the first layer; got it after 1 layer.",
            Sample.Refused(() => new Sequential { new Dense(2), new Input(2) }));
        Assert.Equal(
            "Sequential \"sequential\" passes one tensor from layer to layer; SimpleRNN \"simple_rnn\" returns 2. Use a functional model.",
            Sample.Refused(() => new Sequential { new Input(3, 2), new SimpleRNN(2) { ReturnState = true }, new Dense(1) }));
    }

    [Fact]
    public void Graphs_of_layers_that_cannot_be()
    {
        KerasTensor x = Keras.Input([2], "x"), other = Keras.Input([2], "other");
        KerasTensor y = new Dense(2) { Name = "a" }.Apply(x);
        Assert.Equal(
            "Functional \"functional\" needs InputLayer \"other\", which is not among its inputs. Add it to them.",
            Sample.Refused(() => Keras.Model(x, [y, new Dense(1).Apply(other)])));
        Assert.Equal("Functional \"functional\" has two layers \"a\". Give them different names.", Sample.Refused(() => Keras.Model(x, new Dense(1) { Name = "a" }.Apply(y))));
        Assert.Equal("Functional \"net\" expects every input once; got one twice.", Sample.Refused(() => Keras.Model([x, x], y, name: "net")));
        Assert.Equal("Functional \"net\" expects at least one input and one output.", Sample.Refused(() => Keras.Model([], y, name: "net")));
        Assert.Equal("Functional \"net\" expects at least one input and one output.", Sample.Refused(() => Keras.Model(x, [], name: "net")));
        KerasTensor traced = new KerasRnn.Graph.Trace().Constant(1);
        Assert.Equal("Functional \"functional\" expects tensors made by Keras.Input and layer.Apply; got Constant [].", Sample.Refused(() => Keras.Model(x, traced)));
        Assert.Equal(
            "Dense \"dense\": inside a layer's Call use Call(tensor, context); Apply joins layers of a functional model.",
            Sample.Sentence<InvalidOperationException>(() => new Dense(2).Apply(traced)));
    }

    [Fact]
    public void A_layer_of_ones_own_that_forgot_something()
    {
        Assert.Equal(
            "Silent has no equation: override Call(KerasTensor, CallContext), or the one of several inputs.",
            Sample.Sentence<InvalidOperationException>(() => new Silent().Apply(Keras.Input(2))));
        Assert.Equal("Twins \"twins\" already has a layer \"a\" inside. Give the new one another name.", Sample.Refused(() => new Twins()));
        Assert.Equal(
            "Unsized \"unsized\" expects a known, positive size for weight \"w\"; got [None]. Give the model an Input with numbers.",
            Sample.Refused(() => new Unsized().Apply(Keras.Input(3, null))));
        Assert.Equal(
            "Reader \"reader\": Add expects shapes that broadcast; got [B, 3] and [2]. Make the differing dimensions equal or 1.",
            Sample.Refused(() => new Reader().Apply(Keras.Input(3))));
    }

    private sealed class Silent : Layer;

    private sealed class Twins : Layer
    {
        public Twins()
        {
            Track(new Dense(1) { Name = "a" });
            Track(new Dense(1) { Name = "a" });
        }
    }

    private sealed class Unsized : Layer
    {
        protected override void Build(Shape input) => AddWeight("w", new Shape(input.Last), "zeros");

        protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
    }

    private sealed class Reader : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x + context.Trace.Constant([1, 2], new Shape(2));
    }
}
