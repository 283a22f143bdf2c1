using System.Numerics.Tensors;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>Progress, cancellation, StopTraining: training ends cleanly with everything so far.</summary>
public sealed class EndOfTrainingTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 10, 3), Y = Sample.Random(2, 10, 1);

    [Fact]
    public void Progress_is_told_after_every_epoch()
    {
        using Sequential model = Net();
        Told progress = new();
        History history = model.Fit(X, Y, epochs: 3, initialEpoch: 1, verbose: Verbose.Silent, validationSplit: 0.2, progress: progress);
        Assert.Equal(["2/3", "3/3"], progress.Reports.Select(p => $"{p.Epoch}/{p.Epochs}"));
        Assert.Equal(history["val_loss"], progress.Reports.Select(p => p.Logs["val_loss"]));
        Assert.Equal([1, 2], history.Epochs);
    }

    [Fact]
    public void A_cancelled_fit_ends_after_the_present_batch_with_the_history_so_far()
    {
        using Sequential model = Net();
        using CancellationTokenSource source = new();
        List<string> events = [];
        LambdaCallback callback = new()
        {
            TrainBatchEnd = (batch, _) =>
            {
                events.Add($"batch {batch}");
                if (events.Count == 6) source.Cancel();
            },
            EpochEnd = (epoch, _) => events.Add($"epoch {epoch}"),
            TrainEnd = _ => events.Add("end"),
        };
        History history = model.Fit(X, Y, batchSize: 3, epochs: 9, verbose: Verbose.Silent, callbacks: [callback], validationData: (X, Y), cancellationToken: source.Token);
        Assert.Equal(["batch 0", "batch 1", "batch 2", "batch 3", "epoch 0", "batch 0", "epoch 1", "end"], events);
        Assert.Equal((2, 1), (history["loss"].Count, history["val_loss"].Count));
        Assert.Equal(5, model.Optimizer!.Iterations);
        History none = model.Fit(X, Y, verbose: Verbose.Silent, cancellationToken: source.Token);
        Assert.Empty(none.Epochs);
        Assert.Equal("a history without epochs", none.ToString());
        Assert.Single(model.Fit(X, Y, verbose: Verbose.Silent).Epochs);
    }

    [Fact]
    public void Stopping_at_a_batch_still_validates_and_the_next_fit_starts_afresh()
    {
        using Sequential model = Net();
        History history = model.Fit(
            X, Y, batchSize: 3, epochs: 9, verbose: Verbose.Silent, validationData: (X, Y), callbacks: [new LambdaCallback { TrainBatchEnd = (batch, _) => model.StopTraining = batch == 1 }]);
        Assert.Equal((1, 1), (history["loss"].Count, history["val_loss"].Count));
        Assert.Equal(2, model.Optimizer!.Iterations);
        Assert.Equal(2, model.Fit(X, Y, epochs: 2, verbose: Verbose.Silent)["loss"].Count);
    }

    [Fact]
    public async Task Another_thread_can_end_training()
    {
        using Sequential model = Net();
        using ManualResetEventSlim running = new();
        Task<History> fit = Task.Run(() => model.Fit(X, Y, epochs: int.MaxValue, verbose: Verbose.Silent, callbacks: [new LambdaCallback { EpochEnd = (_, _) => running.Set() }]));
        running.Wait(TestContext.Current.CancellationToken);
        model.StopTraining = true;
        Assert.NotEmpty((await fit).Epochs);
    }

    [Fact]
    public void A_callback_that_throws_leaves_the_model_usable()
    {
        using Sequential model = Net();
        Assert.Throws<TimeoutException>(() => model.Fit(X, Y, verbose: Verbose.Silent, callbacks: [new LambdaCallback { TrainBatchEnd = (_, _) => throw new TimeoutException() }]));
        Assert.Equal([10, 1], Sample.Lengths(model.Predict(X)));
        Assert.Equal(2, model.Optimizer!.Iterations + model.Fit(X, Y, verbose: Verbose.Silent).Epochs.Count);
    }

    private static Sequential Net()
    {
        Sequential model = new(seed: 2) { new Input(3), new Dense(4, "tanh"), new Dense(1) };
        model.Compile(new Adam(0.01), "mse");
        return model;
    }

    // Progress<T> posts to another thread; a test wants to be told at once.
    private sealed class Told : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
