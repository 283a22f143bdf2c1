namespace KerasRnn.Trajectories.Numerics;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits to <paramref name="name"/>, ignoring case; the first of equals.</summary>
    public static string Of(string name, IEnumerable<string> known) => known.MinBy(candidate => Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant()))!;

    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
