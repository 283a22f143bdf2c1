using System.Globalization;
using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>
/// The "config" of an object in Keras' JSON while it is read: a missing key is its default, and what is left over at the end is
/// refused by its name, as Keras does. Words inside are read by their kind: <c>config.Initializer(...)</c>, <c>config.Layer(...)</c>.
/// </summary>
[StackTraceHidden]
public sealed class Config
{
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>An empty config: everything at its default.</summary>
    internal Config(string subject) => Subject = subject;

    internal Config(string subject, JsonElement config)
    {
        Subject = subject;
        if (config.ValueKind != JsonValueKind.Object) throw Throw.Format($"{subject}: \"config\" must be an object; got {Show(config)}.");
        foreach (JsonProperty property in config.EnumerateObject()) values.Add(property.Name, property.Value);
    }

    /// <summary>Whose config it is, as error sentences begin: <c>Dense "dense_1"</c>.</summary>
    public string Subject { get; }

    /// <summary>Who reads the whole file: words inside ask it for what lies above their kind.</summary>
    internal object? Outer { get; init; }

    /// <summary>Set where words inside are handed over instead of read.</summary>
    internal Handover? Handover { get; init; }

    /// <summary>Whether a key is there, null or not.</summary>
    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>The value of a key; false if it is missing or null.</summary>
    internal bool TryGet(string key, out JsonElement value)
    {
        known.Add(key);
        return values.TryGetValue(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A string.</summary>
    public string? Text(string key, string? fallback = null) => TryGet(key, out JsonElement value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(key, "a string", value)
        : fallback;

    /// <summary>A string from a closed set.</summary>
    public string Choice(string key, string fallback, params ReadOnlySpan<string> allowed)
    {
        string text = Text(key, fallback)!;
        return allowed.Contains(text) ? text : throw Wrong(key, string.Join(" or ", [.. allowed]), values[key]);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback) => TryGet(key, out JsonElement value)
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(key, "true or false", value)
        : fallback;

    /// <summary>A number.</summary>
    public double Number(string key, double fallback) => NumberOrNull(key) ?? fallback;

    /// <summary>A number, or null where it is missing.</summary>
    public double? NumberOrNull(string key) => TryGet(key, out JsonElement value)
        ? Finite(value) ?? throw Wrong(key, "a number", value)
        : null;

    /// <summary>A number that Keras insists to have as a float: 1.0, not 1.</summary>
    internal double Float(string key, double fallback)
    {
        if (!TryGet(key, out JsonElement value)) return fallback;
        bool whole = value.ValueKind == JsonValueKind.Number && !value.GetRawText().AsSpan().ContainsAny(".eE");
        return whole ? throw Wrong(key, "a float, as Keras insists (write 1.0 instead of 1)", value) : Number(key, fallback);
    }

    /// <summary>A whole number, or null where it is missing.</summary>
    public int? WholeOrNull(string key) => TryGet(key, out JsonElement value) ? Whole(key, value) : null;

    /// <summary>A whole number.</summary>
    public int Whole(string key, int fallback) => WholeOrNull(key) ?? fallback;

    /// <summary>A whole number that has no default.</summary>
    public int Whole(string key) => WholeOrNull(key) ?? throw Throw.Format($"{Subject} needs \"{key}\", a whole number.");

    /// <summary>A whole number, or the list of one that Keras writes for one-dimensional layers.</summary>
    internal int Single(string key, int? fallback) => SingleOrNull(key) ?? fallback ?? throw Throw.Format($"{Subject} needs \"{key}\", a whole number.");

    internal int? SingleOrNull(string key)
    {
        if (!TryGet(key, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Array) return Whole(key, value);
        return value.GetArrayLength() == 1 ? Whole(key, value[0]) : throw Wrong(key, "one whole number", value);
    }

    /// <summary>A list that has to be there.</summary>
    internal JsonElement List(string key) => TryGet(key, out JsonElement value)
        ? value.ValueKind == JsonValueKind.Array ? value : throw Wrong(key, "a list", value)
        : throw Throw.Format($"{Subject} needs \"{key}\", a list.");

    /// <summary>A list of dimensions, -1 for null; null if the key is missing.</summary>
    public int[]? Dimensions(string key)
    {
        if (!TryGet(key, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 16) throw Wrong(key, "a list of dimensions", value);
        return [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? -1 : Whole(key, item))];
    }

    /// <summary>Numbers in a list; null if the key is missing.</summary>
    public double[]? Numbers(string key)
    {
        if (!TryGet(key, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(key, "a list of numbers", value);
        return [.. value.EnumerateArray().Select(item => Finite(item) ?? throw Wrong(key, "a list of numbers", value))];
    }

    /// <summary>A word of some kind inside this one; null if the key is missing.</summary>
    internal T? Inner<T>(string key, Func<JsonElement, string, T> read)
        where T : class
    {
        if (!TryGet(key, out JsonElement value)) return null;
        return Handover is null ? read(value, $"{Subject}: \"{key}\"") : (T)Handover.Take(value);
    }

    /// <summary>The type of numbers: float32, as a name or as a policy object.</summary>
    internal void Float32()
    {
        if (!TryGet("dtype", out JsonElement value)) return;
        JsonElement name = value;
        if (value.ValueKind == JsonValueKind.Object && KerasObject.Parse(value, $"{Subject}: \"dtype\"") is { ClassName: "DTypePolicy" } policy)
        {
            name = policy.All.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.Object && config.TryGetProperty("name", out JsonElement n) ? n : default;
        }

        if (name.ValueKind != JsonValueKind.String || !name.ValueEquals("float32")) throw Wrong("dtype", "float32", value);
    }

    /// <summary>A key that this library knows and does nothing with: it may be missing, null or one of the values given.</summary>
    public void Default(string key, params ReadOnlySpan<object> allowed)
    {
        if (!TryGet(key, out JsonElement value)) return;
        foreach (object candidate in allowed)
        {
            if (Matches(value, candidate)) return;
        }

        throw Throw.Format($"{Subject}: option \"{key}\": {Show(value)} is not known here. Leave it out.");
    }

    /// <summary>Keys that may hold anything: they have no effect on numbers.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) known.Add(key);
    }

    /// <summary>Ends the reading: whatever nobody asked for is refused.</summary>
    internal void Done()
    {
        foreach (string key in values.Keys)
        {
            if (!known.Contains(key)) throw Throw.Format($"{Subject}: unknown option \"{key}\".{NearestName.Question(key, known)} Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    internal FormatException Wrong(string key, string expected, JsonElement value) =>
        Throw.Format($"{Subject}: \"{key}\" must be {expected}; got {Show(value)}.");

    /// <summary>A value as it stands in the file, shortened.</summary>
    internal static string Show(JsonElement value)
    {
        string text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
    }

    private int Whole(string key, JsonElement value)
    {
        // Python may write 32.0 where a person counts 32.
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        throw Wrong(key, "a whole number", value);
    }

    private static double? Finite(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private static bool Matches(JsonElement value, object candidate) => candidate switch
    {
        bool flag => value.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
        string text => value.ValueKind == JsonValueKind.String && value.ValueEquals(text),
        IConvertible number => value.ValueKind == JsonValueKind.Number && value.GetDouble() == number.ToDouble(CultureInfo.InvariantCulture),
        _ => false,
    };
}
