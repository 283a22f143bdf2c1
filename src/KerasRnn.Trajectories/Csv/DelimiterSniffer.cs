using System.Text;

namespace KerasRnn.Trajectories;

/// <summary>
/// Finds the character between fields: the one that comes equally often in each of the first lines, outside quotes. Semicolon, tab and bar go before the comma,
/// which may be a decimal comma in such files. A first line <c>sep=;</c>, as spreadsheets write it, is left to the reader: null.
/// </summary>
internal static class DelimiterSniffer
{
    private const int Lines = 20;

    public static char? Of(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var counts = new List<Dictionary<char, int>>();
        bool hinted = false;
        while (counts.Count < Lines && reader.ReadLine() is { } line)
            if (line.Trim().Length > 0)
            {
                hinted |= counts.Count == 0 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
                counts.Add(Count(line));
            }
        if (hinted)
            return null;
        char[] candidates = [';', '\t', '|', ','];
        if (counts.Count == 0)
            return ',';
        foreach (char candidate in candidates)
            if (counts[0][candidate] > 0 && counts.TrueForAll(line => line[candidate] == counts[0][candidate]))
                return candidate;
        // A broken line among the first: the most frequent one, so that the error names the line and not the delimiter.
        return candidates.MaxBy(candidate => counts.Count(line => line[candidate] > 0));
    }

    private static Dictionary<char, int> Count(string line)
    {
        var counts = new Dictionary<char, int> { [';'] = 0, ['\t'] = 0, ['|'] = 0, [','] = 0 };
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && counts.TryGetValue(c, out int count))
                counts[c] = count + 1;
        }
        return counts;
    }
}
