using KerasRnn.Layers;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments.Tests.Docs;

// The blocks stand here as a reader meets them, without the test's cancellation.
#pragma warning disable xUnit1051

/// The blocks of README.md, run. What stands in a block stands here too, word by word: DocumentationTests holds them together.
[Collection("console")]
public sealed class ReadmeExamples
{
    [Fact]
    public void Keras_line_by_line()
    {
        // A world, trajectories, windows. Positions only: no velocity ever reaches a model.
        TrajectorySet balls = Worlds.Gravity.Generate(count: 300, points: 60, seed: 7);
        var (train, validation, test) = balls.Split(200, 50, 50);           // whole trajectories: windows never leak
        TrajectoryWindows windows = train.Windows(length: 8, ahead: 1);     // inputs [windows, 8, 2], targets [windows, 2]

        var model = new Sequential
        {
            new Input(8, 2),
            new SimpleRNN(32) { ReturnSequences = true },
            new SimpleRNN(32),
            new Dense(2),
        };
        model.Compile(new Adam(learningRate: 1e-3), "mse", metrics: ["mae", new RootMeanSquaredError()]);
        model.Summary();
        History history = model.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 20,
            validationData: validation.Windows(8).ToDataset(),
            callbacks: [new EarlyStopping("val_loss") { Patience = 3, RestoreBestWeights = true }]);

        // The future, step by step, and how long it can be trusted.
        Rollout rollout = model.ToPredictor(window: 8).Rollout(test);
        Console.WriteLine(rollout.Horizon(threshold: 0.5));

        Assert.Equal(["loss", "mae", "root_mean_squared_error", "val_loss", "val_mae", "val_root_mean_squared_error"], history.Names);
        Assert.True(history["val_loss"].Min() < 0.1 * history["val_loss"][0]);
        Assert.True(rollout.Horizon().Median > 5);
    }

    [Fact]
    public void Two_heads()
    {
        KerasTensor positions = Keras.Input([8, 2], name: "positions");
        KerasTensor state = new SimpleRNN(32).Apply(positions);
        Functional twoHeads = Keras.Model(positions,
            [new Dense(2) { Name = "next" }.Apply(state), new Dense(1, "sigmoid") { Name = "bounce" }.Apply(state)]);
        twoHeads.Compile("adam", new Dictionary<string, Loss> { ["next"] = "mse", ["bounce"] = "binary_crossentropy" });
        Console.WriteLine(twoHeads);

        Assert.Contains("bounce (Dense)", twoHeads.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_from_code()
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Directory.CreateTempSubdirectory("kerasrnn-readme").FullName;
        try
        {
            var comparison = new Comparison
            {
                Worlds = [Worlds.Elastic, Worlds.Gravity],
                Contenders = [Contender.Dense, Contender.Conv1D, Contender.Rnn],
                Seeds = 6,
            };
            ComparisonResult result = await comparison.RunAsync();
            Console.WriteLine(result);
            result.SaveReport("report.html");

            Assert.True(result.IsComplete);
            Assert.True(File.Exists("report.html"));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }
}
