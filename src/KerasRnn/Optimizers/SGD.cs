using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// Gradient descent: w -= lr·g. With momentum µ: m = µ·m - lr·g, w += m; Nesterov: w += µ·m - lr·g with the new m.
/// </summary>
public sealed class SGD : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="momentum">µ, from 0 to 1.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not in [0, 1], or the learning rate is negative.</exception>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        Momentum = Share(nameof(SGD), nameof(momentum), momentum, includingOne: true, usual: 0);
        Nesterov = nesterov;
    }

    /// <summary>µ.</summary>
    public double Momentum { get; }

    /// <summary>Whether it looks ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override void Build(OptimizerStep step, IReadOnlyList<Variable> weights)
    {
        if (Momentum == 0) return;
        foreach (Variable weight in weights) step.Slot(weight, "momentum");
    }

    /// <inheritdoc/>
    protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
    {
        KerasTensor w = step.Read(weight), lr = step.LearningRate;
        if (Momentum == 0)
        {
            step.Assign(weight, w - (gradient * lr));
            return;
        }

        // Keras rounds the momentum to float32 in every precision.
        double mu = (float)Momentum;
        Variable slot = step.Slot(weight, "momentum");
        KerasTensor m = (step.Read(slot) * mu) - (gradient * lr);
        step.Assign(slot, m);
        step.Assign(weight, Nesterov ? w + ((m * mu) - (gradient * lr)) : w + m);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Optimizer> Word { get; } = Word<Optimizer>.Of<SGD>("SGD", [],
        c => new SGD(momentum: c.Float("momentum", 0), nesterov: c.Flag("nesterov", false)),
        (x, w) => w.Number("momentum", x.Momentum).Flag("nesterov", x.Nesterov));
}
