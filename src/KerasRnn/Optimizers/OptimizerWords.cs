using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Optimizers in Keras' JSON: the one list beside the optimizers' own files, and what all of them have.</summary>
internal static class OptimizerWords
{
    public static WordTable<Optimizer> Table { get; } = new("optimizer", "keras.optimizers", SGD.Word, RMSprop.Word, Adam.Word, AdamW.Word)
    {
        IgnoreCase = true,
        ReadCommon = Read,
        WriteCommon = Write,
    };

    private static void Read(Optimizer optimizer, Config config)
    {
        optimizer.Set(
            config.Text("name", optimizer.Name)!,
            Rate(config, optimizer.LearningRate),
            Option("weight_decay", optimizer.WeightDecay),
            Option("clipnorm", optimizer.ClipNorm),
            Option("global_clipnorm", optimizer.GlobalClipNorm),
            Option("clipvalue", optimizer.ClipValue));
        config.Default("use_ema", false);
        config.Ignore("ema_momentum");
        config.Default("ema_overwrite_frequency");
        config.Default("loss_scale_factor");
        config.Default("gradient_accumulation_steps");

        // Null says none, a missing key the class's default.
        double? Option(string key, double? fallback) => config.NumberOrNull(key) ?? (config.Has(key) ? null : fallback);
    }

    private static void Write(Optimizer optimizer, ConfigWriter writer) => writer
        .Text("name", optimizer.Name)
        .Single("learning_rate", optimizer.LearningRate)
        .Number("weight_decay", optimizer.WeightDecay)
        .Number("clipnorm", optimizer.ClipNorm)
        .Number("global_clipnorm", optimizer.GlobalClipNorm)
        .Number("clipvalue", optimizer.ClipValue)
        .Flag("use_ema", false)
        .Number("ema_momentum", 0.99)
        .Null("ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps");

    private static double Rate(Config config, double fallback)
    {
        if (!config.TryGet("learning_rate", out JsonElement rate) || rate.ValueKind != JsonValueKind.Object) return config.Float("learning_rate", fallback);
        throw Throw.Format($"{config.Subject}: There is no learning-rate schedule \"{KerasObject.Parse(rate, config.Subject).ClassName}\". Give \"learning_rate\" a number.");
    }
}
