using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

public sealed class StreamTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 10, 3), Y = Sample.Random(2, 10, 1);

    [Fact]
    public void A_stream_trains_like_the_arrays_it_was_cut_from()
    {
        using Sequential streamed = Net(), arrays = Net();
        History one = streamed.Fit(Dataset.FromBatches(Batches()), epochs: 3, verbose: Verbose.Silent, validationData: Dataset.FromBatches(Batches()));
        History two = arrays.Fit(X, Y, batchSize: 4, epochs: 3, verbose: Verbose.Silent, shuffle: false, validationData: (X, Y), validationBatchSize: 4);
        Assert.Equal(Sample.Weights(arrays), Sample.Weights(streamed));
        Assert.Equal(two["loss"], one["loss"]);
        Assert.Equal(two["val_loss"], one["val_loss"]);
        Assert.Equal(arrays.Evaluate(X, Y, batchSize: 4, verbose: Verbose.Silent), streamed.Evaluate(Dataset.FromBatches(Batches()), verbose: Verbose.Silent));
    }

    [Fact]
    public void A_stream_is_read_batch_by_batch_once_an_epoch_and_closed_at_its_end()
    {
        Watched stream = new(3);
        using Sequential model = Net();
        List<int> ahead = [];
        model.Fit(Dataset.FromBatches(stream.Read()), epochs: 2, verbose: Verbose.Silent, callbacks: [new LambdaCallback { TrainBatchEnd = (batch, _) => ahead.Add(stream.Given - batch - 1) }]);
        Assert.Equal([0, 0, 0, 3, 3, 3], ahead);
        Assert.Equal((2, 2), (stream.Opened, stream.Closed));
    }

    [Fact]
    public void An_endless_stream_goes_on_from_epoch_to_epoch_and_is_closed_in_the_end()
    {
        Watched stream = new(int.MaxValue);
        using Sequential model = Net();
        History history = model.Fit(Dataset.FromBatches(stream.Read()), epochs: 3, stepsPerEpoch: 4, verbose: Verbose.Silent);
        Assert.Equal(3, history["loss"].Count);
        Assert.Equal((12, 1, 1), (stream.Given, stream.Opened, stream.Closed));
        Assert.Equal(12, model.Optimizer!.Iterations);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void A_stream_shorter_than_the_steps_asked_for_starts_again(int steps)
    {
        Watched stream = new(3);
        using Sequential model = Net();
        model.Fit(Dataset.FromBatches(stream.Read()), epochs: 3, stepsPerEpoch: steps, verbose: Verbose.Silent);
        Assert.Equal(3 * steps, model.Optimizer!.Iterations);
        Assert.Equal((3 * steps, stream.Opened), (stream.Given, stream.Closed));
    }

    [Fact]
    public void A_fit_that_is_stopped_or_fails_closes_its_stream()
    {
        Watched stream = new(5);
        using Sequential model = Net();
        model.Fit(Dataset.FromBatches(stream.Read()), verbose: Verbose.Silent, callbacks: [new LambdaCallback { TrainBatchEnd = (_, _) => model.StopTraining = true }]);
        Assert.Equal((1, 1, 1), (stream.Given, stream.Opened, stream.Closed));
        Assert.Throws<NotFiniteNumberException>(() => model.Fit(
            Dataset.FromBatches(stream.Read()), verbose: Verbose.Silent, callbacks: [new LambdaCallback { TrainBatchEnd = (_, _) => throw new NotFiniteNumberException() }]));
        Assert.Equal(2, stream.Closed);
        model.TrainOnBatch(X, Y);
    }

    [Fact]
    public void Validation_and_evaluation_take_as_many_steps_as_they_are_told()
    {
        Watched validation = new(int.MaxValue);
        using Sequential model = Net();
        model.Fit(X, Y, verbose: Verbose.Silent);
        model.Fit((X, Y), epochs: 2, verbose: Verbose.Silent, validationData: Dataset.FromBatches(validation.Read()), validationSteps: 3);
        Assert.Equal(6, validation.Given);
        model.Evaluate(Dataset.FromBatches(validation.Read()), verbose: Verbose.Silent, steps: 2);
        Assert.Equal(8, validation.Given);
    }

    [Fact]
    public void Batches_may_have_their_own_lengths_and_weights()
    {
        using Sequential model = [new Input(null, 2), new SimpleRNN(3), new Dense(1)];
        model.Compile("sgd", "mse");
        History history = model.Fit(
            Dataset.FromBatches(Enumerable.Range(3, 40).Select(length => new Dataset(Sample.Random(length, 2, length, 2), Sample.Random(length, 2, 1), new float[] { 1, 2 }))),
            epochs: 2, verbose: Verbose.Silent);
        Assert.Equal(80, model.Optimizer!.Iterations);
        Assert.All(history["loss"], loss => Assert.True(double.IsFinite(loss)));
    }

    [Fact]
    public void Every_batch_is_checked_as_it_comes()
    {
        using Sequential model = Net();
        string Fit(params Dataset[] batches) => Sample.Refused(() => model.Fit(Dataset.FromBatches(batches), verbose: Verbose.Silent));
        Dataset good = (X, Y);
        Assert.Equal("Sequential \"sequential\" got a stream without batches. Give it one that can be enumerated for each epoch.", Fit());
        Assert.Equal("Sequential \"sequential\" expects batches of arrays in a stream; got a stream within a stream.", Fit(Dataset.FromBatches([good])));
        Assert.Equal("Sequential \"sequential\" expects at least one row in every batch; batch 1 has none.", Fit(good, (new float[0, 3], new float[0, 1])));
        Assert.Equal("Sequential \"sequential\" expects input [B, 3]; got [10, 2] (rank 2). Reshape the data, or give the model another Input.", Fit(good, (Sample.Random(1, 10, 2), Y)));
        Assert.Equal(
            "Sequential \"sequential\" expects finite numbers; got NaN at [1, 2]. Remove or replace such rows.",
            Fit(good, (Sample.Of([0, 0, 0, 0, 0, float.NaN], 2, 3), Sample.Rows(Y, 0, 2))));
        using Sequential classes = [new Input(3), new Dense(2, "softmax")];
        classes.Compile("sgd", "sparse_categorical_crossentropy");
        Assert.Equal(
            "Sequential \"sequential\", output \"dense\": sparse_categorical_crossentropy expects whole numbers from 0 to 1 as targets, for outputs of 2 classes; got 2.0. "
                + "Number the classes from 0, or widen the last layer; for one-hot rows use categorical_crossentropy.",
            Sample.Refused(() => classes.Fit(Dataset.FromBatches([(X, new[] { 0, 1, 2, 0, 1, 0, 1, 0, 1, 0 })]), verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"sequential\" expects steps only with a stream of batches; for arrays an epoch is one pass. Leave them out.",
            Sample.Refused(() => model.Fit(good, stepsPerEpoch: 2, verbose: Verbose.Silent)));
        Assert.Equal(
            "Sequential \"sequential\" expects at least 1 step of a stream; got 0.",
            Sample.Refused(() => model.Fit(Dataset.FromBatches([good]), stepsPerEpoch: 0, verbose: Verbose.Silent)));
    }

    private static IEnumerable<Dataset> Batches() => new[] { (0, 4), (4, 4), (8, 2) }.Select(b => new Dataset(Sample.Rows(X, b.Item1, b.Item2), Sample.Rows(Y, b.Item1, b.Item2)));

    private static Sequential Net()
    {
        Sequential model = new(seed: 2) { new Input(3), new Dense(4, "tanh"), new Dense(1) };
        model.Compile(new Adam(0.01), "mse");
        return model;
    }

    // A stream that tells how far it was read.
    private sealed class Watched(int length)
    {
        public int Given { get; private set; }

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public IEnumerable<Dataset> Read()
        {
            Opened++;
            try
            {
                for (int i = 0; i < length; i++)
                {
                    Given++;
                    yield return (X, Y);
                }
            }
            finally
            {
                Closed++;
            }
        }
    }
}
