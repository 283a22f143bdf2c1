using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>Text to a checked JSON tree and back. A model file is untrusted: size and depth are bounded, duplicate keys and NaN refused.</summary>
[StackTraceHidden]
internal static class JsonText
{
    private const int MaximumLength = 64 * 1024 * 1024;
    private const int MaximumDepth = 128;

    public static JsonDocument Parse(string json, string what)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaximumLength) throw Throw.Format($"{what} expects at most {MaximumLength} characters of JSON; got {json.Length}. Weights do not belong into it.");
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is long line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}: " : "";
            throw Throw.Format($"{what} expects JSON as Keras writes it; {place}{Reason(e)}", e);
        }
    }

    public static string Write(bool indented, Action<ConfigWriter> content)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaximumDepth }))
        {
            content(new ConfigWriter(json));
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>What a word writes into its config, as it would be read.</summary>
    public static JsonDocument Config(Action<ConfigWriter> content, Handover? handover = null)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            content(new ConfigWriter(json) { Handover = handover });
            json.WriteEndObject();
        }

        return JsonDocument.Parse(stream.ToArray());
    }

    // The parser's own place in the text repeats ours.
    private static string Reason(JsonException e)
    {
        string message = e.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
