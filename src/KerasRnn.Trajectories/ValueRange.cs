using System.Globalization;
using System.Text.Json.Serialization;
using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories;

/// <summary>
/// A setting of a world: one number for all trajectories, or a range from which each trajectory draws its own, uniformly.
/// Numbers and pairs convert: <c>Gravity = 0.6</c>, <c>Gravity = (0.3, 0.9)</c>.
/// </summary>
public readonly record struct ValueRange
{
    /// <summary>A range from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or low is above high.</exception>
    [JsonConstructor]
    public ValueRange(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw Throw.Range(low, high);
        Low = low;
        High = high;
    }

    /// <summary>The smallest value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double Low { get; }

    /// <summary>The largest value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double High { get; }

    /// <summary>Whether every trajectory has the same value.</summary>
    public bool IsFixed => Low == High;

    /// <summary>A range of one number.</summary>
    public static implicit operator ValueRange(double value) => new(value, value);

    /// <summary>A range from a pair.</summary>
    public static implicit operator ValueRange((double Low, double High) pair) => new(pair.Low, pair.High);

    // A fixed value takes a number too: giving a world one random parameter leaves the start of every ball where it was.
    internal double Draw(Draws draws) => draws.In(Low, High);

    /// <summary>The number, or <c>low to high</c>.</summary>
    public override string ToString() => IsFixed
        ? Low.ToString("R", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Low:R} to {High:R}");
}
