using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>What a field says.</summary>
internal static class CsvValue
{
    private static readonly HashSet<string> MissingWords = new(["", "NA", "N/A", "#N/A", "NaN", "null"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> InfiniteWords = new(["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞"], StringComparer.OrdinalIgnoreCase);

    public static bool IsMissing(string text) => MissingWords.Contains(text);

    /// <summary>Whether the field is a number; infinite for words that say so and for numbers beyond double.</summary>
    public static bool TryNumber(string text, out double value)
    {
        if (InfiniteWords.Contains(text))
        {
            value = double.PositiveInfinity;
            return true;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value);
    }

    /// <summary>Whether the field is a number with a comma where a point belongs.</summary>
    public static bool IsDecimalComma(string text) => text.Count(c => c == ',') == 1 && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether the field is a time: a number, or a date with or without time of day, in seconds since 1970.</summary>
    public static bool TryTime(string text, out double value)
    {
        if (TryNumber(text, out value))
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
            return false;
        value = (instant - DateTimeOffset.UnixEpoch).TotalSeconds;
        return true;
    }
}
