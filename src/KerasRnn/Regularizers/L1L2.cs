using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>l1·Σ|w| + l2·Σ w². Keras' string <c>"l1l2"</c> means both factors 0.</summary>
/// <param name="l1">The factor of Σ|w|, at least 0.</param>
/// <param name="l2">The factor of Σ w², at least 0.</param>
public sealed class L1L2(double l1 = 0, double l2 = 0) : Regularizer
{
    /// <summary>The factor of Σ|w|.</summary>
    public double L1 { get; } = Factor(nameof(L1L2), l1);

    /// <summary>The factor of Σ w².</summary>
    public double L2 { get; } = Factor(nameof(L1L2), l2);

    /// <inheritdoc/>
    public override KerasTensor Call(KerasTensor weight)
    {
        // Keras rounds the factors to float32 in every precision.
        KerasTensor? absolute = L1 == 0 ? null : Ops.Sum(Ops.Abs(weight)) * (float)L1;
        KerasTensor? squared = L2 == 0 ? null : Ops.Sum(Ops.Square(weight)) * (float)L2;
        return absolute is null ? squared ?? weight.Trace.Constant(0) : squared is null ? absolute : absolute + squared;
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Regularizer> Word { get; } = Word<Regularizer>.Of<L1L2>("L1L2", ["l1l2"], c => new L1L2(c.Number("l1", 0), c.Number("l2", 0)), (x, w) => w.Number("l1", x.L1).Number("l2", x.L2));
}
