using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Uniform numbers between two bounds.</summary>
/// <param name="minval">The least number.</param>
/// <param name="maxval">The bound above.</param>
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05) : Initializer
{
    /// <summary>The least number.</summary>
    public double Minval { get; } = minval;

    /// <summary>The bound above.</summary>
    public double Maxval { get; } = maxval;

    /// <inheritdoc/>
    public override Draw Draw(Shape shape) => new(DrawDistribution.Uniform, shape, Minval, Maxval);

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => Draw(shape).Fill(random, destination);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<RandomUniform>("RandomUniform", ["random_uniform", "uniform"],
        c => new RandomUniform(c.Number("minval", -0.05), c.Number("maxval", 0.05)) { Seed = c.WholeOrNull("seed") },
        (x, w) => w.Whole("seed", x.Seed).Number("minval", x.Minval).Number("maxval", x.Maxval));
}
