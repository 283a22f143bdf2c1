using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>With d = p - y, the mean over the last axis of d²/2 where |d| ≤ δ, and δ·|d| - δ²/2 beyond.</summary>
public sealed class Huber : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="delta">δ: where the parabola becomes a line; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not greater than 0.</exception>
    public Huber(double delta = 1)
        : base("huber_loss")
    {
        if (!(delta > 0 && double.IsFinite(delta))) throw Throw.OutOfRange($"Huber expects delta > 0; got {delta}. Keras' default is 1.");
        Delta = delta;
    }

    /// <summary>δ: where the parabola becomes a line.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        RequireSameShape(yTrue, yPred);
        KerasTensor d = yPred - yTrue, size = Ops.Abs(d);
        return Ops.Mean(Ops.Select(Ops.Less(size.Trace.Constant(Delta), size), (size * Delta) - (Delta * Delta / 2), Ops.Square(d) * 0.5), -1);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<Huber>("Huber", ["huber"], c => new Huber(c.Number("delta", 1)), (x, w) => w.Number("delta", x.Delta));
}
