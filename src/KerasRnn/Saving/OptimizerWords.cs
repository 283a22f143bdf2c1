using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>Optimizers in Keras' JSON.</summary>
internal static class OptimizerWords
{
    public static WordTable<Optimizer> Table { get; } = new(
        "optimizer",
        "keras.optimizers",
        Of("SGD",
            c => new SGD(Rate(c, 0.01), c.Float("momentum", 0), c.Flag("nesterov", false))
            {
                Name = Name(c, "sgd"),
                WeightDecay = c.NumberOrNull("weight_decay"),
                ClipNorm = c.NumberOrNull("clipnorm"),
                GlobalClipNorm = c.NumberOrNull("global_clipnorm"),
                ClipValue = c.NumberOrNull("clipvalue"),
            },
            (x, w) => w.Number("momentum", x.Momentum).Flag("nesterov", x.Nesterov)),
        Of("RMSprop",
            c => new RMSprop(Rate(c, 0.001), c.Number("rho", 0.9), c.Number("momentum", 0), c.Number("epsilon", 1e-7), c.Flag("centered", false))
            {
                Name = Name(c, "rm_sprop"),
                WeightDecay = c.NumberOrNull("weight_decay"),
                ClipNorm = c.NumberOrNull("clipnorm"),
                GlobalClipNorm = c.NumberOrNull("global_clipnorm"),
                ClipValue = c.NumberOrNull("clipvalue"),
            },
            (x, w) => w.Number("rho", x.Rho).Number("momentum", x.Momentum).Number("epsilon", x.Epsilon).Flag("centered", x.Centered)),
        Of("Adam",
            c => new Adam(Rate(c, 0.001), c.Number("beta_1", 0.9), c.Number("beta_2", 0.999), c.Number("epsilon", 1e-7), c.Flag("amsgrad", false))
            {
                Name = Name(c, "adam"),
                WeightDecay = c.NumberOrNull("weight_decay"),
                ClipNorm = c.NumberOrNull("clipnorm"),
                GlobalClipNorm = c.NumberOrNull("global_clipnorm"),
                ClipValue = c.NumberOrNull("clipvalue"),
            },
            WriteAdam),
        Of("AdamW",
            c => new AdamW(Rate(c, 0.001), Decay(c), c.Number("beta_1", 0.9), c.Number("beta_2", 0.999), c.Number("epsilon", 1e-7), c.Flag("amsgrad", false))
            {
                Name = Name(c, "adam_w"),
                ClipNorm = c.NumberOrNull("clipnorm"),
                GlobalClipNorm = c.NumberOrNull("global_clipnorm"),
                ClipValue = c.NumberOrNull("clipvalue"),
            },
            WriteAdam))
    {
        IgnoreCase = true,
    };

    private static Word<Optimizer> Of<T>(string className, Func<Config, T> read, Action<T, ConfigWriter> options)
        where T : Optimizer =>
        Word<Optimizer>.Of<T>(className, [], read, (optimizer, writer) =>
        {
            writer.Text("name", optimizer.Name)
                .Single("learning_rate", optimizer.LearningRate)
                .Number("weight_decay", optimizer.WeightDecay)
                .Number("clipnorm", optimizer.ClipNorm)
                .Number("global_clipnorm", optimizer.GlobalClipNorm)
                .Number("clipvalue", optimizer.ClipValue)
                .Flag("use_ema", false)
                .Number("ema_momentum", 0.99)
                .Null("ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps");
            options(optimizer, writer);
        });

    private static string Name(Config config, string fallback)
    {
        config.Default("use_ema", false);
        config.Ignore("ema_momentum");
        config.Default("ema_overwrite_frequency");
        config.Default("loss_scale_factor");
        config.Default("gradient_accumulation_steps");
        return config.Text("name", fallback)!;
    }

    private static double Rate(Config config, double fallback)
    {
        if (!config.TryGet("learning_rate", out JsonElement rate) || rate.ValueKind != JsonValueKind.Object) return config.Float("learning_rate", fallback);
        throw Throw.Format($"{config.Subject}: There is no learning-rate schedule \"{KerasObject.Parse(rate, config.Subject).ClassName}\". Give \"learning_rate\" a number.");
    }

    private static double Decay(Config config) => config.Has("weight_decay") && config.NumberOrNull("weight_decay") is null
        ? throw Throw.Format($"{config.Subject} needs \"weight_decay\"; got null. Give a number, or use Adam.")
        : config.Number("weight_decay", 0.004);

    private static void WriteAdam(AdamRule x, ConfigWriter writer) =>
        writer.Number("beta_1", x.Beta1).Number("beta_2", x.Beta2).Number("epsilon", x.Epsilon).Flag("amsgrad", x.Amsgrad);
}
