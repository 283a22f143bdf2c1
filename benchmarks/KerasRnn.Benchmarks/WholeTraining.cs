using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace KerasRnn.Benchmarks;

/// <summary>Microseconds of a training step inside <c>Fit</c> and of one prediction of one window, the best of several rounds.</summary>
public static class WholeTraining
{
    private const int Rounds = 7;

    public static void Run(IEnumerable<string> names, int threads, IReadOnlyList<string> engines)
    {
        foreach ((string name, string engine) in names.SelectMany(name => engines.Select(engine => (name, engine))))
        {
            TrainingCase training = TrainingCase.Find(name);
            using Sequential model = training.Build(threads, engine);
            int steps = training.Hidden >= 256 ? 10 : training.Hidden >= 128 ? 30 : 300;
            (Tensor<float> x, Tensor<float> y) = training.Data(steps);
            WarmUp(() => model.Fit(x, y, training.Batch, epochs: 1, Verbose.Silent));
            double step = Best(steps, () => model.Fit(x, y, training.Batch, epochs: 1, Verbose.Silent));

            const int Predictions = 2000;
            float[] window = new float[training.Time * training.Features], next = new float[training.Outputs];
            void Predict()
            {
                for (int i = 0; i < Predictions; i++) model.PredictOnBatch(window, 1, next);
            }

            WarmUp(Predict);
            double predict = Best(Predictions, Predict);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kerasrnn-{engine} threads={threads} {name} {step:F1} us/step predict {predict:F2} us"));
        }
    }

    // .NET compiles hot methods anew in the background, some tenths of a second after they have become hot.
    private static void WarmUp(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        do action();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 1);
    }

    private static double Best(int count, Action action)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / count);
        }

        return best;
    }
}
