using System.Collections.Concurrent;

namespace KerasRnn.Saving;

/// <summary>
/// The words of one kind that users registered, by the names that Keras' files give them: <c>my>Damped</c>. Like Keras' they are known to the whole
/// program; they decide what can be read and written, and no number.
/// </summary>
[StackTraceHidden]
internal static class Registered<T>
    where T : class
{
    private static readonly ConcurrentDictionary<string, Word<T>> ByName = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, (string Name, Word<T> Word)> ByType = [];

    public static void Add(Word<T> word, string package, string name)
    {
        if (string.IsNullOrEmpty(package) || string.IsNullOrEmpty(name) || package.Contains('>', StringComparison.Ordinal) || name.Contains('>', StringComparison.Ordinal))
        {
            throw Throw.Argument($"Keras.Register expects a package and a name without \">\" for {word.Type.Name}; got \"{package}\" and \"{name}\". Leave them out for \"Custom\" and the class's name.");
        }

        // Beside Keras' own objects there is no package, or keras.
        if (word.Type.Assembly == typeof(Word<T>).Assembly || package == "keras" || package.StartsWith("keras.", StringComparison.Ordinal))
        {
            throw Throw.Argument($"Keras.Register expects a class and a package of your own; got {word.Type.Name} and \"{package}\". Keras' own words are known already.");
        }

        Word<T> known = ByName.AddOrUpdate($"{package}>{name}", word, (_, before) => IsSame(before.Type, word.Type) ? word : before);
        if (known != word)
        {
            throw Throw.Argument($"Keras.Register: \"{package}>{name}\" is {known.Type.FullName} already; got {word.Type.FullName}. Give one of them another package or name.");
        }

        ByType[word.Type] = ($"{package}>{name}", word);
    }

    public static Word<T>? Find(string registeredName) => ByName.GetValueOrDefault(registeredName);

    /// <summary>The word of an object's class and the name it was last registered under, or nothing.</summary>
    public static (string Name, Word<T> Word)? Of(T word) => ByType.TryGetValue(word.GetType(), out (string, Word<T>) found) ? found : null;

    // A notebook's cell that runs again defines its class again, in another assembly.
    private static bool IsSame(Type before, Type now) => before == now || (before.Name == now.Name && before.Assembly != now.Assembly);
}
