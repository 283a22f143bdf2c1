namespace KerasRnn.Saving;

/// <summary>One of Keras' words in a table: its class name, the other strings that mean it, and both directions of its config.</summary>
/// <param name="Matches">Whether an object is this word.</param>
/// <param name="ClassName">The class name in Keras' files.</param>
/// <param name="Strings">Strings that mean the word with its defaults.</param>
/// <param name="Read">Builds it from a config; an empty one gives the defaults.</param>
/// <param name="Write">Writes its config.</param>
internal sealed record Word<T>(Func<T, bool> Matches, string ClassName, string[] Strings, Func<Config, T> Read, Action<T, ConfigWriter> Write)
    where T : class
{
    public static Word<T> Of<TWord>(string className, string[] strings, Func<Config, TWord> read, Action<TWord, ConfigWriter> write)
        where TWord : T =>
        new(word => word.GetType() == typeof(TWord), className, strings, config => read(config), (word, writer) => write((TWord)word, writer));
}
