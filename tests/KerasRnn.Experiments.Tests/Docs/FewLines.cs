using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests.Docs;

public sealed class Join : Layer
{
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => [Ops.Concat(inputs, -1)];
}

/// <summary>The blocks of docs/coming-from-keras.md, run.</summary>
public sealed class FewLinesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-docs-").FullName;

    [Fact]
    public void A_series_becomes_windows_and_the_learning_rate_follows_a_schedule()
    {
        double[] series = [.. Enumerable.Range(0, 400).Select(i => Math.Sin(0.1 * i))];
        TrajectoryWindows windows = new TrajectorySet([new Trajectory("sine", series, coordinates: 1)], ["y"]).Windows(length: 10);

        using Sequential model = new(seed: 1) { new Input(10, 1), new SimpleRNN(4), new Dense(1) };
        model.Compile("adam", "mse");
        LambdaCallback halve = new() { EpochEnd = (epoch, logs) => { if (epoch % 10 == 9) model.Optimizer!.LearningRate *= 0.5; } };
        model.Fit(windows.ToDataset(), epochs: 20, verbose: Verbose.Silent, callbacks: [halve], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(390, windows.Count);
        Assert.Equal(0.00025, model.Optimizer!.LearningRate, 1e-9);
    }

    [Fact]
    public void Two_inputs_come_together()
    {
        KerasTensor past = Keras.Input(8, 2), place = Keras.Input(3);
        using Functional model = Keras.Model([past, place], new Dense(1).Apply(new Join().Apply(new SimpleRNN(4).Apply(past), place)));
        Assert.Equal(5, model.Predict([new float[5, 8, 2], new float[5, 3]]).Lengths[0]);
    }

    [Fact]
    public void A_model_comes_back_from_its_files()
    {
        using Sequential model = new(seed: 1) { new Input(8, 2), new SimpleRNN(4), new Dense(1) };
        using Model loaded = Saved(model, folder);
        Assert.Equal(model.Weights.SelectMany(w => w.GetValue()), loaded.Weights.SelectMany(w => w.GetValue()));
    }

    [Fact]
    public void A_stateful_layer_takes_any_batch_unless_it_is_told_one_and_states_and_steps_can_be_set()
    {
        SimpleRNN rnn = new(3) { Stateful = true };
        using Sequential any = new() { new Input(1, 2), rnn }, one = new() { new Input(1, 2) { BatchSize = 1 }, new SimpleRNN(3) { Stateful = true } };
        any.Predict(new float[4, 1, 2]);
        rnn.States[0].SetValue(Enumerable.Repeat(0.5f, 12).ToArray());
        Assert.Equal(12, rnn.States[0].GetValue().Length);
        Assert.Throws<InvalidOperationException>(() => any.Predict(new float[5, 1, 2]));
        any.ResetState();
        any.Predict(new float[5, 1, 2]);
        Assert.Throws<ArgumentException>(() => one.Predict(new float[4, 1, 2]));

        any.Compile("adam", "mse");
        any.Optimizer!.Iterations = 1000;
        any.TrainOnBatch(new float[5, 1, 2], new float[5, 3]);
        Assert.Equal(1001, any.Optimizer.Iterations);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Model Saved(Model model, string folder)
    {
        InFolder File = new(folder);
        File.WriteAllText("model.json", model.ToJson());
        using (BinaryWriter file = new(File.Create("model.weights")))
        {
            foreach (Variable weight in model.Weights) Array.ForEach(weight.GetValue(), file.Write);
        }

        Model loaded = Model.FromJson(File.ReadAllText("model.json"));
        using (BinaryReader file = new(File.OpenRead("model.weights")))
        {
            foreach (Variable weight in loaded.Weights) weight.SetValue([.. weight.GetValue().Select(_ => file.ReadSingle())]);
        }

        return loaded;
    }

    /// <summary>The document's File, in a folder of the test's own.</summary>
    private sealed class InFolder(string folder)
    {
        public void WriteAllText(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

        public string ReadAllText(string name) => File.ReadAllText(Path.Combine(folder, name));

        public FileStream Create(string name) => File.Create(Path.Combine(folder, name));

        public FileStream OpenRead(string name) => File.OpenRead(Path.Combine(folder, name));
    }
}
