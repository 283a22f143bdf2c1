namespace KerasRnn;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that is nearest, if one is near or begins so; of equally near ones that of the same case.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length == 0) return null;
        string[] names = [.. known.OrderBy(candidate => (Distance(candidate, name), IsUpper(candidate) == IsUpper(name) ? 0 : 1))];
        if (names.Length > 0 && Distance(names[0], name) <= Math.Max(2, name.Length / 3)) return names[0];
        return name.Length < 3 ? null : Beginning(StringComparison.Ordinal) ?? Beginning(StringComparison.OrdinalIgnoreCase);

        string? Beginning(StringComparison comparison) => names.FirstOrDefault(candidate => candidate.StartsWith(name, comparison));
    }

    /// <summary>The nearest name as a question that follows a sentence; empty if none is near.</summary>
    public static string Question(string name, IEnumerable<string> known) => Of(name, known) is string nearest ? $" Did you mean \"{nearest}\"?" : "";

    private static bool IsUpper(string name) => name.Length > 0 && char.IsUpper(name[0]);

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
