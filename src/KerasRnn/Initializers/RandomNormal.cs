using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Normal numbers.</summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation.</param>
public sealed class RandomNormal(double mean = 0, double stddev = 0.05) : Initializer
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = mean;

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; } = stddev;

    /// <inheritdoc/>
    public override Draw Draw(Shape shape) => new(DrawDistribution.Normal, shape, Mean, Stddev);

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => Draw(shape).Fill(random, destination);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<RandomNormal>("RandomNormal", ["random_normal", "normal"],
        c => new RandomNormal(c.Number("mean", 0), c.Number("stddev", 0.05)) { Seed = c.WholeOrNull("seed") },
        (x, w) => w.Whole("seed", x.Seed).Number("mean", x.Mean).Number("stddev", x.Stddev));
}
