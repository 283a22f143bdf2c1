using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>Words inside a config that pass from its writer to its reader as the objects they are: a layer is cloned, and nothing goes to a file.</summary>
/// <param name="copy">What the reader gets for what the writer gave.</param>
internal sealed class Handover(Func<object, object> copy)
{
    private readonly List<object> given = [];

    public void Put(Utf8JsonWriter json, object word)
    {
        json.WriteNumberValue(given.Count);
        given.Add(word);
    }

    public object Take(JsonElement place) => copy(given[place.GetInt32()]);
}
