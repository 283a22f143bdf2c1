using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Normal numbers, redrawn where they are more than two standard deviations from the mean.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation before the cut.</param>
public sealed class TruncatedNormal(double mean = 0, double stddev = 0.05) : Initializer
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = mean;

    /// <summary>The standard deviation before the cut.</summary>
    public double Stddev { get; } = stddev;

    /// <inheritdoc/>
    public override Draw Draw(Shape shape) => new(DrawDistribution.TruncatedNormal, shape, Mean, Stddev);

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => Draw(shape).Fill(random, destination);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<TruncatedNormal>("TruncatedNormal", ["truncated_normal"],
        c => new TruncatedNormal(c.Number("mean", 0), c.Number("stddev", 0.05)) { Seed = c.WholeOrNull("seed") },
        (x, w) => w.Whole("seed", x.Seed).Number("mean", x.Mean).Number("stddev", x.Stddev));
}
