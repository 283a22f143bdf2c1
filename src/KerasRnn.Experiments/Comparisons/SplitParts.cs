using System.Globalization;

namespace KerasRnn.Experiments;

/// <summary>The text of a split: <c>200,50,50</c> trajectories in file order, or <c>70%,15%,15%</c> shares drawn by the seed.</summary>
internal static class SplitParts
{
    /// <exception cref="ArgumentException">Not three numbers, or three shares of at most 100 %.</exception>
    public static (double[] Parts, bool AreShares) Parse(string split)
    {
        string[] words = split.Split(',', StringSplitOptions.TrimEntries);
        bool shares = words.All(w => w.EndsWith('%')), numbers = words.All(w => !w.EndsWith('%'));
        double[] parts = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            bool read = double.TryParse(words[i].TrimEnd('%'), shares ? NumberStyles.Float : NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]);
            if (!read || words.Length != 3 || !(shares || numbers) || parts[i] < 0) throw Throw.Split(split);
            if (shares) parts[i] /= 100;
        }

        return words.Length == 3 ? (parts, shares) : throw Throw.Split(split);
    }
}
