using System.Numerics.Tensors;
using KerasRnn.Engines.Simd;
using KerasRnn.Layers;
using KerasRnn.TensorFlow;

namespace KerasRnn.Benchmarks;

/// <summary>
/// One model with fixed random data: a training step is forward, mean squared error, backward and Adam. The names and sizes are those that other
/// libraries are timed on.
/// </summary>
public sealed record TrainingCase(string Name, string Kind, int Hidden, int Batch, int Time, int Features = 2, int Outputs = 2)
{
    private static readonly TrainingCase[] All =
    [
        new("rnn32", "rnn", 32, 32, 10),
        new("rnn64", "rnn", 64, 64, 20),
        new("rnn128", "rnn", 128, 128, 20),
        new("rnn512", "rnn", 512, 128, 20),
        new("dense64", "dense", 64, 32, 10),
        new("conv32", "conv", 32, 32, 10),
    ];

    public static string[] Names { get; } = [.. All.Select(c => c.Name)];

    public static TrainingCase Find(string name) => All.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"There is no case \"{name}\". Known: {string.Join(", ", Names)}.");

    /// <summary>Two recurrent layers, two dense ones, or two convolutions, and a Dense head.</summary>
    public Sequential Build(int threads, string engine = "simd")
    {
        Sequential model = new(seed: 1) { Engine = engine == "tensorflow" ? new TensorFlowEngine(threads: threads) : new SimdEngine(threads) };
        model.Add(new Input(Time, Features));
        IEnumerable<Layer> layers = Kind switch
        {
            "rnn" => [new SimpleRNN(Hidden) { ReturnSequences = true }, new SimpleRNN(Hidden)],
            "dense" => [new Flatten(), new Dense(Hidden, "relu"), new Dense(Hidden, "relu")],
            _ => [new Conv1D(Hidden, 3, activation: "relu"), new Conv1D(Hidden, 3, activation: "relu"), new Flatten()],
        };
        foreach (Layer layer in layers) model.Add(layer);
        model.Add(new Dense(Outputs));
        model.Compile("adam", "mse");
        return model;
    }

    public (Tensor<float> X, Tensor<float> Y) Data(int steps)
    {
        CounterRandom random = new(2);
        float[] x = new float[Batch * steps * Time * Features], y = new float[Batch * steps * Outputs];
        for (int i = 0; i < x.Length; i++) x[i] = (float)random.NextDouble();
        for (int i = 0; i < y.Length; i++) y[i] = (float)random.NextDouble();
        return (Tensor.Create(x, [Batch * steps, Time, Features]), Tensor.Create(y, [Batch * steps, Outputs]));
    }
}
