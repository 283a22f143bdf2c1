using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>
/// Initializers that draw numbers whose variance is scale/n, n the number of inputs, of outputs, or their mean: so that signals keep their size from layer to
/// layer. Glorot, He and LeCun initializers are cases of <see cref="VarianceScaling"/>.
/// </summary>
/// <remarks>
/// Fans: rank 1 [n]: n and n; rank 2: the two dimensions; more: the product of all but the last two times each of the last two.
/// Uniform: ±√(3·scale/n). Truncated normal: standard deviation √(scale/n)/0.8796 before the cut, so that it is √(scale/n) after it.
/// </remarks>
public abstract class FanInitializer : Initializer
{
    // The standard deviation of a standard normal number cut at ±2.
    private const double CutDeviation = 0.87962566103423978;

    private protected FanInitializer(double scale, FanMode mode, DrawDistribution distribution)
    {
        Scale = scale;
        Mode = mode;
        Distribution = distribution;
    }

    /// <summary>The variance times n.</summary>
    public double Scale { get; }

    /// <summary>What n is.</summary>
    public FanMode Mode { get; }

    /// <summary>The family.</summary>
    public DrawDistribution Distribution { get; }

    /// <inheritdoc/>
    public override Draw Draw(Shape shape)
    {
        (double fanIn, double fanOut) = Fans(shape);
        double n = Mode switch { FanMode.FanIn => fanIn, FanMode.FanOut => fanOut, _ => (fanIn + fanOut) / 2 };
        double variance = Scale / Math.Max(1, n);
        return Distribution switch
        {
            DrawDistribution.Uniform => new Draw(Distribution, shape, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance)),
            DrawDistribution.Normal => new Draw(Distribution, shape, 0, Math.Sqrt(variance)),
            _ => new Draw(Distribution, shape, 0, Math.Sqrt(variance) / CutDeviation),
        };
    }

    /// <inheritdoc/>
    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination) => Draw(shape).Fill(random, destination);

    private static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank == 0) return (1, 1);
        if (shape.Rank == 1) return (shape[0], shape[0]);
        double receptive = 1;
        for (int axis = 0; axis < shape.Rank - 2; axis++) receptive *= shape[axis];
        return (shape[-2] * receptive, shape[-1] * receptive);
    }

    // How all of them stand in Keras' JSON: one place for both directions.
    private protected static Word<Initializer> Fan<T>(string className, string name, Func<int?, T> make)
        where T : FanInitializer =>
        Word<Initializer>.Of<T>(className, [name], config => make(DefaultAxes(config).WholeOrNull("seed")), (x, w) => w.Whole("seed", x.Seed));

    private protected static Config DefaultAxes(Config config)
    {
        config.Default("input_axes");
        config.Default("output_axes");
        return config;
    }
}
