using System.Globalization;
using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>
/// The fixed table of the words of one kind. Names in a file are looked up here and nowhere else: no type is ever found by reflection.
/// </summary>
/// <param name="kind">What error sentences call them: <c>loss</c>.</param>
/// <param name="module">The module that is written: <c>keras.losses</c>.</param>
/// <param name="words">The words.</param>
[StackTraceHidden]
internal sealed class WordTable<T>(string kind, string module, params Word<T>[] words)
    where T : class
{
    public string Module => module;

    /// <summary>Strings are compared without regard to case (optimizers).</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Gives the word its name when it was made from a string: Keras' losses and metrics report that string.</summary>
    public Func<T, string, T> Named { get; init; } = (word, _) => word;

    /// <summary>Another spelling of a string that the table has.</summary>
    public Func<string, string> Alias { get; init; } = name => name;

    public IEnumerable<string> Names => words.SelectMany(word => word.Strings.Append(word.ClassName));

    /// <summary>The word that a string means, with its defaults.</summary>
    public T Get(string name)
    {
        if (name is null) throw Throw.NoName(kind);
        StringComparison comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string known = Alias(name);
        foreach (Word<T> word in words)
        {
            if (word.ClassName.Equals(known, comparison) || word.Strings.Any(s => s.Equals(known, comparison)))
            {
                return Named(word.Read(new Config(word.ClassName)), name);
            }
        }

        throw Throw.Unknown(kind, name, Names.Distinct());
    }

    /// <summary>The word of a string, of an object, or of a function object in Keras' JSON.</summary>
    public T Read(JsonElement value, string subject)
    {
        if (value.ValueKind == JsonValueKind.String) return KerasObject.Guard(subject, () => Get(value.GetString()!));
        KerasObject parsed = KerasObject.Parse(value, subject);
        if (parsed.ClassName == "function") return KerasObject.Guard(subject, () => Get(parsed.FunctionName(subject)));
        Word<T> word = words.FirstOrDefault(w => w.ClassName == parsed.ClassName || w.Strings.Contains(parsed.ClassName)) ?? throw Throw.Format(
            Throw.Unknown(kind, parsed.ClassName, words.Select(w => w.ClassName).Distinct()).Message);
        parsed.CheckModule(module, subject);
        Config config = parsed.ConfigOf(word.ClassName);
        return KerasObject.Guard(config.Subject, () =>
        {
            T read = word.Read(config);
            config.Done();
            return read;
        });
    }

    /// <summary>A word as the call that makes it, in Keras' names: <c>Adam(learning_rate=0.001, beta_1=0.9, ...)</c>; what is off or null is left out. A user's own is its class name.</summary>
    public string Describe(T word)
    {
        if (words.FirstOrDefault(w => w.Matches(word)) is not { } known) return word.GetType().Name;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            known.Write(word, new ConfigWriter(json));
            json.WriteEndObject();
        }

        using JsonDocument config = JsonDocument.Parse(stream.ToArray());
        return $"{word.GetType().Name}({string.Join(", ", config.RootElement.EnumerateObject().Select(Argument).Where(a => a.Length > 0))})";

        static string Argument(JsonProperty entry) => (entry.Name, entry.Value.ValueKind) switch
        {
            ("name" or "dtype" or "ema_momentum", _) => "",
            (_, JsonValueKind.True) => $"{entry.Name}=True",
            (_, JsonValueKind.String) => $"{entry.Name}=\"{entry.Value.GetString()}\"",
            (_, JsonValueKind.Number) => $"{entry.Name}={((float)entry.Value.GetDouble()).ToString("R", CultureInfo.InvariantCulture)}",
            _ => "",
        };
    }

    /// <summary>The entry of a word, to write it.</summary>
    /// <exception cref="NotSupportedException">It is a user's own.</exception>
    public Word<T> Find(T word) => words.FirstOrDefault(w => w.Matches(word)) ?? throw Throw.NotSupported(
        $"{word.GetType().Name} cannot be written as JSON: Keras' files hold Keras' own words. Known: {string.Join(", ", words.Select(w => w.ClassName).Distinct())}.");
}
