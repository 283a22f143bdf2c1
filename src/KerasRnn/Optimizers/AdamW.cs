using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Adam with weight decay that does not pass through the running means (Loshchilov and Hutter 2019); the rule is in <see cref="AdamRule"/>.</summary>
public sealed class AdamW : AdamRule
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="weightDecay">The share of a weight, times lr, that is lost per step; at least 0.</param>
    /// <param name="beta1">β1, from 0 to below 1.</param>
    /// <param name="beta2">β2, from 0 to below 1.</param>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="amsgrad">Whether the largest running mean of squares so far divides.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdamW(
        double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, amsgrad) => WeightDecay = AtLeastZero(nameof(AdamW), nameof(weightDecay), weightDecay);

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Optimizer> Word { get; } = Word<Optimizer>.Of<AdamW>("AdamW", [],
        c => new AdamW(weightDecay: Decay(c), beta1: c.Number("beta_1", 0.9), beta2: c.Number("beta_2", 0.999), epsilon: c.Number("epsilon", 1e-7), amsgrad: c.Flag("amsgrad", false)), Write);

    private static double Decay(Config config) => config.Has("weight_decay") && config.NumberOrNull("weight_decay") is null
        ? throw Throw.Format($"{config.Subject} needs \"weight_decay\"; got null. Give a number, or use Adam.")
        : config.Number("weight_decay", 0.004);
}
