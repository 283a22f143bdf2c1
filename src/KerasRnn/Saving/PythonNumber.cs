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

    /// <summary>Python's <c>%.4f</c> for 4 decimals: the exact binary number, halves to the even digit.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value)) return Repr(value);
        (string digits, int power) = Round(value, power => power + 1 + decimals);
        string padded = power < 0 ? new string('0', -power) + digits : digits;
        int whole = Math.Max(power, 0) + 1;
        padded = padded.PadRight(whole + decimals, '0');
        return Sign(value) + padded[..whole] + (decimals > 0 ? "." + padded[whole..(whole + decimals)] : "");
    }

    /// <summary>Python's <c>%.4e</c> for 4 decimals.</summary>
    public static string Scientific(double value, int decimals)
    {
        if (!double.IsFinite(value)) return Repr(value);
        (string digits, int power) = Round(value, _ => decimals + 1);
        digits = digits.PadRight(decimals + 1, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{Sign(value)}{digits[0]}.{digits[1..(decimals + 1)]}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}");
    }

    private static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    // Digits of the exact number, cut to a count that depends on the power of ten of the first one. .NET rounds exact halves away from zero, Python to even.
    private static (string Digits, int Power) Round(double value, Func<int, int> count)
    {
        const int Exact = 60;
        string text = Math.Abs(value).ToString("E" + Exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int power = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = text[0] + text[2..(Exact + 2)];
        int kept = count(power);
        if (value == 0 || kept < 0) return ("0", 0);
        if (kept >= digits.Length) return (digits, power);
        string head = digits[..kept], tail = digits[kept..];
        bool half = tail[0] == '5' && tail.AsSpan(1).TrimEnd('0').IsEmpty;
        bool up = half ? kept > 0 && (head[^1] - '0') % 2 == 1 : tail[0] >= '5';
        if (!up) return kept == 0 ? ("0", 0) : (head, power);

        char[] rounded = ['0', .. head];
        int last = rounded.Length - 1;
        while (rounded[last] == '9') rounded[last--] = '0';
        rounded[last]++;
        return rounded[0] == '0' ? (new string(rounded, 1, kept), power) : (new string(rounded), power + 1);
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
