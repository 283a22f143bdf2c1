using System.Numerics.Tensors;
using System.Text.Json;
using KerasRnn.Layers;

namespace KerasRnn.TensorFlow.Tests;

/// <summary>The same weights trained by Keras itself and by this engine, 100 steps of Adam.</summary>
public sealed class RealKerasTests
{
    private const int Steps = 100;
    private const double Rate = 0.002;

    [Fact]
    public async Task A_hundred_steps_of_Adam_end_where_those_of_Keras_end()
    {
        TensorFlowEngine engine = Installed.Engine();
        Sequential[] models =
        [
            new(seed: 1) { new Input(10, 2), new SimpleRNN(16) { ReturnSequences = true }, new SimpleRNN(16), new Dense(2) },
            new(seed: 2) { new Input(10, 2), new Conv1D(8, 3, activation: "relu"), new Conv1D(8, 3, padding: Padding.Causal, activation: "relu"), new Flatten(), new Dense(2) },
            new(seed: 3) { new Input(10, 2), new Flatten(), new Dense(32, "tanh"), new Dense(2) },
        ];
        Tensor<float> x = Numbers([12, 10, 2], 1), y = Numbers([12, 2], 2);
        string cases = JsonSerializer.Serialize(models.Select(model => new
        {
            json = model.ToJson(),
            weights = model.GetWeights().Select(Plain),
            rate = Rate,
            steps = Steps,
            x = Plain(x),
            y = Plain(y),
        }));
        JsonElement answers = await RealKeras.Ask(cases, Path.Combine(AppContext.BaseDirectory, "keras_training.py"));
        foreach ((Sequential model, JsonElement answer) in models.Zip(answers.EnumerateArray()))
        {
            model.Engine = engine;
            model.Compile(new Adam(Rate), "mse");
            double[] losses = [.. Enumerable.Range(0, Steps).Select(_ => model.TrainOnBatch(x, y)["loss"])];
            AssertFiveDecimals(answer.GetProperty("losses"), losses);
            foreach ((JsonElement expected, Tensor<float> found) in answer.GetProperty("weights").EnumerateArray().Zip(model.GetWeights()))
            {
                AssertFiveDecimals(expected, [.. found.Select(v => (double)v)]);
            }

            model.Dispose();
        }
    }

    private static void AssertFiveDecimals(JsonElement expected, double[] found)
    {
        Assert.Equal(expected.GetArrayLength(), found.Length);
        foreach ((JsonElement number, double value) in expected.EnumerateArray().Zip(found)) Assert.Equal(number.GetDouble(), value, 1e-5);
    }

    private static Tensor<float> Numbers(nint[] lengths, ulong seed)
    {
        CounterRandom random = new(seed);
        return System.Numerics.Tensors.Tensor.Create([.. Enumerable.Range(0, (int)lengths.Aggregate((a, b) => a * b)).Select(_ => (float)((random.NextDouble() * 2) - 1))], lengths);
    }

    private static object Plain(Tensor<float> tensor) => new { shape = tensor.Lengths.ToArray().Select(d => (int)d), data = tensor.ToArray() };
}
