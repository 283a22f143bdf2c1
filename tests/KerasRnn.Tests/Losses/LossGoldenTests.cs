using System.Text.Json;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Losses;

public sealed class LossGoldenTests
{
    private const double Tolerance = 1e-10;

    private static readonly string[] Ours =
    [
        "mean_squared_error", "mean_absolute_error", "huber", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy",
        "MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy",
    ];

    public static TheoryData<string> Cases() => [.. Golden.List("training/losses", "cases").Where(Covered).Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_Keras(string id)
    {
        JsonElement golden = Golden.List("training/losses", "cases").First(c => c.GetProperty("id").GetString() == id);
        bool isFunction = golden.GetProperty("api").GetString() == "function";
        JsonElement arguments = golden.GetProperty("arguments");
        Loss loss = LossWords.Table.Read(Parse(golden.GetProperty(isFunction ? "function" : "class_name").GetString()!, arguments, isFunction), "test");

        (JsonElement y, JsonElement p) = (Input(golden, "y_true"), Input(golden, "y_pred"));
        JsonElement? weight = golden.GetProperty("sample_weight").ValueKind == JsonValueKind.Null ? null : Input(golden, "sample_weight");

        // Weights [B] on values [B, T] run along time in Keras when B happens to equal T; here the batch is never a number, so they are refused.
        bool alongTime = weight is not null && Golden.Fixed(weight.Value).Rank == 1 && Golden.Fixed(p).Rank == 3;
        if (alongTime || golden.TryGetProperty("error", out _))
        {
            Assert.Throws<ArgumentException>(() => Compute(loss, y, p, weight));
            return;
        }

        double[][] results = Compute(loss, y, p, weight);
        Golden.Close(Golden.Data(golden.GetProperty("value")), results[0], Tolerance, "value");
        Golden.Close(Golden.Data(golden.GetProperty("gradient")), results[1], Tolerance, "gradient");
    }

    [Fact]
    public void After_a_softmax_or_sigmoid_the_logits_are_used_as_in_Keras()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("training/losses", "tensorflow_output_layer"))
        {
            string head = golden.GetProperty("head").GetString()!;
            ActivationFunction? activation = head switch
            {
                "activation_softmax" or "dense_softmax" => KerasRnn.Activations.Softmax,
                "activation_sigmoid" or "dense_sigmoid" => KerasRnn.Activations.Sigmoid,
                _ => null,
            };
            if (activation is null || !golden.GetProperty("recovers_logits").GetBoolean()) continue;
            Loss loss = LossWords.Table.Read(Parse(golden.GetProperty("class_name").GetString()!, golden.GetProperty("arguments"), false), "test");
            (JsonElement y, JsonElement x) = (Input(golden, "y_true"), Input(golden, "logits"));
            Trace trace = new();
            KerasTensor target = trace.Input("y", Golden.Batched(y), InputSource.Data), logits = trace.Input("x", Golden.Batched(x), InputSource.Data);
            KerasTensor value = loss.Compute(target, activation.Call(logits));
            double[][] results = Golden.Run(trace, [value, trace.Gradients(value, [logits])[0]!], Golden.Fixed(x)[0], Golden.Data(y), Golden.Data(x));
            string id = golden.GetProperty("id").GetString()!;
            Golden.Close(Golden.Data(golden.GetProperty("value")), results[0], Tolerance, id);
            Golden.Close(Golden.Data(golden.GetProperty("gradient")), results[1], Tolerance, id);
            compared++;
        }

        Assert.True(compared >= 8, $"only {compared} cases compared");
    }

    [Fact]
    public void Strings_mean_what_they_mean_in_Keras_and_give_the_loss_its_name()
    {
        foreach (JsonElement golden in Golden.List("training/metrics", "strings").Where(s => s.GetProperty("kind").GetString() == "loss"))
        {
            string text = golden.GetProperty("string").GetString()!;
            bool refused = Golden.Get(golden, "error") is not null;
            if (!refused && !IsOurs(text)) continue;
            if (refused)
            {
                Assert.Throws<ArgumentException>(() => (Loss)text);
                continue;
            }

            Loss loss = text;
            if (Golden.Get(golden, "y_true_shape") is JsonElement y) loss = loss.Resolve(Shapes(y), Shapes(golden.GetProperty("y_pred_shape")));
            Assert.Equal(golden.GetProperty("name").GetString(), loss.Name);
            string resolved = golden.GetProperty("resolves_to").GetString()!;
            if (resolved.EndsWith("crossentropy", StringComparison.Ordinal)) Assert.Equal(resolved, Naming.Snake(loss.GetType().Name));
        }
    }

    internal static Shape Shapes(JsonElement dimensions)
    {
        int[] shape = [.. dimensions.EnumerateArray().Select(d => d.GetInt32())];
        shape[0] = Shape.Batch;
        return new Shape(shape);
    }

    private static bool IsOurs(string text) => Ours.Contains(text) || text is "mse" or "MSE" or "mae" or "MAE" or "bce" or "BCE" or "ce" or "crossentropy";

    private static bool Covered(JsonElement golden) =>
        Ours.Contains((Golden.Get(golden, "function") ?? Golden.Get(golden, "class_name"))!.Value.GetString())
        && golden.GetProperty("mask").ValueKind == JsonValueKind.Null
        && !(golden.GetProperty("api").GetString() == "function" && golden.TryGetProperty("error", out _))
        && !golden.GetProperty("id").GetString()!.Contains("axis", StringComparison.Ordinal);

    private static JsonElement Parse(string name, JsonElement arguments, bool isFunction)
    {
        string className = isFunction ? ((Loss)name).GetType().Name : name;
        Dictionary<string, JsonElement> config = arguments.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        if (isFunction) config["reduction"] = JsonDocument.Parse("\"none\"").RootElement;
        string text = string.Join(",", config.Select(p => $"\"{p.Key}\":{p.Value.GetRawText()}"));
        return JsonDocument.Parse($"{{\"class_name\":\"{className}\",\"config\":{{{text}}}}}").RootElement;
    }

    private static JsonElement Input(JsonElement golden, string key)
    {
        JsonElement value = golden.GetProperty(key);
        return value.ValueKind == JsonValueKind.String
            ? Golden.List("training/losses", "inputs").First(i => i.GetProperty("id").GetString() == value.GetString())
            : value;
    }

    private static double[][] Compute(Loss loss, JsonElement y, JsonElement p, JsonElement? weight)
    {
        Trace trace = new();
        KerasTensor target = trace.Input("y", Golden.Batched(y), InputSource.Data), output = trace.Input("p", Golden.Batched(p), InputSource.Data);
        KerasTensor? w = weight is JsonElement given ? trace.Input("w", Golden.Batched(given), InputSource.Data) : null;
        KerasTensor value = loss.Compute(target, output, w);
        KerasTensor gradient = trace.Gradients(value.Rank > 0 ? Ops.Sum(value) : value, [output])[0]!;
        List<double[]> feeds = [Golden.Data(y), Golden.Data(p)];
        if (weight is not null) feeds.Add(Golden.Data(weight.Value));
        return Golden.Run(trace, [value, gradient], Golden.Fixed(p)[0], feeds);
    }
}
