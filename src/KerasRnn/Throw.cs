using System.Diagnostics.CodeAnalysis;

namespace KerasRnn;

/// <summary>The one place that makes exceptions: every message is a sentence that says who expected what, what it got, how to mend it.</summary>
[StackTraceHidden]
internal static class Throw
{
    public static ArgumentException Argument(string sentence, Exception? inner = null) => new(sentence, inner);

    public static ArgumentOutOfRangeException OutOfRange(string sentence) => new(null, sentence);

    public static InvalidOperationException Operation(string sentence) => new(sentence);

    public static ObjectDisposedException Disposed(string sentence) => new(null, sentence);

    public static NotSupportedException NotSupported(string sentence) => new(sentence);

    public static FormatException Format(string sentence, Exception? inner = null) => new(sentence, inner);

    public static KeyNotFoundException Key(string sentence) => new(sentence);

    /// <summary>Null where a word of Keras or an object belongs.</summary>
    public static ArgumentException NoName(string kind) => Argument($"Expected the name of {("aeiou".Contains(kind[0], StringComparison.Ordinal) ? "an" : "a")} {kind}; got null. Leave it out for the default.");

    /// <summary>1 input, 2 inputs.</summary>
    public static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";

    /// <summary>An unknown name is answered with the nearest known one and the whole list.</summary>
    public static ArgumentException Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        return Argument($"There is no {kind} \"{name}\".{NearestName.Question(name, names)} Known: {string.Join(", ", names)}.");
    }

    public static void IfNot([DoesNotReturnIf(false)] bool condition, Func<string> sentence)
    {
        if (!condition) throw Argument(sentence());
    }
}
