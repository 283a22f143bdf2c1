using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>What the three cross-entropies share.</summary>
internal static class CrossentropyRules
{
    private const double Epsilon = 1e-7;

    /// <summary>A probability held away from 0 and 1, where its logarithm or that of its complement is infinite.</summary>
    public static KerasTensor Clip(KerasTensor p) => Ops.Clip(p, Epsilon, 1 - Epsilon);

    public static double Smoothing(string word, double smoothing) => smoothing is >= 0 and <= 1
        ? smoothing
        : throw Throw.OutOfRange($"{word} expects labelSmoothing from 0 to 1; got {smoothing}. 0 leaves the labels as they are.");

    public static void RequireClasses(string name, KerasTensor yPred) => Throw.IfNot(yPred.Rank > 1 && yPred.Shape.Last > 1, () =>
        $"{name} expects outputs [B, .., classes] with at least two classes; got {yPred.Shape}. For a single yes or no use binary_crossentropy.");

    /// <summary>Keras' option "axis", of which the last is known here.</summary>
    public static Config LastAxis(Config config)
    {
        config.Default("axis", -1);
        return config;
    }
}
