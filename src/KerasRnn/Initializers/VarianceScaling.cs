using KerasRnn.Saving;

namespace KerasRnn.Initializers;

/// <summary>Numbers of variance scale/n, n the inputs, the outputs or their mean.</summary>
/// <param name="scale">The variance times n; greater than 0.</param>
/// <param name="mode">What n is.</param>
/// <param name="distribution">The family.</param>
/// <exception cref="ArgumentOutOfRangeException">The scale is not greater than 0.</exception>
public sealed class VarianceScaling(
    double scale = 1, FanMode mode = FanMode.FanIn, DrawDistribution distribution = DrawDistribution.TruncatedNormal)
    : FanInitializer(Positive(scale), mode, distribution)
{
    private static double Positive(double scale) => scale > 0 && double.IsFinite(scale)
        ? scale
        : throw Throw.OutOfRange($"VarianceScaling expects scale > 0; got {scale}. Keras' default is 1.");

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Initializer> Word { get; } = Word<Initializer>.Of<VarianceScaling>("VarianceScaling", ["variance_scaling"], Read, Write);

    private static VarianceScaling Read(Config config)
    {
        FanMode mode = DefaultAxes(config).Choice("mode", "fan_in", "fan_in", "fan_out", "fan_avg") switch { "fan_in" => FanMode.FanIn, "fan_out" => FanMode.FanOut, _ => FanMode.FanAvg };
        DrawDistribution distribution = config.Choice("distribution", "truncated_normal", "truncated_normal", "normal", "untruncated_normal", "uniform") switch
        {
            "uniform" => DrawDistribution.Uniform,
            "untruncated_normal" => DrawDistribution.Normal,
            _ => DrawDistribution.TruncatedNormal,
        };
        return new VarianceScaling(config.Number("scale", 1), mode, distribution) { Seed = config.WholeOrNull("seed") };
    }

    private static void Write(VarianceScaling x, ConfigWriter writer) => writer
        .Whole("seed", x.Seed)
        .Number("scale", x.Scale)
        .Text("mode", x.Mode switch { FanMode.FanIn => "fan_in", FanMode.FanOut => "fan_out", _ => "fan_avg" })
        .Text("distribution", x.Distribution switch
        {
            DrawDistribution.Uniform => "uniform",
            DrawDistribution.Normal => "untruncated_normal",
            _ => "truncated_normal",
        });
}
