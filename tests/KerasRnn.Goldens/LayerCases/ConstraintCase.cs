using System.Text.Json;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>A projection of one weight.</summary>
internal static class ConstraintCase
{
    public static void Run(JsonElement json)
    {
        JsonElement constraint = json.GetProperty("constraint");
        string name = constraint.ValueKind == JsonValueKind.String ? constraint.GetString()! : constraint.Text("class_name");
        throw new SkipException($"there is no constraint \"{name}\"");
    }
}
