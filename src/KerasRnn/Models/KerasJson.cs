using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Parts of models in Keras' JSON, as <c>keras.layers.serialize</c> and its kin write them; whole models have their own methods.</summary>
public static class KerasJson
{
    /// <summary>A layer from <c>{"class_name": "Dense", "config": {"units": 3}}</c>; missing options are Keras' defaults.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Layer ReadLayer(string json) => Read(json, (value, subject) => new ModelReader(0).Read(value, subject));

    /// <summary>An initializer from an object or a string.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Initializer ReadInitializer(string json) => Read(json, InitializerWords.Table.Read);

    /// <summary>A regularizer from an object or a string.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Regularizer ReadRegularizer(string json) => Read(json, RegularizerWords.Table.Read);

    /// <summary>A loss from an object or a string.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Loss ReadLoss(string json) => Read(json, LossWords.Table.Read);

    /// <summary>A metric from an object or a string.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Metric ReadMetric(string json) => Read(json, MetricWords.Read);

    /// <summary>An optimizer from an object or a string.</summary>
    /// <exception cref="FormatException">The JSON is damaged, or asks for what is not known here.</exception>
    public static Optimizer ReadOptimizer(string json) => Read(json, OptimizerWords.Table.Read);

    /// <summary>A layer as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Layer layer) => JsonText.Write(false, writer => new ModelWriter(writer, layer).Write(layer));

    /// <summary>An initializer as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Initializer initializer) => JsonText.Write(false, writer => InitializerWords.Table.Write(initializer, writer));

    /// <summary>A regularizer as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Regularizer regularizer) => JsonText.Write(false, writer => RegularizerWords.Table.Write(regularizer, writer));

    /// <summary>A loss as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Loss loss) => JsonText.Write(false, writer => LossWords.Table.Write(loss, writer));

    /// <summary>A metric as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Metric metric) => JsonText.Write(false, writer => MetricWords.Write(metric, writer));

    /// <summary>An optimizer as JSON.</summary>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public static string Write(Optimizer optimizer) => JsonText.Write(false, writer => OptimizerWords.Table.Write(optimizer, writer));

    private static T Read<T>(string json, Func<JsonElement, string, T> read)
    {
        using JsonDocument document = JsonText.Parse(json, "KerasJson");
        return read(document.RootElement, "KerasJson");
    }
}
