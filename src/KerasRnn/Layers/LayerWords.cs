using KerasRnn.Layers;
using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Layers in Keras' JSON: the one list beside the layers' own files, and what all of them have. No type is ever found by reflection.</summary>
public static class LayerWords
{
    internal static WordTable<Layer> Table { get; } = new(
        "layer",
        "keras.layers",
        Input.Word,
        Dense.Word,
        Conv1D.Word,
        SimpleRNN.Word,
        MaxPooling1D.Word,
        AveragePooling1D.Word,
        GlobalMaxPooling1D.Word,
        GlobalAveragePooling1D.Word,
        Flatten.Word,
        Reshape.Word,
        RepeatVector.Word,
        Activation.Word,
        Dropout.Word)
    {
        Others = ["Functional", "Sequential"],
        Subject = layer => layer.Subject,
        ReadCommon = Read,
        WriteCommon = Write,
    };

    /// <summary>A layer or model inside another layer.</summary>
    /// <exception cref="FormatException">The key is missing.</exception>
    public static Layer Layer(this Config config, string key) =>
        config.Inner(key, (value, subject) => config.Outer is Func<JsonElement, string, Layer> read ? read(value, subject) : throw OnlyInLayers(subject))
        ?? throw Throw.Format($"{config.Subject} needs \"{key}\", a layer.");

    /// <summary>A layer or model inside another layer.</summary>
    public static ConfigWriter Layer(this ConfigWriter writer, string key, Layer layer) =>
        writer.Inner(key, layer, writer.Outer as Action<Layer> ?? (_ => throw OnlyInLayers($"\"{key}\"")));

    private static void Read(Layer layer, Config config)
    {
        config.Float32();

        // Python's layers without a get_config of their own have these two.
        if (!Table.IsOwn(layer))
        {
            config.Default("activity_regularizer");
            config.Ignore("autocast");
        }

        if (config.Text("name") is string name) layer.GiveName(Naming.CheckName(name));
        if (!config.Flag("trainable", true)) layer.Trainable = false;
    }

    // An input has its name behind its shape, and nothing that could be trained.
    private static void Write(Layer layer, ConfigWriter writer)
    {
        if (layer is not Input) writer.Text("name", layer.Name).Flag("trainable", layer.Trainable).Text("dtype", "float32");
    }

    private static NotSupportedException OnlyInLayers(string subject) =>
        Throw.NotSupported($"{subject} is a layer, and only layers have layers inside. Keep it out of the config.");
}
