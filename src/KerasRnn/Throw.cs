using System.Diagnostics.CodeAnalysis;

namespace KerasRnn;

/// <summary>The one place that makes exceptions: every message is a sentence that says who expected what, what it got, how to mend it.</summary>
internal static class Throw
{
    public static ArgumentException Argument(string sentence) => new(sentence);

    public static ArgumentOutOfRangeException OutOfRange(string sentence) => new(null, sentence);

    public static InvalidOperationException Operation(string sentence) => new(sentence);

    public static ObjectDisposedException Disposed(string sentence) => new(null, sentence);

    public static NotSupportedException NotSupported(string sentence) => new(sentence);

    public static FormatException Format(string sentence) => new(sentence);

    /// <summary>An unknown name is answered with the nearest known one and the whole list.</summary>
    public static ArgumentException Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        string hint = Nearest(name, names) is string nearest ? $" Did you mean \"{nearest}\"?" : "";
        return new ArgumentException($"There is no {kind} \"{name}\".{hint} Known: {string.Join(", ", names)}.");
    }

    /// <summary>The known name that is nearest, if one is near; of equally near ones that of the same case.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) =>
        name.Length > 0 && known.MinBy(candidate => (Distance(candidate, name), char.IsUpper(candidate[0]) == char.IsUpper(name[0]) ? 0 : 1)) is string nearest
            && Distance(nearest, name) <= Math.Max(2, name.Length / 3) ? nearest : null;

    public static void IfNot([DoesNotReturnIf(false)] bool condition, Func<string> sentence)
    {
        if (!condition) throw new ArgumentException(sentence());
    }

    // Levenshtein's distance without regard to case.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}
