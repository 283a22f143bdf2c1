using System.Diagnostics.CodeAnalysis;

namespace KerasRnn.Saving;

/// <summary>
/// How the objects of a class stand in Keras' JSON: both directions of their config. A class of your own has one beside its equation, and
/// <c>Keras.Register</c> makes it known; the name, and what all words of a kind have, is read and written for it.
/// </summary>
/// <example><code>
/// public sealed class Damped(double factor) : Layer
/// {
///     public double Factor { get; } = factor;
///
///     public static Word&lt;Layer&gt; Word { get; } = Word&lt;Layer&gt;.Of&lt;Damped&gt;(
///         config => new Damped(config.Number("factor", 1)), (layer, writer) => writer.Number("factor", layer.Factor));
///
///     protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Tanh(x) * Factor;
/// }
/// </code></example>
/// <typeparam name="T">
/// The kind: <see cref="Layer"/>, <see cref="Loss"/>, <see cref="Metric"/>, <see cref="Optimizer"/>, <see cref="Initializer"/>, <see cref="Regularizer"/> or
/// <see cref="ActivationFunction"/>.
/// </typeparam>
public sealed class Word<T>
    where T : class
{
    internal Word(Type type, Func<T, bool> matches, string className, string[] strings, Func<Config, T> read, Action<T, ConfigWriter> write)
    {
        Type = type;
        Matches = matches;
        ClassName = className;
        Strings = strings;
        Read = read;
        Write = write;
    }

    /// <summary>The class.</summary>
    internal Type Type { get; }

    /// <summary>Whether an object is this word.</summary>
    internal Func<T, bool> Matches { get; }

    /// <summary>The class name in Keras' files.</summary>
    internal string ClassName { get; }

    /// <summary>Strings that mean the word with its defaults.</summary>
    internal string[] Strings { get; }

    /// <summary>Builds it from a config; an empty one gives the defaults.</summary>
    internal Func<Config, T> Read { get; }

    /// <summary>Writes its config.</summary>
    internal Action<T, ConfigWriter> Write { get; }

    /// <summary>The word of a class.</summary>
    /// <typeparam name="TWord">The class; its name is the class name in the file.</typeparam>
    /// <param name="read">Builds an object from its options. An option that nobody asks for is refused, as in Keras.</param>
    /// <param name="write">Writes the options of an object.</param>
    [SuppressMessage("Design", "CA1000", Justification = "A class is a word of one kind, which cannot be inferred from it.")]
    public static Word<T> Of<TWord>(Func<Config, TWord> read, Action<TWord, ConfigWriter> write)
        where TWord : T
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        return Of(typeof(TWord).Name, [], config => read(config) ?? throw Throw.Operation($"The Word of {typeof(TWord).Name} read nothing from its config. Return the object."), write);
    }

    internal static Word<T> Of<TWord>(string className, string[] strings, Func<Config, TWord> read, Action<TWord, ConfigWriter>? write = null)
        where TWord : T =>
        new(typeof(TWord), word => word.GetType() == typeof(TWord), className, strings, config => read(config), (word, writer) => write?.Invoke((TWord)word, writer));
}
