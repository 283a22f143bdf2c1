using System.Text.Json;

namespace KerasRnn.Goldens;

/// <summary>A form of file.</summary>
internal interface IGoldenFormat
{
    /// <summary>Whether a file has this form.</summary>
    bool Reads(JsonElement root);

    /// <summary>The cases of a file.</summary>
    IEnumerable<GoldenCase> Cases(JsonElement root);
}
