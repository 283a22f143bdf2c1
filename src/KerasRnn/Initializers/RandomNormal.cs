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
}
