using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// Divides by a running root mean square: v = ρ·v + (1 - ρ)·g², w -= lr·g/√(v + ε). Centered: v - a² instead of v, a the running mean.
/// With momentum µ: m = µ·m + lr·g/√.., w -= m. ε is inside the root, as in Keras.
/// </summary>
public sealed class RMSprop : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="rho">ρ, from 0 to below 1.</param>
    /// <param name="momentum">µ, from 0 to 1.</param>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="centered">Whether to subtract the square of the running mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
        : base(learningRate)
    {
        Rho = Share(nameof(RMSprop), nameof(rho), rho, includingOne: false, usual: 0.9);
        Momentum = Share(nameof(RMSprop), nameof(momentum), momentum, includingOne: true, usual: 0);
        Epsilon = AtLeastZero(nameof(RMSprop), nameof(epsilon), epsilon);
        Centered = centered;
    }

    /// <summary>ρ.</summary>
    public double Rho { get; }

    /// <summary>µ.</summary>
    public double Momentum { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>Whether it subtracts the square of the running mean.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    protected override void Build(OptimizerStep step, IReadOnlyList<Variable> weights)
    {
        foreach (Variable weight in weights) step.Slot(weight, "velocity");
        foreach (Variable weight in Momentum > 0 ? weights : []) step.Slot(weight, "momentum");
        foreach (Variable weight in Centered ? weights : []) step.Slot(weight, "average_gradient");
    }

    /// <inheritdoc/>
    protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
    {
        KerasTensor v = Running(step, step.Slot(weight, "velocity"), Ops.Square(gradient));
        KerasTensor variance = v + Epsilon;
        if (Centered) variance -= Ops.Square(Running(step, step.Slot(weight, "average_gradient"), gradient));
        KerasTensor change = gradient * step.LearningRate / Ops.Sqrt(variance);
        if (Momentum > 0)
        {
            Variable slot = step.Slot(weight, "momentum");
            change = (step.Read(slot) * Momentum) + change;
            step.Assign(slot, change);
        }

        step.Assign(weight, step.Read(weight) - change);
    }

    private KerasTensor Running(OptimizerStep step, Variable slot, KerasTensor value)
    {
        KerasTensor mean = (step.Read(slot) * Rho) + (value * (1 - Rho));
        step.Assign(slot, mean);
        return mean;
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Optimizer> Word { get; } = Word<Optimizer>.Of<RMSprop>("RMSprop", [],
        c => new RMSprop(rho: c.Number("rho", 0.9), momentum: c.Number("momentum", 0), epsilon: c.Number("epsilon", 1e-7), centered: c.Flag("centered", false)),
        (x, w) => w.Number("rho", x.Rho).Number("momentum", x.Momentum).Number("epsilon", x.Epsilon).Flag("centered", x.Centered));
}
