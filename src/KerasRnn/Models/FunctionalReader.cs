using System.Text.Json;
using KerasRnn.Layers;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Joins the layers of a functional model as its "inbound_nodes" say: every node is a call of its layer.</summary>
internal sealed class FunctionalReader
{
    private readonly Config config;
    private readonly ModelReader models;
    private readonly JsonElement inputs;
    private readonly JsonElement outputs;
    private readonly List<Part> parts = [];
    private readonly Dictionary<string, Part> byName = new(StringComparer.Ordinal);

    public FunctionalReader(ModelReader models, Config config)
    {
        this.models = models;
        this.config = config;
        inputs = config.List("input_layers");
        outputs = config.List("output_layers");
        foreach (JsonElement entry in config.List("layers").EnumerateArray())
        {
            Layer layer = models.Read(entry, config.Subject);
            string name = entry.TryGetProperty("name", out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : layer.Name;
            JsonElement[] nodes = entry.TryGetProperty("inbound_nodes", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
            Part part = new(layer, nodes);
            if (!byName.TryAdd(name, part)) throw Throw.Format($"{config.Subject}: two layers are called \"{name}\". Give them different names.");
            parts.Add(part);
        }
    }

    /// <summary>Calls every layer as often as it was called, and returns the tensors of the model.</summary>
    public (IReadOnlyList<KerasTensor> Inputs, IReadOnlyList<KerasTensor> Outputs) Connect()
    {
        foreach (Part part in parts.Where(p => p.Layer is Input)) part.Calls.Add(part.Layer.ApplyAll([]));

        // A layer that is used at several depths has to wait between its calls, so this goes round until nothing is left.
        List<Part> open = [.. parts.Where(p => p.Layer is not Input && p.Nodes.Length > 0)];
        while (open.Count > 0)
        {
            bool moved = false;
            foreach (Part part in open)
            {
                int done = part.Calls.Count;
                while (part.Calls.Count < part.Nodes.Length && Arguments(part) is KerasTensor[] arguments)
                {
                    part.Calls.Add(part.Layer.ApplyAll(arguments));
                    if (part.Calls.Count == 1) models.Spend(part.Layer);
                }

                moved |= part.Calls.Count > done;
            }

            if (!moved) throw Throw.Format($"{config.Subject}: the layers {string.Join(", ", open.Select(p => $"\"{p.Layer.Name}\""))} wait for each other. A model has no loops.");
            open.RemoveAll(part => part.Calls.Count == part.Nodes.Length);
        }

        return (Ends(inputs, "input_layers"), Ends(outputs, "output_layers"));
    }

    private string Of(Part part) => $"{config.Subject}: the call of {part.Layer.Subject}";

    // The tensors of a layer's next call, or null while one of them does not exist yet.
    private KerasTensor[]? Arguments(Part part)
    {
        JsonElement node = part.Nodes[part.Calls.Count];
        List<(string Layer, int Node, int Tensor)> references = [];
        if (node.ValueKind == JsonValueKind.Array) Legacy(node, references, part);
        else if (node.ValueKind == JsonValueKind.Object)
        {
            if (node.TryGetProperty("args", out JsonElement args)) Collect(args, references, part);
            if (node.TryGetProperty("kwargs", out JsonElement kwargs)) Named(kwargs, references, part);
        }

        if (references.Count == 0) throw Throw.Format($"{Of(part)} has no tensors: {Config.Show(node)}.");
        KerasTensor?[] tensors = [.. references.Select(r => Find(r, Of(part)))];
        return tensors.Contains(null) ? null : [.. tensors.OfType<KerasTensor>()];
    }

    private void Named(JsonElement kwargs, List<(string, int, int)> references, Part part)
    {
        if (kwargs.ValueKind != JsonValueKind.Object) throw Throw.Format($"{Of(part)}: \"kwargs\" must be an object; got {Config.Show(kwargs)}.");
        foreach (JsonProperty argument in kwargs.EnumerateObject())
        {
            if (argument.Name is "inputs" or "sequences" || argument.Name == part.Layer.FurtherInputs)
            {
                if (argument.Value.ValueKind != JsonValueKind.Null) Collect(argument.Value, references, part);
            }
            else if (argument.Value.ValueKind != JsonValueKind.Null && !(argument.Name == "training" && argument.Value.ValueKind == JsonValueKind.False))
            {
                throw Throw.Format($"{Of(part)}: argument \"{argument.Name}\": {Config.Show(argument.Value)} is not known here. Leave it out.");
            }
        }
    }

    private void Collect(JsonElement value, List<(string, int, int)> references, Part part)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray()) Collect(item, references, part);
            return;
        }

        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("class_name", out JsonElement kind) || kind.ValueKind != JsonValueKind.String || !kind.ValueEquals("__keras_tensor__")
            || !value.TryGetProperty("config", out JsonElement tensor) || tensor.ValueKind != JsonValueKind.Object || !tensor.TryGetProperty("keras_history", out JsonElement history))
        {
            throw Throw.Format($"{Of(part)} expects tensors of other layers; got {Config.Show(value)}.");
        }

        references.Add(Reference(history, Of(part)));
    }

    // The style before Keras 3: a list of [layer, node, tensor] or [layer, node, tensor, {}].
    private void Legacy(JsonElement node, List<(string, int, int)> references, Part part)
    {
        foreach (JsonElement item in node.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 4) Named(item[3], references, part);
            references.Add(Reference(item, Of(part)));
        }
    }

    private static (string Layer, int Node, int Tensor) Reference(JsonElement value, string subject) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is 3 or 4 && value[0].ValueKind == JsonValueKind.String
        && value[1].ValueKind == JsonValueKind.Number && value[1].TryGetInt32(out int node) && value[2].ValueKind == JsonValueKind.Number && value[2].TryGetInt32(out int tensor)
            ? (value[0].GetString()!, node, tensor)
            : throw Throw.Format($"{subject} expects [layer, node, tensor]; got {Config.Show(value)}.");

    private KerasTensor? Find((string Layer, int Node, int Tensor) reference, string subject)
    {
        if (!byName.TryGetValue(reference.Layer, out Part? part)) throw Throw.Format($"{subject} names a layer \"{reference.Layer}\" that the model does not have.");
        int calls = part.Layer is Input ? 1 : part.Nodes.Length;
        if (reference.Node < 0 || reference.Node >= calls) throw Throw.Format($"{subject} names call {reference.Node} of \"{reference.Layer}\", which is called {calls} times.");
        if (reference.Node >= part.Calls.Count) return null;
        IReadOnlyList<KerasTensor> results = part.Calls[reference.Node];
        return reference.Tensor >= 0 && reference.Tensor < results.Count
            ? results[reference.Tensor]
            : throw Throw.Format($"{subject} names output {reference.Tensor} of \"{reference.Layer}\", which has {results.Count}.");
    }

    // One triple alone, or a list of triples.
    private KerasTensor[] Ends(JsonElement value, string key)
    {
        string subject = $"{config.Subject}: \"{key}\"";
        bool alone = value.GetArrayLength() == 3 && value[0].ValueKind == JsonValueKind.String;
        return [.. (alone ? [value] : value.EnumerateArray().ToArray()).Select(item =>
        {
            (string layer, int node, int tensor) = Reference(item, subject);

            // The calls of a functional model inside count from 1 in these two lists, and only there.
            bool offset = byName.TryGetValue(layer, out Part? part) && part.Layer is Functional && node > 0;
            return Find((layer, offset ? node - 1 : node, tensor), subject)!;
        })];
    }

    /// <summary>A layer with the calls that are described and those that were made.</summary>
    private sealed class Part(Layer layer, JsonElement[] nodes)
    {
        public Layer Layer { get; } = layer;

        public JsonElement[] Nodes { get; } = nodes;

        public List<IReadOnlyList<KerasTensor>> Calls { get; } = [];
    }
}
