using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Notebooks.Tests;

/// <summary>A stored notebook (nbformat 4): its code cells and their outputs.</summary>
internal sealed class Notebook
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string path;
    private readonly JsonObject root;

    public Notebook(string path)
    {
        this.path = path;
        root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
    }

    public string Name => Path.GetFileNameWithoutExtension(path);

    public IEnumerable<JsonObject> Cells => root["cells"]!.AsArray().Select(c => c!.AsObject());

    public IEnumerable<JsonObject> CodeCells => Cells.Where(c => (string?)c["cell_type"] == "code");

    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetFiles(Repository.Notebooks, "*.ipynb").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    public static Notebook Open(string name) => new(Path.Combine(Repository.Notebooks, name + ".ipynb"));

    /// <summary>A source or an output: a string, or lines of one.</summary>
    public static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(l => (string)l!)) : (string?)node ?? "";

    /// <summary>As other tools write it: one line of text per array element, so that differences can be read.</summary>
    public static JsonNode Lines(string text)
    {
        var lines = new JsonArray();
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[from..end]);
            from = end;
        }
        return lines;
    }

    /// <summary>Adds a code cell at the end.</summary>
    public void Add(string code) => root["cells"]!.AsArray().Add(new JsonObject
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = "added",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = code,
    });

    public void Save(string? file = null) => File.WriteAllText(file ?? path, root.ToJsonString(Format) + "\n");
}
