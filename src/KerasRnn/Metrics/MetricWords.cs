using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Metrics in Keras' JSON: the one list beside the metrics' own files, and what all of them have.</summary>
internal static class MetricWords
{
    public static WordTable<Metric> Table { get; } = new(
        "metric",
        "keras.metrics",
        LossMetric.Twin(MeanSquaredError.Word),
        LossMetric.Twin(MeanAbsoluteError.Word),
        LossMetric.Twin(BinaryCrossentropy.Word),
        LossMetric.Twin(CategoricalCrossentropy.Word),
        LossMetric.Twin(SparseCategoricalCrossentropy.Word),
        RootMeanSquaredError.Word,
        BinaryAccuracy.Word,
        CategoricalAccuracy.Word,
        SparseCategoricalAccuracy.Word,
        Accuracy.Word,
        AccuracyByShape.Word)
    {
        Named = (metric, name) => metric.From(name),

        // Python compares this word alone without regard to case.
        Alias = name => name.ToUpperInvariant() is "ACCURACY" or "ACC" ? "acc" : name,
        ReadCommon = (metric, config) =>
        {
            config.Float32();
            metric.Set(config.Text("name", metric.Name)!);
        },
        WriteCommon = (metric, writer) => writer.Text("name", metric.Name).Text("dtype", "float32"),
    };

    /// <summary>A metric; Keras' lists of metrics may hold a loss.</summary>
    public static Metric Read(JsonElement value, string subject) => IsLoss(value) ? LossWords.Table.Read(value, subject) : Table.Read(value, subject);

    /// <summary>A metric; a loss that has no metric of its name in Keras is written as the loss.</summary>
    public static void Write(Metric metric, ConfigWriter writer)
    {
        if (metric is not LossMetric { Loss: Loss loss } || Table.IsOwn(metric))
        {
            Table.Write(metric, writer);
            return;
        }

        if (metric.Name != loss.Name)
        {
            throw Throw.NotSupported($"LossMetric \"{metric.Name}\" cannot be written as JSON: Keras' files have this loss among the metrics as \"{loss.Name}\". Give the loss the name.");
        }

        LossWords.Table.Write(loss, writer);
    }

    private static bool IsLoss(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        if (value.TryGetProperty("registered_name", out JsonElement name) && name.ValueKind == JsonValueKind.String && Registered<Loss>.Find(name.GetString()!) is not null) return true;
        return value.TryGetProperty("module", out JsonElement module) && module.ValueKind == JsonValueKind.String && module.ValueEquals("keras.losses");
    }
}
