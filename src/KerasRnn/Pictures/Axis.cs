using System.Globalization;

namespace KerasRnn.Pictures;

/// <summary>One axis of a panel: the range the data ask for, nice ticks, and the map to pixels.</summary>
internal sealed class Axis
{
    /// <summary>On a logarithmic axis what lies further below the largest value is rounding, and would press the rest together.</summary>
    private const double MostDecades = 5;

    private const double NearestPixels = 18;

    public string Label { get; init; } = "";
    public bool IsLog { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }
    public bool HasTicks { get; init; } = true;
    public bool HasLabels { get; init; } = true;
    public bool HasGrid { get; init; } = true;
    public bool IsPercent { get; init; }
    public bool IsWhole { get; init; }

    /// <summary>Rows instead of numbers: row i lies at i, the first on top.</summary>
    public IReadOnlyList<(string Text, string Css)>? Categories { get; init; }

    public double Low { get; private set; }
    public double High { get; private set; }

    /// <summary>Fixes the range; false where there is nothing finite (on a logarithmic axis: positive) to show.</summary>
    public bool Fit(IEnumerable<double> values)
    {
        if (Categories is not null)
        {
            (Low, High) = (Categories.Count - 0.5, -0.5);
            return Categories.Count > 0;
        }
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var v in values)
        {
            if (!double.IsFinite(v) || (IsLog && v <= 0)) continue;
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }
        var any = low <= high;
        if (!any) (low, high) = IsLog ? (0.1, 1) : (0, 1);
        if (IsLog)
        {
            low = Math.Max(low, high * Math.Pow(10, -MostDecades));
            var pad = Math.Max(0.04 * Math.Log10(high / low), 0.06);
            (low, high) = (low * Math.Pow(10, -pad), high * Math.Pow(10, pad));
        }
        else
        {
            var pad = high > low ? 0.04 * (high - low) : Math.Max(0.5 * Math.Abs(high), 0.5);
            (low, high) = (low - pad, high + pad);
        }
        (Low, High) = (Min ?? low, Max ?? high);
        if (!(High > Low)) High = Low + 1;
        return any;
    }

    /// <summary>From 0 at the low end to 1 at the high end.</summary>
    public double Share(double value) => IsLog
        ? value > 0 ? Math.Log(value / Low) / Math.Log(High / Low) : double.NaN
        : (value - Low) / (High - Low);

    public IEnumerable<(double Value, string Text)> Ticks(double pixels)
    {
        if (Categories is not null) return Categories.Select((c, i) => ((double)i, c.Text));
        return IsLog ? LogTicks(pixels) : LinearTicks(pixels);
    }

    private IEnumerable<(double Value, string Text)> LinearTicks(double pixels)
    {
        var step = NiceStep((High - Low) / Math.Max(2, pixels / (pixels < 200 ? 44 : 62)));
        // One number is no scale: a short axis gets closer ticks, as long as they can be told apart.
        while (Math.Floor(High / step) - Math.Ceiling(Low / step) < 2 && pixels * Finer(step) / (High - Low) >= NearestPixels) step = Finer(step);
        if (IsWhole) step = Math.Max(1, Math.Round(step));
        for (var i = Math.Ceiling((Low / step) - 1e-9); i * step <= High + (1e-9 * step); i++)
        {
            var value = i == 0 ? 0 : i * step;
            yield return (value, IsPercent ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %" : Text(value, step));
        }
    }

    private IEnumerable<(double Value, string Text)> LogTicks(double pixels)
    {
        var decades = Math.Log10(High / Low);
        double[] factors = decades < 1 ? [1, 2, 3, 5, 7] : decades < 2.2 && pixels / decades > 60 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling(decades * 26 / pixels));
        for (var e = (int)Math.Floor(Math.Log10(Low)); e <= Math.Log10(High); e++)
        {
            if (factors.Length == 1 && e % every != 0) continue;
            foreach (var factor in factors)
            {
                var value = factor * Math.Pow(10, e);
                if (value >= Low * (1 - 1e-9) && value <= High * (1 + 1e-9)) yield return (value, Text(value, value));
            }
        }
    }

    private static double NiceStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /// <summary>The next smaller one of 1, 2, 5, 10, ...</summary>
    private static double Finer(double niceStep) => NiceStep(0.39 * niceStep);

    private static string Text(double value, double step)
    {
        if (value == 0) return "0";
        var size = Math.Abs(value);
        if (size >= 1e5 || size < 1e-3 || step < 1e-4)
        {
            var exponent = (int)Math.Floor(Math.Log10(size) + 1e-9);
            var lead = Math.Round(value / Math.Pow(10, exponent), 2);
            return (lead == 1 ? "" : Signed(lead.ToString("0.##", CultureInfo.InvariantCulture)) + "·") + "10" + Superscript(exponent);
        }
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 4);
        return Signed(value.ToString("F" + decimals, CultureInfo.InvariantCulture));
    }

    private static string Signed(string text) => text.Replace('-', '−');

    private static string Superscript(int exponent) => string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('⁰' + (c - '0')),
    }));
}
