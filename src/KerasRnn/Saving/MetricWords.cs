namespace KerasRnn.Saving;

/// <summary>Metrics in Keras' JSON. The twins of losses are losses here, wrapped.</summary>
internal static class MetricWords
{
    public static WordTable<Metric> Table { get; } = new(
        "metric",
        "keras.metrics",
        Twin("MeanSquaredError", ["mean_squared_error", "mse", "MSE"], _ => new MeanSquaredError()),
        Twin("MeanAbsoluteError", ["mean_absolute_error", "mae", "MAE"], _ => new MeanAbsoluteError()),
        Twin("BinaryCrossentropy", ["binary_crossentropy", "bce", "BCE"],
            c => new BinaryCrossentropy(c.Flag("from_logits", false), c.Number("label_smoothing", 0)),
            (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing)),
        Twin("CategoricalCrossentropy", ["categorical_crossentropy"],
            c => new CategoricalCrossentropy(LossWords.LastAxis(c).Flag("from_logits", false), c.Number("label_smoothing", 0)),
            (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing)),
        Twin("SparseCategoricalCrossentropy", ["sparse_categorical_crossentropy"],
            c => new SparseCategoricalCrossentropy(LossWords.LastAxis(c).Flag("from_logits", false), c.WholeOrNull("ignore_class")),
            (x, w) =>
            {
                w.Flag("from_logits", x.FromLogits);
                if (x.IgnoreClass is not null) w.Whole("ignore_class", x.IgnoreClass);
            }),
        Of("RootMeanSquaredError", ["root_mean_squared_error"], c => new RootMeanSquaredError { Name = Name(c, "root_mean_squared_error") }),
        Of("BinaryAccuracy", ["binary_accuracy"], c => new BinaryAccuracy(c.Number("threshold", 0.5)) { Name = Name(c, "binary_accuracy") }, (x, w) => w.Number("threshold", x.Threshold)),
        Of("CategoricalAccuracy", ["categorical_accuracy"], c => new CategoricalAccuracy { Name = Name(c, "categorical_accuracy") }),
        Of("SparseCategoricalAccuracy", ["sparse_categorical_accuracy"], c => new SparseCategoricalAccuracy { Name = Name(c, "sparse_categorical_accuracy") }),
        Of("Accuracy", [], c => new Accuracy { Name = Name(c, "accuracy") }),
        Word<Metric>.Of<AccuracyByShape>("accuracy", ["acc"], _ => new AccuracyByShape(), (_, _) => { }))
    {
        Named = (metric, name) => metric.From(name),

        // Python compares this word alone without regard to case.
        Alias = name => name.ToUpperInvariant() is "ACCURACY" or "ACC" ? "acc" : name,
    };

    private static string Name(Config config, string fallback)
    {
        config.Float32();
        return config.Text("name", fallback)!;
    }

    private static Word<Metric> Of<T>(string className, string[] strings, Func<Config, T> read, Action<T, ConfigWriter>? options = null)
        where T : Metric =>
        Word<Metric>.Of<T>(className, strings, read, (metric, writer) =>
        {
            writer.Text("name", metric.Name).Text("dtype", "float32");
            options?.Invoke(metric, writer);
        });

    private static Word<Metric> Twin<T>(string className, string[] strings, Func<Config, T> read, Action<T, ConfigWriter>? options = null)
        where T : Loss =>
        Of<LossMetric>(className, strings, config =>
        {
            T loss = read(config);
            return new LossMetric(loss) { Name = Name(config, loss.Name) };
        }, (metric, writer) => options?.Invoke((T)metric.Loss, writer)) with
        { Matches = metric => metric is LossMetric { Loss: T } };
}
