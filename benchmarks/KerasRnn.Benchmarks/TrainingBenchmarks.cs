using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace KerasRnn.Benchmarks;

/// <summary>One training step, one batch of predictions and one single prediction of each case.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private Sequential model = null!;
    private Tensor<float> x = null!;
    private Tensor<float> y = null!;
    private float[] window = [];
    private float[] next = [];

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    public static IEnumerable<string> Cases => TrainingCase.Names;

    [GlobalSetup]
    public void Setup()
    {
        TrainingCase training = TrainingCase.Find(Case);
        model = training.Build(threads: 1);
        (x, y) = training.Data(steps: 1);
        window = new float[training.Time * training.Features];
        next = new float[training.Outputs];
        model.TrainOnBatch(x, y);
    }

    [GlobalCleanup]
    public void Cleanup() => model.Dispose();

    [Benchmark]
    public Evaluation TrainOnBatch() => model.TrainOnBatch(x, y);

    [Benchmark]
    public Tensor<float> PredictBatch() => model.PredictOnBatch(x);

    [Benchmark]
    public void PredictOneWindow() => model.PredictOnBatch(window, 1, next);
}
