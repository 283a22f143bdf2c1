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
}
