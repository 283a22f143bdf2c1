using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Gradients by running means of themselves and of their squares (Kingma and Ba 2015); the rule is in <see cref="AdamRule"/>.</summary>
/// <example><code>model.Compile(new Adam(learningRate: 1e-3) { ClipNorm = 1 }, "mse");</code></example>
/// <param name="learningRate">lr, at least 0.</param>
/// <param name="beta1">β1, from 0 to below 1.</param>
/// <param name="beta2">β2, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
/// <param name="amsgrad">Whether the largest running mean of squares so far divides.</param>
public sealed class Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
    : AdamRule(learningRate, beta1, beta2, epsilon, amsgrad)
{
    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Optimizer> Word { get; } = Word<Optimizer>.Of<Adam>("Adam", [],
        c => new Adam(beta1: c.Number("beta_1", 0.9), beta2: c.Number("beta_2", 0.999), epsilon: c.Number("epsilon", 1e-7), amsgrad: c.Flag("amsgrad", false)), Write);
}
