using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Compiles a model as the "compile_config" of Keras' JSON says.</summary>
internal static class CompileReader
{
    public static void Compile(Model model, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        Config config = new($"{model.Subject}: \"compile_config\"", value);
        if (!config.TryGet("optimizer", out JsonElement optimizer)) return;

        // As in Keras, a model whose optimizer is not known is read without being compiled.
        if (!IsKnown(optimizer)) return;
        config.Default("weighted_metrics");
        config.Ignore("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss");
        Optimizer read = OptimizerWords.Table.Read(optimizer, config.Subject);
        OutputLosses? losses = Losses(config);
        OutputWeights? weights = Weights(config);
        OutputMetrics? metrics = Metrics(config);
        config.Done();
        KerasObject.Guard(config.Subject, () =>
        {
            model.Compile(read, losses, weights, metrics);
            return true;
        });
    }

    // One of a user's own has to be registered; its own sentence says so.
    private static bool IsKnown(JsonElement optimizer)
    {
        if (optimizer.ValueKind == JsonValueKind.String) return OptimizerWords.Table.Has(optimizer.GetString()!);
        return TextOf("registered_name")?.Contains('>', StringComparison.Ordinal) == true || (TextOf("class_name") is string name && OptimizerWords.Table.Has(name));

        string? TextOf(string key) =>
            optimizer.ValueKind == JsonValueKind.Object && optimizer.TryGetProperty(key, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }

    private static OutputLosses? Losses(Config config)
    {
        if (!config.TryGet("loss", out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Array) return new OutputLosses([.. value.EnumerateArray().Select(Read)], null, null);
        return ByOutput(value) is JsonProperty[] outputs
            ? new OutputLosses(null, outputs.ToDictionary(p => p.Name, p => Read(p.Value)), null)
            : new OutputLosses(null, null, Read(value));

        // Keras trains the other outputs then.
        Loss Read(JsonElement loss) => loss.ValueKind == JsonValueKind.Null
            ? throw Throw.Format($"{config.Subject}: \"loss\" is null for one of several outputs. Give every output a loss, or leave it out of the model.")
            : LossWords.Table.Read(loss, config.Subject);
    }

    private static OutputWeights? Weights(Config config)
    {
        if (!config.TryGet("loss_weights", out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Array) return new OutputWeights([.. value.EnumerateArray().Select(Read)], null);
        return value.ValueKind == JsonValueKind.Object
            ? new OutputWeights(null, value.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value)))
            : new OutputWeights([Read(value)], null);

        double Read(JsonElement weight) => weight.ValueKind == JsonValueKind.Number ? weight.GetDouble() : throw config.Wrong("loss_weights", "numbers", weight);
    }

    private static OutputMetrics? Metrics(Config config)
    {
        if (!config.TryGet("metrics", out JsonElement value)) return null;
        if (ByOutput(value) is JsonProperty[] outputs) return new OutputMetrics(null, null, outputs.ToDictionary(p => p.Name, p => List(p.Value)));
        if (value.ValueKind != JsonValueKind.Array) return new OutputMetrics(List(value), null, null);
        return value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
            ? new OutputMetrics(null, [.. value.EnumerateArray().Select(List)], null)
            : new OutputMetrics(List(value), null, null);

        IReadOnlyList<Metric> List(JsonElement item) => item.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. item.EnumerateArray().Select(metric => MetricWords.Read(metric, config.Subject))],
            _ => [MetricWords.Read(item, config.Subject)],
        };
    }

    // A dictionary by output names; an object of Keras has a class name instead.
    private static JsonProperty[]? ByOutput(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && !value.TryGetProperty("class_name", out _) ? [.. value.EnumerateObject()] : null;
}
