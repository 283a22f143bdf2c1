using System.Numerics.Tensors;
using KerasRnn.Engines.Simd;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>Same seed, same bits; and a step that costs nothing but itself.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_threads()
    {
        float[] one = Train(seed: 5, threads: 1);
        Assert.Equal(one, Train(seed: 5, threads: 1));
        Assert.Equal(one, Train(seed: 5, threads: 2));
        Assert.Equal(one, Train(seed: 5, threads: 3));
        Assert.NotEqual(one, Train(seed: 6, threads: 1));
    }

    [Fact]
    public void Models_that_train_side_by_side_do_not_disturb_each_other()
    {
        float[] alone = Train(seed: 5, threads: 1);
        Assert.All(Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => Train(seed: 5, threads: 1)).ToArray(), weights => Assert.Equal(alone, weights));
    }

    [Fact]
    public void A_thousand_training_steps_allocate_no_byte()
    {
        using Sequential model = Small();
        Dataset data = new(Sample.Random(1, 1200, 8, 2), Sample.Random(2, 1200, 2));
        long[] allocated = new long[1200];
        LambdaCallback watch = new() { TrainBatchEnd = (batch, _) => allocated[batch] = GC.GetAllocatedBytesForCurrentThread() };
        for (int warm = 0; warm < 2; warm++) model.Fit(data, batchSize: 1, verbose: Verbose.Silent, callbacks: [watch]);
        Assert.Equal(0, allocated[1199] - allocated[199]);
    }

    [Fact]
    public void A_fit_without_callbacks_allocates_the_same_for_one_step_and_for_a_thousand()
    {
        using Sequential model = Small();
        Dataset data = new(Sample.Random(1, 1000, 8, 2), Sample.Random(2, 1000, 2));
        long Allocated(int batchSize)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Fit(data, batchSize: batchSize, verbose: Verbose.Silent);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // What surrounds the steps costs less once the runtime has recompiled it; 24 bytes a step would be 24,000.
        long[] differences = [.. Enumerable.Range(0, 4).Select(_ => Allocated(1) - Allocated(1000))];
        Assert.True(differences.Min() < 8000, $"{differences.Min()} bytes more for 999 steps more");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_prediction_into_a_span_allocates_no_byte(bool functional)
    {
        KerasTensor input = Keras.Input(null, 2);
        using Model model = functional ? Keras.Model(input, new Dense(2).Apply(new SimpleRNN(8).Apply(input))) : new Sequential { new Input(8, 2), new SimpleRNN(8), new Dense(2) };
        model.Engine = new SimdEngine(threads: 1);
        float[] x = Sample.Draw(16, 1), y = new float[2];
        for (int i = 0; i < 100; i++) model.PredictOnBatch(x, 1, y);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) model.PredictOnBatch(x, 1, y);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(Sample.Flat(model.Predict(Sample.Of(x, 1, 8, 2))), y);
    }

    private static Sequential Small()
    {
        Sequential model = new(seed: 1) { new Input(8, 2), new Dropout(0.1), new SimpleRNN(8) { ReturnSequences = true }, new SimpleRNN(8), new Dense(2) };
        model.Engine = new SimdEngine(threads: 1);
        model.Compile("adam", "mse", metrics: ["mae"]);
        return model;
    }

    private static float[] Train(int seed, int threads)
    {
        // Wide enough for products that are shared among threads.
        using Sequential model = new(seed) { new Input(6, 3), new Dropout(0.2), new Conv1D(16, 3, padding: Padding.Same, activation: "relu"), new SimpleRNN(130), new Dense(2) };
        model.Engine = new SimdEngine(threads: threads);
        model.Compile(new Adam(0.003) { GlobalClipNorm = 1 }, "huber", metrics: ["mae"]);
        Tensor<float> x = Sample.Random(1, 130, 6, 3), y = Sample.Random(2, 130, 2);
        History history = model.Fit(x, y, batchSize: 128, epochs: 2, verbose: Verbose.Silent, validationSplit: 0.1);
        return [.. Sample.Weights(model), .. history["val_mae"].Select(v => (float)v)];
    }
}
