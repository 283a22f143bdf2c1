using System.Diagnostics.CodeAnalysis;

namespace KerasRnn;

/// <summary>The one place that makes exceptions: every message is a sentence that says who expected what, what it got, how to mend it.</summary>
internal static class Throw
{
    public static ArgumentException Argument(string sentence) => Mistake.Argument(sentence);

    public static ArgumentOutOfRangeException OutOfRange(string sentence) => Mistake.OutOfRange(sentence);

    public static InvalidOperationException Operation(string sentence) => Mistake.Operation(sentence);

    public static ObjectDisposedException Disposed(string sentence) => Mistake.Disposed(sentence);

    public static NotSupportedException NotSupported(string sentence) => Mistake.NotSupported(sentence);

    public static FormatException Format(string sentence) => Mistake.Format(sentence);

    /// <summary>An unknown name is answered with the nearest known one and the whole list.</summary>
    public static ArgumentException Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        string hint = Nearest(name, names) is string nearest ? $" Did you mean \"{nearest}\"?" : "";
        return Mistake.Argument($"There is no {kind} \"{name}\".{hint} Known: {string.Join(", ", names)}.");
    }

    /// <summary>The known name that is nearest, if one is near or begins so; of equally near ones that of the same case.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length == 0) return null;
        string[] names = [.. known.OrderBy(candidate => (Distance(candidate, name), char.IsUpper(candidate[0]) == char.IsUpper(name[0]) ? 0 : 1))];
        if (names.Length > 0 && Distance(names[0], name) <= Math.Max(2, name.Length / 3)) return names[0];
        return name.Length < 3 ? null : Beginning(StringComparison.Ordinal) ?? Beginning(StringComparison.OrdinalIgnoreCase);

        string? Beginning(StringComparison comparison) => names.FirstOrDefault(candidate => candidate.StartsWith(name, comparison));
    }

    public static void IfNot([DoesNotReturnIf(false)] bool condition, Func<string> sentence)
    {
        if (!condition) throw Mistake.Argument(sentence());
    }

    // Letters to change, add, leave out or swap with their neighbour, without regard to case.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (Same(i, j) ? 0 : 1));
                if (i > 1 && j > 1 && Same(i, j - 1) && Same(i - 1, j)) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
    }
}
