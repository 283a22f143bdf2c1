using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Experiments;

/// <summary>A Keras JSON whose open input dimensions are filled with those of a comparison.</summary>
[StackTraceHidden]
internal sealed class ContenderJson
{
    private readonly string path;
    private readonly JsonObject root;

    public ContenderJson(string path, string json)
    {
        this.path = path;
        try
        {
            root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject
                ?? throw Throw.NotKerasJson(path, "it is not a JSON object");
        }
        catch (JsonException e)
        {
            throw Throw.NotKerasJson(path, $"line {(e.LineNumber ?? 0) + 1} is not JSON");
        }

        if (BatchShape(root) is null) throw Throw.NotKerasJson(path, "it has no single InputLayer with a batch_shape such as [null, 8, 2]");
    }

    /// <summary>A model of these dimensions, with first weights of the seed.</summary>
    /// <exception cref="FormatException">It takes another input, or holds what is not known here.</exception>
    public Model Build(ModelShape shape)
    {
        JsonObject filled = (JsonObject)root.DeepClone();
        JsonArray batchShape = BatchShape(filled)!;
        int?[] wanted = [null, shape.Window, shape.Coordinates];
        if (batchShape.Count != 3 || Enumerable.Range(0, 3).Any(axis => !Fits(batchShape[axis], wanted[axis])))
            throw Throw.OtherInput(path, batchShape.ToJsonString(), shape.Window, shape.Coordinates);
        for (int axis = 1; axis < 3; axis++) batchShape[axis] = wanted[axis];

        // The shapes that Keras noted when it built the model belong to other windows.
        Forget(filled);
        try
        {
            // How it was compiled is not asked for: all contenders train alike.
            return Model.FromJson(filled.ToJsonString(), shape.Seed, compile: false);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw Throw.NotKerasJson(path, e.Message.TrimEnd('.'));
        }
    }

    private static bool Fits(JsonNode? given, int? wanted) => given is null || (given is JsonValue value && value.TryGetValue(out int number) && number == wanted);

    private static JsonArray? BatchShape(JsonObject model)
    {
        if ((model["config"] as JsonObject)?["layers"] is not JsonArray layers) return null;
        JsonObject[] inputs = [.. layers.OfType<JsonObject>().Where(l => l["class_name"] is JsonValue name && name.ToString() == "InputLayer")];
        return inputs.Length == 1 ? (inputs[0]["config"] as JsonObject)?["batch_shape"] as JsonArray : null;
    }

    private static void Forget(JsonNode node)
    {
        if (node is JsonObject item)
        {
            item.Remove("build_config");
            item.Remove("build_input_shape");
            foreach (JsonNode child in item.Select(p => p.Value).OfType<JsonNode>()) Forget(child);
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode child in list.OfType<JsonNode>()) Forget(child);
        }
    }
}
