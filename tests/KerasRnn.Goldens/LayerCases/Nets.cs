using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>Builds what a case describes: one layer, a list of layers, or a graph of layers.</summary>
internal static class Nets
{
    public static Layer Read(JsonElement json, IReadOnlyList<Shape> inputs)
    {
        if (json.Find("layer") is JsonElement layer) return Library.Layer(layer);
        return json.Find("model") is JsonElement model ? Sequence(model, inputs[0]) : Graph(json.GetProperty("graph"), inputs);
    }

    /// <summary>Whether a state is carried from call to call: then the batch size is part of the shapes.</summary>
    public static bool IsStateful(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.Find("stateful") is { ValueKind: JsonValueKind.True } || json.EnumerateObject().Any(property => IsStateful(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(IsStateful),
        _ => false,
    };

    private static Model Sequence(JsonElement layers, Shape input)
    {
        JsonArray dimensions = [.. input.Dimensions.ToArray().Select(d => d < 0 ? null : (JsonNode)d)];
        JsonObject first = new() { ["class_name"] = "InputLayer", ["config"] = new JsonObject { ["batch_shape"] = dimensions } };
        JsonArray all = [first, .. layers.EnumerateArray().Select(layer => JsonNode.Parse(layer.GetRawText()))];
        return Library.Model(new JsonObject { ["class_name"] = "Sequential", ["config"] = new JsonObject { ["layers"] = all } }.ToJsonString());
    }

    private static Functional Graph(JsonElement graph, IReadOnlyList<Shape> inputs)
    {
        Dictionary<string, KerasTensor> tensors = [];
        foreach ((int i, string name) in graph.Texts("inputs").Index())
        {
            int[] dimensions = inputs[i].Dimensions.ToArray();
            tensors[name] = Keras.Input([.. dimensions[1..].Select(d => (int?)d)], name: null, batchSize: dimensions[0] < 0 ? null : dimensions[0]);
        }

        KerasTensor[] given = [.. tensors.Values];
        foreach (JsonElement node in graph.List("nodes"))
        {
            KerasTensor[] arguments = [.. node.Texts("inputs").Concat(node.Texts("initial_state")).Select(name => tensors[name])];
            IReadOnlyList<KerasTensor> results = Library.Layer(node.GetProperty("layer")).ApplyAll(arguments);
            foreach ((int i, string name) in node.Texts("outputs").Index()) tensors[name] = results[i];
        }

        return Keras.Model(given, graph.Texts("outputs").Select(name => tensors[name]).ToArray());
    }
}
