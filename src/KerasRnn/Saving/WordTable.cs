using System.Globalization;
using System.Text.Json;

namespace KerasRnn.Saving;

/// <summary>
/// The words of one kind: a fixed list of Keras' own, and beside them what users registered. Names in a file are looked up here and nowhere else: no
/// type is ever found by reflection.
/// </summary>
/// <param name="kind">What error sentences call them: <c>loss</c>.</param>
/// <param name="module">The module that is written: <c>keras.losses</c>.</param>
/// <param name="words">Keras' own words.</param>
[StackTraceHidden]
internal sealed class WordTable<T>(string kind, string module, params IReadOnlyList<Word<T>> words)
    where T : class
{
    /// <summary>Keras' own words.</summary>
    public IReadOnlyList<Word<T>> Words => words;

    /// <summary>Strings are compared without regard to case (optimizers).</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Gives the word its name when it was made from a string: Keras' losses and metrics report that string.</summary>
    public Func<T, string, T> Named { get; init; } = (word, _) => word;

    /// <summary>Another spelling of a string that the table has.</summary>
    public Func<string, string> Alias { get; init; } = name => name;

    /// <summary>Reads the options that all words of the kind have.</summary>
    public Action<T, Config> ReadCommon { get; init; } = (_, _) => { };

    /// <summary>Writes the options that all words of the kind have, before a word's own.</summary>
    public Action<T, ConfigWriter> WriteCommon { get; init; } = (_, _) => { };

    /// <summary>A word as the subject of a sentence.</summary>
    public Func<T, string> Subject { get; init; } = word => word.GetType().Name;

    /// <summary>Class names that are read elsewhere, for the list of known ones.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The word that a string means, with its defaults: one of Keras', or a registered name.</summary>
    public T Get(string name)
    {
        if (name is null) throw Throw.NoName(kind);
        if (OwnWord(name) is Word<T> word) return Named(word.Read(new Config(word.ClassName)), name);
        return Registered<T>.Find(name) is Word<T> registered
            ? registered.Read(new Config(registered.ClassName))
            : throw Throw.Unknown(kind, name, words.SelectMany(w => w.Strings.Append(w.ClassName)).Distinct());
    }

    /// <summary>Whether there is a word of this name: a string, a class or a registered name.</summary>
    public bool Has(string name) => OwnWord(name) is not null || Registered<T>.Find(name) is not null;

    /// <summary>Whether a word is one of Keras' own.</summary>
    public bool IsOwn(T word) => words.Any(w => w.Matches(word));

    /// <summary>The word of a string, of an object, or of a function object in Keras' JSON.</summary>
    public T Read(JsonElement value, string subject)
    {
        if (value.ValueKind == JsonValueKind.String) return KerasObject.Guard(subject, () => Get(value.GetString()!));
        KerasObject parsed = KerasObject.Parse(value, subject);
        return parsed.ClassName == "function" ? KerasObject.Guard(subject, () => Get(parsed.FunctionName(subject))) : Read(parsed, subject);
    }

    /// <summary>The word of an object in Keras' JSON.</summary>
    /// <param name="parsed">The object.</param>
    /// <param name="subject">Where it stands, as error sentences begin.</param>
    /// <param name="outer">Who reads the whole file, for words inside the word.</param>
    public T Read(KerasObject parsed, string subject, object? outer = null)
    {
        Word<T> word = WordOf(parsed, subject);
        Config config = parsed.ConfigOf(word.ClassName, outer);
        return KerasObject.Guard(config.Subject, [StackTraceHidden] () =>
        {
            T read = word.Read(config);
            ReadCommon(read, config);
            config.Done();
            return read;
        });
    }

    /// <summary>A word as an object in Keras' JSON.</summary>
    /// <param name="word">The word.</param>
    /// <param name="writer">Where it is written.</param>
    /// <param name="more">What stands beside the config.</param>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public void Write(T word, ConfigWriter writer, Action? more = null)
    {
        (Word<T> known, string? registeredName) = Find(word, "written as JSON");

        // A registered class has no module that Python could import, like one of Python's main script.
        writer.Object(registeredName is null ? module : null, known.ClassName, registeredName, () => WriteConfig(known, word, writer), more);
    }

    /// <summary>The word of an object's class, and its registered name if it is a user's own.</summary>
    /// <param name="word">The object.</param>
    /// <param name="purpose">What cannot be done without: <c>written as JSON</c>.</param>
    /// <exception cref="NotSupportedException">It is a user's own and not registered.</exception>
    public (Word<T> Word, string? RegisteredName) Find(T word, string purpose)
    {
        if (words.FirstOrDefault(w => w.Matches(word)) is { } own) return (own, null);
        return Registered<T>.Of(word) is (string name, Word<T> registered)
            ? (registered, name)
            : throw Throw.NotSupported($"{Subject(word)} cannot be {purpose}: its class is not registered. Give it a Word and call Keras.Register({word.GetType().Name}.Word) once.");
    }

    /// <summary>A word as the call that makes it, in Keras' names: <c>Adam(learning_rate=0.001, beta_1=0.9, ...)</c>; what is off or null is left out. A user's own is its class name.</summary>
    public string Describe(T word)
    {
        if (words.FirstOrDefault(w => w.Matches(word)) is not { } known) return word.GetType().Name;
        using JsonDocument config = JsonText.Config(writer => WriteConfig(known, word, writer));
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

    private void WriteConfig(Word<T> known, T word, ConfigWriter writer)
    {
        WriteCommon(word, writer);
        known.Write(word, writer);
    }

    private Word<T>? OwnWord(string name)
    {
        StringComparison comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string known = Alias(name);
        return words.FirstOrDefault(word => word.ClassName.Equals(known, comparison) || word.Strings.Any(s => s.Equals(known, comparison)));
    }

    private Word<T> WordOf(KerasObject parsed, string subject)
    {
        if (parsed.RegisteredName is string name) return Registered<T>.Find(name) ?? throw NotRegistered(parsed, subject);
        parsed.CheckModule(module, subject);
        return words.FirstOrDefault(w => w.ClassName == parsed.ClassName || w.Strings.Contains(parsed.ClassName)) ?? Registered<T>.Find(parsed.ClassName) ?? throw Throw.Format(
            Throw.Unknown(kind, parsed.ClassName, words.Select(w => w.ClassName).Distinct().Concat(Others)).Message);
    }

    private static FormatException NotRegistered(KerasObject parsed, string subject)
    {
        string[] parts = parsed.RegisteredName!.Split('>');
        string named = parts.Length == 2 && parts[1] != parsed.ClassName ? $", name: \"{parts[1]}\"" : "";
        return Throw.Format(
            $"{subject}: {parsed.ClassName} is registered as \"{parsed.RegisteredName}\", which is not known here. Give its class a Word and call Keras.Register({parsed.ClassName}.Word, package: \"{parts[0]}\"{named}) first.");
    }
}
