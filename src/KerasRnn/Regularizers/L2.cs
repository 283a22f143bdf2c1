using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>l2·Σ w², without a factor 1/2.</summary>
/// <param name="l2">The factor, at least 0.</param>
public sealed class L2(double l2 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Value { get; } = Factor(nameof(L2), l2);

    /// <inheritdoc/>
    // Keras rounds the factor to float32 in every precision: 0.01 is 0.00999999977648.
    public override KerasTensor Call(KerasTensor weight) => Ops.Sum(Ops.Square(weight)) * (float)Value;

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Regularizer> Word { get; } = Word<Regularizer>.Of<L2>("L2", ["l2"], c => new L2(c.Number("l2", 0.01)), (x, w) => w.Number("l2", x.Value));
}
