using System.Globalization;

namespace KerasRnn.Saving;

/// <summary>Numbers as Python's <c>repr</c> prints a float: the shortest text that gives the number back, <c>1e-07</c>, <c>0.0001</c>, <c>1.0</c>.</summary>
internal static class PythonNumber
{
    /// <summary>Python's text of a number; <c>nan</c>, <c>inf</c> and <c>-inf</c> included.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";

        // .NET has the same digits; only the place where the exponent begins differs.
        (string digits, int power) = Digits(value.ToString("R", CultureInfo.InvariantCulture));
        string sign = value < 0 || (value == 0 && double.IsNegative(value)) ? "-" : "";
        if (power is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}");
        }

        if (power < 0) return sign + "0." + new string('0', -power - 1) + digits;
        string padded = digits.PadRight(power + 1, '0');
        return sign + padded[..(power + 1)] + "." + (padded.Length > power + 1 ? padded[(power + 1)..] : "0");
    }

    // The significant digits of .NET's shortest text and the power of ten of the first one.
    private static (string Digits, int Power) Digits(string text)
    {
        int end = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (end < 0 ? text : text[..end]).TrimStart('-');
        int shift = end < 0 ? 0 : int.Parse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        int power = (point < 0 ? mantissa.Length : point) - (digits.Length - significant.Length) - 1 + shift;
        return significant.Length == 0 ? ("0", 0) : (significant.TrimEnd('0'), power);
    }
}
