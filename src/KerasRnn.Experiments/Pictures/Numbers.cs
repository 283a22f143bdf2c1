using System.Globalization;

namespace KerasRnn.Experiments.Pictures;

/// <summary>Numbers as a reader sees them: three significant digits, a true minus, a dash where there is none.</summary>
internal static class Numbers
{
    public const string None = "–";

    /// <summary>0.00621, 3.10e−16, 12.3.</summary>
    public static string Significant(double value)
    {
        if (!double.IsFinite(value)) return None;
        if (value == 0) return "0";
        var size = Math.Abs(value);
        if (size is < 1e-3 or >= 1e5) return value.ToString("0.00e-0", CultureInfo.InvariantCulture).Replace('-', '−');
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>Steps: 23, 17.5.</summary>
    public static string Steps(double value) => double.IsFinite(value) ? value.ToString("0.#", CultureInfo.InvariantCulture).Replace('-', '−') : None;

    /// <summary>+3, −2.5, 0.</summary>
    public static string Signed(double value) => (value > 0.049 ? "+" : "") + Steps(value);

    /// <summary>A p-value: 0.031, 1, 3.8e−6.</summary>
    public static string P(double value) => value >= 0.001
        ? value.ToString("0.###", CultureInfo.InvariantCulture)
        : value.ToString("0.0e-0", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Seconds with what can be read.</summary>
    public static string Seconds(double value) => !double.IsFinite(value) ? None
        : value.ToString(value < 0.995 ? "0.00" : value < 99.5 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>12,345 with a thin space.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u2009');
}
