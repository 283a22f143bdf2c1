using System.Globalization;
using KerasRnn.Layers;

namespace KerasRnn.TensorFlow.Tests;

/// <summary>
/// Native memory stays flat: over the steps of one model, and over many models made and disposed. KERASRNN_LONG=1 makes it 100,000 steps and
/// 1,000 models, and prints the curve.
/// </summary>
[Collection("memory")]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1 << 20;
    private static readonly bool Long = Environment.GetEnvironmentVariable("KERASRNN_LONG") is { Length: > 0 };

    [Fact]
    public void Training_for_long_takes_no_more_memory()
    {
        using Sequential model = Recurrent(Installed.Engine());
        AssertFlat("steps", Long ? 100_000 : 5_000, 12, step => model.TrainOnBatch(Inputs(1 + (step % 5)), Targets(1 + (step % 5))));
    }

    [Fact]
    public void Models_that_are_disposed_leave_nothing()
    {
        TensorFlowEngine engine = Installed.Engine();
        AssertFlat("models", Long ? 1_000 : 50, 20, _ =>
        {
            using Sequential model = Recurrent(engine);
            for (int i = 0; i < 3; i++) model.TrainOnBatch(Inputs(4), Targets(4));
            model.Predict(Inputs(3));
        });
    }

    [Fact]
    public void Compiling_one_model_again_and_again_takes_no_more_memory()
    {
        using Sequential model = Recurrent(Installed.Engine());
        AssertFlat("compilations", Long ? 1_000 : 60, 20, _ =>
        {
            model.Compile("adam", "mse");
            model.TrainOnBatch(Inputs(4), Targets(4));
        });
    }

    // The first tenth fills pools and caches. What grows later would grow for ever: one lost tensor, graph or session for each turn is far above.
    private void AssertFlat(string what, int count, int allowedMebibytes, Action<int> turn)
    {
        long settled = 0;
        for (int i = 0; i < count; i++)
        {
            turn(i);
            if (i == count / 10) settled = Resident();
            if (i % (count / 10) == 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i} {what}: {Resident() / (double)Mebibyte:F1} MiB"));
        }

        long grown = Resident() - settled;
        Assert.True(grown < allowedMebibytes * Mebibyte, $"{count} {what} took {grown / Mebibyte} MiB more than the first {count / 10}.");
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet;
    }

    private static Sequential Recurrent(TensorFlowEngine engine)
    {
        Sequential model = new() { new Input(8, 2), new SimpleRNN(16) { ReturnSequences = true }, new SimpleRNN(16), new Dense(2) };
        model.Engine = engine;
        model.Compile("adam", "mse");
        return model;
    }

    private static float[,,] Inputs(int rows) => new float[rows, 8, 2];

    private static float[,] Targets(int rows) => new float[rows, 2];
}
