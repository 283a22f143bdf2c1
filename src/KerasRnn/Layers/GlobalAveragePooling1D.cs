namespace KerasRnn.Layers;

/// <summary>The mean over time: [batch, time, features] to [batch, features].</summary>
public sealed class GlobalAveragePooling1D : Layer
{
    /// <summary>Whether time stays as an axis of length 1.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Expect.Sequence(this, inputs[0]);

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) =>
        (KeepDims ? Ops.SumKeep(x, 1) : Ops.Sum(x, 1)) / Ops.Size(x, 1);
}
