using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KerasRnn.Experiments.Runs;

/// <summary>The JSON of the store and of requests: snake_case, NaN and infinities by name, no reflection.</summary>
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(ComparisonSettings))]
[JsonSerializable(typeof(RunRequest))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>For runs.jsonl: one line.</summary>
    public static RunJson Line { get; } = new(Words(indented: false));

    /// <summary>For settings.json: indented, to be read.</summary>
    public static RunJson Indented { get; } = new(Words(indented: true));

    private static JsonSerializerOptions Words(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // What is computed from the rest is not kept.
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        // Names stay readable: a page that shows them encodes them itself.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
