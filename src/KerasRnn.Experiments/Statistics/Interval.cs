using System.Globalization;

namespace KerasRnn.Experiments.Statistics;

/// <summary>An estimate with the interval that says how sure it is.</summary>
/// <param name="Estimate">The value computed from the data themselves.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Share of repetitions whose interval should hold the truth; 0.95 unless said otherwise.</param>
public sealed record Interval(double Estimate, double Low, double High, double Level = 0.95)
{
    /// <summary>Nothing is known.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>True where <paramref name="value"/> lies between the ends, ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The numbers as a reader sees them: <c>23 [19, 28]</c>.</summary>
    public override string ToString() => double.IsNaN(Estimate)
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{Estimate:0.##} [{Low:0.##}, {High:0.##}]");
}
