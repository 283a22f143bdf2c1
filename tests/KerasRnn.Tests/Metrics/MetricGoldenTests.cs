using System.Text.Json;
using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Tests.Losses;

namespace KerasRnn.Tests.Metrics;

public sealed class MetricGoldenTests
{
    private const double Tolerance = 1e-10;

    private static readonly string[] Ours =
    [
        "MeanSquaredError", "MeanAbsoluteError", "RootMeanSquaredError", "Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy",
        "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy",
    ];

    public static TheoryData<string> Cases() => [.. Golden.List("training/metrics", "streams").Where(Covered).Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Streams_of_uneven_batches_give_what_Keras_gives(string id)
    {
        JsonElement golden = Golden.List("training/metrics", "streams").First(c => c.GetProperty("id").GetString() == id);
        string json = $"{{\"class_name\":\"{golden.GetProperty("class_name").GetString()}\",\"config\":{golden.GetProperty("arguments").GetRawText()}}}";
        Metric metric = MetricWords.Read(JsonDocument.Parse(json).RootElement, "test");
        JsonElement[] updates = [.. golden.GetProperty("updates").EnumerateArray()];
        using Stream stream = new(metric, updates[0]);
        JsonElement[] results = [.. golden.GetProperty("result_after_each_update").EnumerateArray()];
        for (int i = 0; i < updates.Length; i++) Golden.Close(Golden.Data(results[i]), [stream.Update(updates[i])], Tolerance, $"after update {i}");

        metric.Reset();
        Assert.All(metric.Variables, variable => Assert.All(variable.GetValue(), value => Assert.Equal(0, value)));
        double again = stream.Update(updates[^1]);
        Golden.Close(Golden.Data(golden.GetProperty("result_after_reset_and_last_update")), [again], Tolerance, "after reset");
    }

    [Fact]
    public void Strings_mean_what_they_mean_in_Keras_and_are_reported_as_they_were_given()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("training/metrics", "strings").Where(s => s.GetProperty("kind").GetString() == "metric"))
        {
            string text = golden.GetProperty("string").GetString()!;
            if (Golden.Get(golden, "error") is not null)
            {
                Assert.Throws<ArgumentException>(() => (Metric)text);
                continue;
            }

            string resolved = golden.GetProperty("resolves_to").GetString()!;
            if (!Ours.Contains(resolved)) continue;
            Metric metric = text;
            if (Golden.Get(golden, "y_true_shape") is JsonElement y) metric = metric.Resolve(LossGoldenTests.Shapes(y), LossGoldenTests.Shapes(golden.GetProperty("y_pred_shape")));
            Assert.Equal(golden.GetProperty("name").GetString(), metric.Name);
            Assert.Equal(resolved, metric is LossMetric twin ? twin.Loss.GetType().Name : metric.GetType().Name);
            compared++;
        }

        Assert.True(compared > 25, $"only {compared} strings compared");
    }

    private static bool Covered(JsonElement golden) =>
        Ours.Contains(golden.GetProperty("class_name").GetString())
        && golden.GetProperty("updates").EnumerateArray().All(u => u.GetProperty("mask").ValueKind == JsonValueKind.Null)
        && !golden.TryGetProperty("error", out _);

    /// <summary>One program that updates a metric and reads its result.</summary>
    private sealed class Stream : IDisposable
    {
        private readonly Golden.Held held;
        private readonly GraphProgram graph;
        private readonly IProgram program;

        public Stream(Metric metric, JsonElement first)
        {
            Trace trace = new();
            KerasTensor[] inputs = [.. Tensors(first).Select((t, i) => trace.Input($"x{i}", Golden.Batched(t), InputSource.Data))];
            metric.Build(inputs[0].Shape, inputs[1].Shape);
            CallContext context = new(trace);
            metric.Update(context, inputs[0], inputs[1], inputs.Length > 2 ? inputs[2] : null);
            graph = new GraphProgram(trace, [metric.Result(context)]);
            held = new Golden.Held(metric.Variables);
            program = held.State.Compile(graph);
        }

        public double Update(JsonElement update)
        {
            JsonElement[] tensors = [.. Tensors(update)];
            return Golden.Run(program, graph, Golden.Fixed(tensors[0])[0], [.. tensors.Select(Golden.Data)])[0][0];
        }

        public void Dispose()
        {
            program.Dispose();
            held.Dispose();
        }

        private static IEnumerable<JsonElement> Tensors(JsonElement update) =>
            new[] { "y_true", "y_pred", "sample_weight" }.Select(key => update.GetProperty(key)).Where(t => t.ValueKind != JsonValueKind.Null);
    }
}
