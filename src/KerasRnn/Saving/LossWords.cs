namespace KerasRnn.Saving;

/// <summary>Losses in Keras' JSON.</summary>
internal static class LossWords
{
    private static readonly (LossReduction Value, string Name)[] Reductions =
    [
        (LossReduction.SumOverBatchSize, "sum_over_batch_size"),
        (LossReduction.Mean, "mean"),
        (LossReduction.Sum, "sum"),
        (LossReduction.MeanWithSampleWeight, "mean_with_sample_weight"),
        (LossReduction.None, "none"),
    ];

    public static WordTable<Loss> Table { get; } = new(
        "loss",
        "keras.losses",
        Of("MeanSquaredError", ["mean_squared_error", "mse", "MSE"], c => new MeanSquaredError { Name = Name(c, "mean_squared_error"), Reduction = Reduction(c) }),
        Of("MeanAbsoluteError", ["mean_absolute_error", "mae", "MAE"], c => new MeanAbsoluteError { Name = Name(c, "mean_absolute_error"), Reduction = Reduction(c) }),
        Of("Huber", ["huber"], c => new Huber(c.Number("delta", 1)) { Name = Name(c, "huber_loss"), Reduction = Reduction(c) }, (x, w) => w.Number("delta", x.Delta)),
        Of("BinaryCrossentropy", ["binary_crossentropy", "bce", "BCE"],
            c => new BinaryCrossentropy(LastAxis(c).Flag("from_logits", false), c.Number("label_smoothing", 0)) { Name = Name(c, "binary_crossentropy"), Reduction = Reduction(c) },
            (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing).Whole("axis", -1)),
        Of("CategoricalCrossentropy", ["categorical_crossentropy"],
            c => new CategoricalCrossentropy(LastAxis(c).Flag("from_logits", false), c.Number("label_smoothing", 0)) { Name = Name(c, "categorical_crossentropy"), Reduction = Reduction(c) },
            (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing).Whole("axis", -1)),
        Of("SparseCategoricalCrossentropy", ["sparse_categorical_crossentropy"],
            c => new SparseCategoricalCrossentropy(LastAxis(c).Flag("from_logits", false), c.WholeOrNull("ignore_class")) { Name = Name(c, "sparse_categorical_crossentropy"), Reduction = Reduction(c) },
            (x, w) => w.Flag("from_logits", x.FromLogits).Whole("ignore_class", x.IgnoreClass).Whole("axis", -1)),
        Word<Loss>.Of<CrossentropyByShape>("crossentropy", ["ce"], _ => new CrossentropyByShape(), (_, _) => { }))
    {
        Named = (loss, name) => loss.From(name),
    };

    public static Config LastAxis(Config config)
    {
        config.Default("axis", -1);
        return config;
    }

    private static string Name(Config config, string fallback) => config.Text("name", fallback)!;

    private static LossReduction Reduction(Config config)
    {
        config.Float32();
        if (config.Has("reduction") && !config.TryGet("reduction", out _)) return LossReduction.None;
        string name = config.Choice("reduction", Reductions[0].Name, [.. Reductions.Select(r => r.Name)]);
        return Reductions.First(r => r.Name == name).Value;
    }

    private static Word<Loss> Of<T>(string className, string[] strings, Func<Config, T> read, Action<T, ConfigWriter>? options = null)
        where T : Loss =>
        Word<Loss>.Of<T>(className, strings, read, (loss, writer) =>
        {
            writer.Text("name", loss.Name).Text("reduction", Reductions.First(r => r.Value == loss.Reduction).Name);
            options?.Invoke(loss, writer);
        });
}
