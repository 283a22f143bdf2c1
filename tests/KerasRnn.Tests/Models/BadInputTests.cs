using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Models;

/// <summary>Every mistake is one sentence: who expected what, what it got, what to do.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void Data_of_another_rank_or_width()
    {
        using Sequential model = Net();
        Assert.Equal("Sequential \"net\" expects input [B, 4, 2]; got [3, 4] (rank 2). Add an axis to the data.", Sample.Refused(() => model.Predict(Sample.Random(1, 3, 4))));
        Assert.Equal(
            "Sequential \"net\" expects input [B, 4, 2]; got [3, 4, 3] (rank 3). Reshape the data, or give the model another Input.",
            Sample.Refused(() => model.Fit(Sample.Random(1, 3, 4, 3), Sample.Random(1, 3, 1), verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"net\" expects input [B, 4, 2]; got [3, 5, 2] (rank 3). Reshape the data, or give the model another Input.",
            Sample.Refused(() => model.TrainOnBatch(Sample.Random(1, 3, 5, 2), Sample.Random(1, 3, 1))));
        Assert.Equal(
            "Sequential \"net\" expects input [B, 4, 2]; got [12] (rank 1). Reshape the data, or give the model another Input.",
            Sample.Refused(() => model.Evaluate(new float[12], new float[12], verbose: Verbose.Silent)));
        Assert.Equal("Sequential \"net\" expects 1 input; got 2.", Sample.Refused(() => model.Predict(new Data[] { new float[3], new float[3] })));
        Assert.Equal("Sequential \"net\" expects 2 rows of input [B, 4, 2]; got 15 numbers.", Sample.Refused(() => model.PredictOnBatch(new float[15], 2, new float[2])));
        Assert.Equal("Sequential \"net\" expects at least 1 row; got 0.", Sample.Refused(() => model.PredictOnBatch([], 0, [])));
        Assert.Equal("Sequential \"net\" expects room for 2 numbers of 2 rows; got 1.", Sample.Refused(() => model.PredictOnBatch(new float[16], 2, new float[1])));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "infinity")]
    [InlineData(float.NegativeInfinity, "infinity")]
    public void Numbers_that_are_none(float bad, string name)
    {
        using Sequential model = Net();
        float[] x = new float[24], y = [0, 0, bad];
        x[13] = bad;
        Tensor<float> good = Sample.Of(new float[24], 3, 4, 2), targets = Sample.Of([0, 0, 0], 3, 1);
        string inRow1 = $"Sequential \"net\" expects finite numbers; got {name} at [1, 2, 1]. Remove or replace such rows.";
        Assert.Equal(inRow1, Sample.Refused(() => model.Fit(Sample.Of(x, 3, 4, 2), targets, verbose: Verbose.Silent)));
        Assert.Equal(inRow1, Sample.Refused(() => model.Predict(Sample.Of(x, 3, 4, 2))));
        Assert.Equal(
            $"Sequential \"net\", targets, expects finite numbers; got {name} at [2, 0]. Remove or replace such rows.",
            Sample.Refused(() => model.Fit(good, Sample.Of(y, 3, 1), verbose: Verbose.Silent)));
        Assert.Equal(
            $"Sequential \"net\", sample weights, expects finite numbers; got {name} at [2]. Remove or replace such rows.",
            Sample.Refused(() => model.Fit(good, targets, sampleWeight: y, verbose: Verbose.Silent)));
        Assert.Equal(
            $"Sequential \"net\", targets, expects finite numbers; got {name} at [2, 0]. Remove or replace such rows.",
            Sample.Refused(() => model.Fit(good, targets, validationData: (good, Sample.Of(y, 3, 1)), verbose: Verbose.Silent)));
    }

    [Fact]
    public void Nothing_at_all()
    {
        using Sequential model = Net();
        Data none = new float[0, 4, 2], noTargets = new float[0, 1];
        Assert.Equal("Sequential \"net\" expects at least one row; got [0, 4, 2].", Sample.Refused(() => model.Fit(none, noTargets, verbose: Verbose.Silent)));
        Assert.Equal("Sequential \"net\" expects at least one row; got [0, 4, 2].", Sample.Refused(() => model.Predict(none)));
        Assert.Equal("Sequential \"net\" expects at least one row; got [0, 4, 2].", Sample.Refused(() => model.TrainOnBatch(none, noTargets)));
        Assert.Equal("Data has at least one array; got none. Give it one for each input or output of the model.", Sample.Refused(() => model.Predict(Array.Empty<Data>())));
        using Sequential open = [new Input(null, 2), new SimpleRNN(2)];
        Assert.Equal("Sequential \"sequential\" expects rows that hold numbers; got [3, 0, 2]. Leave empty sequences out.", Sample.Refused(() => open.Predict(new float[3, 0, 2])));
        Assert.Equal("Sequential \"empty\" has no layers. Add some.", Sample.Sentence<InvalidOperationException>(() => new Sequential(name: "empty").Predict(Sample.Random(1, 2, 2))));
    }

    [Fact]
    public void Sizes_that_make_no_sense()
    {
        using Sequential model = Net();
        Tensor<float> x = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 1);
        Assert.Equal("Sequential \"net\" expects batches of at least 1 row; got 0.", Sample.Refused(() => model.Fit(x, y, batchSize: 0, verbose: Verbose.Silent)));
        Assert.Equal("Sequential \"net\" expects batches of at least 1 row; got -1.", Sample.Refused(() => model.Predict(x, batchSize: -1)));
        Assert.Equal("Sequential \"net\" expects epochs and initialEpoch to be at least 0; got -1 and 0.", Sample.Refused(() => model.Fit(x, y, epochs: -1, verbose: Verbose.Silent)));
        Assert.Equal("Sequential \"net\" expects epochs and initialEpoch to be at least 0; got 2 and -1.", Sample.Refused(() => model.Fit(x, y, epochs: 2, initialEpoch: -1, verbose: Verbose.Silent)));
        Assert.Equal("EarlyStopping expects Patience to be at least 0; got -1.", Sample.Refused(() => new EarlyStopping { Patience = -1 }));
        Assert.StartsWith("Sequential \"net\": a summary expects a lineLength of 40 or more and positions that rise to 1; got ", Sample.Refused(() => model.Summary(lineLength: 5, output: TextWriter.Null)), StringComparison.Ordinal);
        Assert.StartsWith("Sequential \"net\": a summary expects a lineLength of 40 or more and positions that rise to 1; got ", Sample.Refused(() => model.Summary(positions: [0.5, 0.4, 1], output: TextWriter.Null)), StringComparison.Ordinal);
        Assert.Equal("Sequential \"net\" expects validationFrequency to be at least 1; got 0.", Sample.Refused(() => model.Fit(x, y, validationFrequency: 0, verbose: Verbose.Silent)));
        foreach ((double split, string shown) in new[] { (0.1, "0.1"), (1, "1"), (-0.5, "-0.5"), (0.9, "0.9") })
        {
            Assert.Equal(
                split == 0.1 ? "fits" : $"Sequential \"net\" expects a validationSplit that leaves rows on both sides; got {shown} of 3 rows. Give a share between 0 and 1, such as 0.2.",
                split == 0.1 ? "fits" : Sample.Refused(() => model.Fit(x, y, validationSplit: split, verbose: Verbose.Silent)));
        }

        Assert.Equal(
            "Sequential \"net\" expects validationSplit or validationData, not both.",
            Sample.Refused(() => model.Fit(x, y, validationSplit: 0.5, validationData: (x, y), verbose: Verbose.Silent)));
    }

    [Fact]
    public void Rows_that_do_not_match()
    {
        using Sequential model = Net();
        Tensor<float> x = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 1);
        Assert.Equal(
            "A dataset expects as many rows in every array; got [3, 4, 2] as inputs, [2, 1] as targets. Give one of each for every row.",
            Sample.Refused(() => model.Fit(x, Sample.Rows(y, 0, 2), verbose: Verbose.Silent)));
        Assert.Equal(
            "A dataset expects as many rows in every array; got [3, 4, 2] as inputs, [3, 1] as targets and [2] as weights. Give one of each for every row.",
            Sample.Refused(() => model.TrainOnBatch(x, y, new float[] { 1, 1 })));
        KerasTensor a = Keras.Input([2], "a"), b = Keras.Input([2], "b");
        using Functional two = Keras.Model([a, b], new SumLayer().Apply(a, b), name: "two");
        Assert.Equal("Functional \"two\" expects as many rows in every input; got [3, 2] and [2, 2].", Sample.Refused(() => two.Predict(new Data[] { Sample.Random(1, 3, 2), Sample.Random(1, 2, 2) })));
        Assert.Equal("Functional \"two\", input \"b\", expects input [B, 2]; got [3, 4] (rank 2). Reshape the data, or give the model another Input.", Sample.Refused(() => two.Predict(new Data[] { Sample.Random(1, 3, 2), Sample.Random(1, 3, 4) })));
        Assert.Equal(
            "Functional \"two\", input \"b\", expects finite numbers; got NaN at [0, 1]. Remove or replace such rows.",
            Sample.Refused(() => two.Predict(new Data[] { Sample.Random(1, 1, 2), Sample.Of([0, float.NaN], 1, 2) })));
    }

    [Fact]
    public void Targets_that_do_not_fit()
    {
        using Sequential model = Net();
        Tensor<float> x = Sample.Random(1, 3, 4, 2);
        Assert.Equal(
            "Sequential \"net\", output \"dense\": mse expects targets of the output's shape [B, 1]; got [B, 2]. Make the last layer as wide as the targets, or reshape the targets.",
            Sample.Refused(() => model.Fit(x, Sample.Random(2, 3, 2), verbose: Verbose.Silent)));
        Assert.Equal("Sequential \"net\" has 1 output (dense) and expects targets for each; got 2.", Sample.Refused(() => model.Fit(x, new Data[] { new float[3], new float[3] }, verbose: Verbose.Silent)));
        model.Compile("adam", "binary_crossentropy");
        Assert.Equal(
            "Sequential \"net\", output \"dense\": binary_crossentropy expects targets from 0 to 1; got -3.5. For numbers of any size use mean_squared_error.",
            Sample.Refused(() => model.Fit(x, Sample.Of([0.5f, 1, -3.5f], 3, 1), verbose: Verbose.Silent)));
        model.Compile("adam", "categorical_crossentropy");
        Assert.Equal(
            "Sequential \"net\", output \"dense\": categorical_crossentropy expects outputs [B, .., classes] with at least two classes; got [B, 1]. For a single yes or no use binary_crossentropy.",
            Sample.Refused(() => model.Fit(x, Sample.Of([0, 1, 0], 3, 1), verbose: Verbose.Silent)));
        using Sequential classes = [new Input(3), new Dense(4, "softmax")];
        classes.Compile("adam", "sparse_categorical_crossentropy");
        foreach ((float label, string shown) in new[] { (4f, "4.0"), (-1f, "-1.0"), (0.5f, "0.5") })
        {
            Assert.Equal(
                $"Sequential \"sequential\", output \"dense\": sparse_categorical_crossentropy expects whole numbers from 0 to 3 as targets, for outputs of 4 classes; got {shown}. "
                    + "Number the classes from 0, or widen the last layer; for one-hot rows use categorical_crossentropy.",
                Sample.Refused(() => classes.TrainOnBatch(Sample.Random(1, 2, 3), new float[] { 0, label })));
        }
    }

    [Fact]
    public void Weights_that_do_not_fit()
    {
        using Sequential model = Net();
        Tensor<float> x = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 1);
        Dictionary<int, double> classes = new() { [0] = 2 };
        Assert.Equal("Sequential \"net\" expects sampleWeight or classWeight, not both.", Sample.Refused(() => model.Fit(x, y, classWeight: classes, sampleWeight: new float[3], verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"net\" expects classWeight only with one class in a row; got targets [3, 4, 2]. Use sampleWeight.",
            Sample.Refused(() => model.Fit(x, x, classWeight: classes, verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"net\", output \"dense\": mse expects sample weights for values [B]; got [B, 4]. Give one weight per value, or 1 in the axes that share it: [B].",
            Sample.Refused(() => model.Fit(x, y, sampleWeight: Sample.Random(1, 3, 4), verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"net\" expects sample weights as one array or one for each output (1); got 2.",
            Sample.Refused(() => model.Fit(x, y, sampleWeight: new Data[] { new float[3], new float[3] }, verbose: Verbose.Silent)));
    }

    [Fact]
    public void What_comes_too_early()
    {
        using Sequential model = [new SimpleRNN(2)];
        const string NotCompiled = "Sequential \"sequential\" was not compiled. Call Compile(optimizer, loss) first.";
        Tensor<float> x = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 2);
        Assert.Equal(NotCompiled, Sample.Sentence<InvalidOperationException>(() => model.Fit(x, y)));
        Assert.Equal(NotCompiled, Sample.Sentence<InvalidOperationException>(() => model.Evaluate(x, y)));
        Assert.Equal(NotCompiled, Sample.Sentence<InvalidOperationException>(() => model.TrainOnBatch(x, y)));
        Assert.Equal(NotCompiled, Sample.Sentence<InvalidOperationException>(() => model.TestOnBatch(x, y)));
        const string NotBuilt = "has no weights yet: give the model an Input, or call it on data first.";
        Assert.Equal($"Sequential \"sequential\" {NotBuilt}", Sample.Sentence<InvalidOperationException>(() => model.CountParams()));
        Assert.Equal($"Sequential \"sequential\" {NotBuilt}", Sample.Sentence<InvalidOperationException>(() => model.SetWeights([])));
        Assert.Equal($"SimpleRNN \"simple_rnn\" {NotBuilt}", Sample.Sentence<InvalidOperationException>(() => _ = ((SimpleRNN)model.Layers[0]).Kernel));
        Assert.Equal(
            "Sequential \"sequential\" predicts from a span only once it is built, with one input and one output. Use Predict.",
            Sample.Sentence<InvalidOperationException>(() => model.PredictOnBatch(new float[8], 1, new float[2])));
        model.Predict(x);
        Assert.Equal("Sequential \"sequential\" is compiled or has run: its layers are fixed. Make a new model.", Sample.Sentence<InvalidOperationException>(() => model.Add(new Dense(1))));
        Assert.Equal("Sequential \"sequential\" expects 3 weights; got 0.", Sample.Refused(() => model.SetWeights([])));
        Assert.Equal(
            "Sequential \"sequential\" expects weight 1, \"sequential/simple_rnn/simple_rnn_cell/recurrent_kernel\", of shape [2, 2]; got [2, 3].",
            Sample.Refused(() => model.SetWeights([Sample.Random(1, 2, 2), Sample.Random(1, 2, 3), Sample.Random(1, 2)])));
        Assert.Equal(
            "LambdaCallback was not given to a model yet: pass it to Fit, Evaluate or Predict.",
            Sample.Sentence<InvalidOperationException>(() => _ = new LambdaCallback().Model));
    }

    [Theory]
    [InlineData("activation", "rleu", "relu")]
    [InlineData("loss", "mean_square_error", "mean_squared_error")]
    [InlineData("optimizer", "adm", "Adam")]
    [InlineData("metric", "acuracy", "accuracy")]
    [InlineData("initializer", "glorot", "glorot_normal")]
    [InlineData("regularizer", "l3", "l1")]
    public void A_word_that_does_not_exist_is_answered_with_the_nearest_and_the_list(string kind, string word, string nearest)
    {
        string sentence = Sample.Refused(() => _ = kind switch
        {
            "activation" => (object)(ActivationFunction)word,
            "loss" => (Loss)word,
            "optimizer" => (Optimizer)word,
            "metric" => (Metric)word,
            "initializer" => (Initializer)word,
            _ => (Regularizer)word,
        });
        Assert.StartsWith($"There is no {kind} \"{word}\". Did you mean \"{nearest}\"? Known: ", sentence, StringComparison.Ordinal);
        Assert.Contains(nearest, sentence[sentence.IndexOf("Known", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_is_like_none_gets_the_list_alone() => Assert.Equal(
        "There is no activation \"swiglutanium\". Known: elu, gelu, hard_sigmoid, leaky_relu, linear, relu, selu, sigmoid, silu, softmax, softplus, swish, tanh.",
        Sample.Refused(() => _ = new Dense(2, "swiglutanium")));

    [Fact]
    public void Names_of_outputs_and_counts_of_words()
    {
        KerasTensor x = Keras.Input(2);
        using Functional model = Keras.Model(x, [new Dense(1) { Name = "next" }.Apply(x), new Dense(1) { Name = "bounce" }.Apply(x)], name: "two");
        Assert.Equal(
            "There is no output (named by a loss) \"bonce\". Did you mean \"bounce\"? Known: bounce, next.",
            Sample.Refused(() => model.Compile("sgd", new Dictionary<string, Loss> { ["next"] = "mse", ["bonce"] = "mse" })));
        Assert.Equal("Functional \"two\" expects a loss for each output; output \"bounce\" has none.", Sample.Refused(() => model.Compile("sgd", new Dictionary<string, Loss> { ["next"] = "mse" })));
        Assert.Equal("Functional \"two\" has 2 outputs (next, bounce) and expects as many losses; got 3.", Sample.Refused(() => model.Compile("sgd", ["mse", "mse", "mse"])));
        Assert.Equal("Functional \"two\" has 2 outputs (next, bounce) and expects as many loss weights; got 1.", Sample.Refused(() => model.Compile("sgd", "mse", [1.0])));
        Assert.Equal("Functional \"two\" has 2 outputs (next, bounce) and expects as many metrics; got 1.", Sample.Refused(() => model.Compile("sgd", "mse", metrics: ["mae"])));
        Assert.Equal("Functional \"two\" has 2 outputs (next, bounce); use PredictAll.", Sample.Sentence<InvalidOperationException>(() => model.Predict(Sample.Random(1, 2, 2))));
        model.Compile("sgd", "mse");
        Assert.Equal(
            "There is no entry of the history \"los\". Did you mean \"loss\"? Known: bounce_loss, loss, next_loss.",
            Sample.Refused(() => _ = model.Fit(Sample.Random(1, 2, 2), new Data[] { new float[2], new float[2] }, verbose: Verbose.Silent)["los"]));
        Assert.Equal(
            "There is no result of the evaluation \"bounce\". Did you mean \"bounce_loss\"? Known: bounce_loss, loss, next_loss.",
            Sample.Refused(() => _ = model.TestOnBatch(Sample.Random(1, 2, 2), new Data[] { new float[2], new float[2] })["bounce"]));
        Assert.Equal(
            "Functional \"two\" expects classWeight only with one output; it has 2.",
            Sample.Refused(() => model.Fit(Sample.Random(1, 2, 2), new Data[] { new float[2], new float[2] }, classWeight: new Dictionary<int, double>(), verbose: Verbose.Silent)));
    }

    [Fact]
    public void Null_is_answered_by_a_sentence_wherever_a_word_or_data_belong()
    {
        using Sequential model = Net();
        Tensor<float> x = Sample.Random(1, 3, 4, 2), y = Sample.Random(2, 3, 1);
        const string Data = "Data expects arrays or tensors, rows first; got null. Give one for each input or output of the model.";
        Assert.Equal(Data, Sample.Refused(() => model.Predict((float[,,])null!)));
        Assert.Equal(Data, Sample.Refused(() => model.Predict((double[,])null!)));
        Assert.Equal(Data, Sample.Refused(() => model.Predict((float[])null!)));
        Assert.Equal(Data, Sample.Refused(() => model.Predict((Tensor<int>)null!)));
        Assert.Equal(Data, Sample.Refused(() => model.Predict(new Tensor<float>[] { null! })));
        Assert.Equal(Data, Sample.Refused(() => model.Predict([x, null!])));
        Assert.Equal("Expected the name of an optimizer; got null. Leave it out for the default.", Sample.Refused(() => model.Compile((string)null!, "mse")));
        Assert.Equal("Expected the name of a loss; got null. Leave it out for the default.", Sample.Refused(() => model.Compile("adam", (string)null!)));
        Assert.Equal("Expected the name of a metric; got null. Leave it out for the default.", Sample.Refused(() => model.Compile("adam", "mse", metrics: [null!])));
        Assert.Equal("Expected the name of an activation; got null. Leave it out for the default.", Sample.Refused(() => new Dense(3, (string)null!)));
        Assert.Equal("EarlyStopping expects the name of what is watched; got null. Leave it out for val_loss.", Sample.Refused(() => new EarlyStopping(null!)));
        Assert.Equal("Sequential \"net\" expects callbacks; got a null among them. Leave it out.", Sample.Refused(() => model.Fit(x, y, verbose: Verbose.Silent, callbacks: [null!])));
        Assert.Equal("Sequential \"net\" expects batches of arrays in a stream; batch 0 is null.", Sample.Refused(() => model.Fit(Dataset.FromBatches([null!]), verbose: Verbose.Silent)));
        Assert.Equal("A functional model expects tensors as inputs and outputs; got null. Make them with Keras.Input and Apply.", Sample.Refused(() => Keras.Model((KerasTensor)null!, (KerasTensor)null!)));
    }

    private static Sequential Net()
    {
        Sequential model = new(name: "net") { new Input(4, 2), new SimpleRNN(3), new Dense(1) };
        model.Compile("adam", "mse");
        return model;
    }

    private sealed class SumLayer : Layer
    {
        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => [inputs.Aggregate(Ops.Add)];
    }
}
