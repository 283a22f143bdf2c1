using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Goldens;

/// <summary>Short ways to read the files.</summary>
internal static class Json
{
    public static JsonElement? Find(this JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string Text(this JsonElement element, string key) => element.GetProperty(key).GetString()!;

    public static bool Flag(this JsonElement element, string key) => element.Find(key)?.GetBoolean() ?? false;

    /// <summary>The items of a list; none if it is missing or null.</summary>
    public static JsonElement[] List(this JsonElement element, string key) => element.Find(key) is JsonElement list ? [.. list.EnumerateArray()] : [];

    public static int[] Whole(this JsonElement element, string key) => [.. element.List(key).Select(item => item.GetInt32())];

    public static string[] Texts(this JsonElement element, string key) => [.. element.List(key).Select(item => item.GetString()!)];

    /// <summary>A number, a bool as 0 or 1, or one of the strings that stand for what JSON cannot hold.</summary>
    public static double Number(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new InvalidDataException($"A golden file expects a number, NaN, Infinity or -Infinity; got \"{value}\"."),
        },
        _ => value.GetDouble(),
    };

    public static double[] Numbers(this JsonElement element, string key) => [.. element.List(key).Select(Number)];

    /// <summary>Keras' encoding of an object.</summary>
    public static JsonElement Object(string className, JsonElement? config)
    {
        JsonObject json = new() { ["class_name"] = className, ["config"] = JsonNode.Parse(config?.GetRawText() ?? "{}") };
        return Parse(json.ToJsonString());
    }

    public static JsonElement Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
