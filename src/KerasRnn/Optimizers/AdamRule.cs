using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>The rule that <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
/// <remarks>
/// m += (g - m)·(1 - β1), v += (g² - v)·(1 - β2), w -= m·lr·√(1 - β2^t)/(1 - β1^t)/(√v + ε); amsgrad: the largest v so far instead of v.
/// ε is outside the root, on the uncorrected v, as in Keras (Kingma and Ba 2015, "epsilon hat").
/// </remarks>
public abstract class AdamRule : Optimizer
{
    private protected AdamRule(double learningRate, double beta1, double beta2, double epsilon, bool amsgrad)
        : base(learningRate)
    {
        string word = GetType().Name;
        Beta1 = Share(word, nameof(beta1), beta1, includingOne: false, usual: 0.9);
        Beta2 = Share(word, nameof(beta2), beta2, includingOne: false, usual: 0.999);
        Epsilon = AtLeastZero(word, nameof(epsilon), epsilon);
        Amsgrad = amsgrad;
    }

    /// <summary>β1: how much of the running mean of gradients stays per step.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the running mean of squared gradients stays per step.</summary>
    public double Beta2 { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the largest running mean of squares so far divides.</summary>
    public bool Amsgrad { get; }

    /// <inheritdoc/>
    protected override void Build(OptimizerStep step, IReadOnlyList<Variable> weights)
    {
        foreach (Variable weight in weights)
        {
            step.Slot(weight, "momentum");
            step.Slot(weight, "velocity");
        }

        foreach (Variable weight in Amsgrad ? weights : []) step.Slot(weight, "velocity_hat");
    }

    /// <inheritdoc/>
    protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
    {
        // The powers start from β rounded to float32, while 1 - β is taken in double, as in Keras. Equal for all weights, alpha is computed once.
        KerasTensor power1 = Ops.Pow(step.Constant((float)Beta1), step.Iteration), power2 = Ops.Pow(step.Constant((float)Beta2), step.Iteration);
        KerasTensor alpha = step.LearningRate * Ops.Sqrt(1 - power2) / (1 - power1);

        Variable momentum = step.Slot(weight, "momentum"), velocity = step.Slot(weight, "velocity");
        KerasTensor m0 = step.Read(momentum), v0 = step.Read(velocity);
        KerasTensor m = m0 + ((gradient - m0) * (1 - Beta1));
        KerasTensor v = v0 + ((Ops.Square(gradient) - v0) * (1 - Beta2));
        step.Assign(momentum, m);
        step.Assign(velocity, v);
        if (Amsgrad)
        {
            Variable largest = step.Slot(weight, "velocity_hat");
            v = Ops.Maximum(step.Read(largest), v);
            step.Assign(largest, v);
        }

        step.Assign(weight, step.Read(weight) - (m * alpha / (Ops.Sqrt(v) + Epsilon)));
    }

    private protected static void Write(AdamRule x, ConfigWriter writer) =>
        writer.Number("beta_1", x.Beta1).Number("beta_2", x.Beta2).Number("epsilon", x.Epsilon).Flag("amsgrad", x.Amsgrad);
}
