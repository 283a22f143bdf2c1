using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Losses in Keras' JSON: the one list beside the losses' own files, and what all of them have.</summary>
public static class LossWords
{
    private static readonly (LossReduction Value, string Name)[] Reductions =
    [
        (LossReduction.SumOverBatchSize, "sum_over_batch_size"),
        (LossReduction.Mean, "mean"),
        (LossReduction.Sum, "sum"),
        (LossReduction.MeanWithSampleWeight, "mean_with_sample_weight"),
        (LossReduction.None, "none"),
    ];

    internal static WordTable<Loss> Table { get; } = new(
        "loss",
        "keras.losses",
        MeanSquaredError.Word,
        MeanAbsoluteError.Word,
        Huber.Word,
        BinaryCrossentropy.Word,
        CategoricalCrossentropy.Word,
        SparseCategoricalCrossentropy.Word,
        CrossentropyByShape.Word)
    {
        Named = (loss, name) => loss.From(name),
        ReadCommon = (loss, config) => loss.Set(config.Text("name", loss.Name)!, Reduction(config, loss.Reduction)),
        WriteCommon = (loss, writer) => writer.Text("name", loss.Name).Text("reduction", Reductions.First(r => r.Value == loss.Reduction).Name),
    };

    /// <summary>A loss inside another word, as an object or by Keras' string.</summary>
    public static Loss Loss(this Config config, string key, Loss fallback) => config.Inner<Loss>(key, Table.Read) ?? fallback;

    /// <summary>A loss inside another word.</summary>
    public static ConfigWriter Loss(this ConfigWriter writer, string key, Loss loss) => writer.Inner(key, loss, word => Table.Write(word, writer));

    private static LossReduction Reduction(Config config, LossReduction fallback)
    {
        config.Float32();
        if (config.Has("reduction") && !config.TryGet("reduction", out JsonElement _)) return LossReduction.None;
        string name = config.Choice("reduction", Reductions.First(r => r.Value == fallback).Name, [.. Reductions.Select(r => r.Name)]);
        return Reductions.First(r => r.Name == name).Value;
    }
}
