using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>l1·Σ|w|; the derivative at 0 is 0.</summary>
/// <param name="l1">The factor, at least 0.</param>
public sealed class L1(double l1 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Value { get; } = Factor(nameof(L1), l1);

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight) => Ops.Sum(Ops.Abs(weight)) * Value;

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Regularizer> Word { get; } = Word<Regularizer>.Of<L1>("L1", ["l1"], c => new L1(c.Number("l1", 0.01)), (x, w) => w.Number("l1", x.Value));
}
