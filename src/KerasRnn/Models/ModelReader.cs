using System.Text.Json;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Builds layers and models from Keras' JSON. One reader reads one file: what it has read and how much, bounds the rest.</summary>
/// <param name="seed">The seed of the model.</param>
[StackTraceHidden]
internal sealed class ModelReader(int seed)
{
    private const int MaximumLayers = 10_000;
    private const long MaximumParameters = 1L << 30;

    private readonly Dictionary<int, Layer> shared = [];
    private int count;
    private int models;
    private long parameters;

    /// <summary>A layer or a model.</summary>
    public Layer Read(JsonElement value, string subject)
    {
        if (++count > MaximumLayers) throw Throw.Format($"{subject} expects at most {MaximumLayers} layers.");
        KerasObject parsed = KerasObject.Parse(value, subject);

        if (parsed.Module?.StartsWith("keras.src.ops.", StringComparison.Ordinal) == true)
        {
            throw Throw.Format($"There is no layer \"{parsed.ClassName}\": it is an op between layers, which Keras writes where a functional model hands a mask on. Write the model as Sequential, or build it here from its layers, which carry their masks themselves.");
        }

        // Keras gives an object that it meets twice an id; for layers it means that they are one.
        int? id = value.TryGetProperty("shared_object_id", out JsonElement given) && given.TryGetInt32(out int number) ? number : null;
        if (id is int known && shared.TryGetValue(known, out Layer? same)) return same;
        Layer layer = parsed switch
        {
            { RegisteredName: null, ClassName: "Sequential" } => ReadSequential(parsed, subject),
            { RegisteredName: null, ClassName: "Functional" or "Model" } => ReadFunctional(parsed, subject),
            _ => LayerWords.Table.Read(parsed, subject, outer: (Func<JsonElement, string, Layer>)Read),
        };
        if (id is int first) shared[first] = layer;
        return layer;
    }

    /// <summary>Counts what a layer's weights need; a file can ask for more than a machine has.</summary>
    public void Spend(Layer layer)
    {
        if (layer.Built) parameters += layer.CountParams();
        if (parameters > MaximumParameters) throw Throw.Format($"{layer.Subject}: the model has more than {MaximumParameters} parameters. Use fewer units or layers.");
    }

    private Sequential ReadSequential(KerasObject parsed, string subject)
    {
        parsed.CheckModule("keras", subject);
        Config config = parsed.ConfigOf("Sequential");
        config.Float32();
        config.Ignore("trainable");
        JsonElement layers = config.List("layers");
        int[]? shape = config.Dimensions("build_input_shape");
        Sequential model = new(NextSeed(), Name(config));
        config.Done();
        return KerasObject.Guard(config.Subject, [StackTraceHidden] () =>
        {
            foreach (JsonElement entry in layers.EnumerateArray())
            {
                Layer layer = Read(entry, config.Subject);
                model.Add(layer);
                Spend(layer);
            }

            if (model.Input is null && shape is not null && model.Layers.Count > 0) model.BuildModel([Symbolic(shape)]);
            return model;
        });
    }

    private Functional ReadFunctional(KerasObject parsed, string subject)
    {
        parsed.CheckModule("keras", subject);
        Config config = parsed.ConfigOf("Functional");
        config.Float32();
        bool trainable = config.Flag("trainable", true);
        string? name = Name(config);
        int own = NextSeed();
        FunctionalReader reader = new(this, config);
        config.Done();
        return KerasObject.Guard(config.Subject, [StackTraceHidden] () =>
        {
            (IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs) = reader.Connect();
            Functional model = new(inputs, outputs, own, name);
            if (!trainable) model.Trainable = false;
            return model;
        });
    }

    // The outermost model has the seed that was asked for; models inside have their own, so that equal parts start differently.
    private int NextSeed() => models++ == 0 ? seed : (int)(new CounterRandom((ulong)(long)seed, (ulong)models).NextBits() >> 33);

    private static string? Name(Config config) => config.Text("name") is string name ? Naming.CheckName(name) : null;

    private static Shape Symbolic(int[] shape) => new([shape[0] < 0 ? Shape.Batch : shape[0], .. shape.Skip(1).Select(d => d < 0 ? Shape.Unknown : d)]);
}
