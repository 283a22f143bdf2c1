namespace KerasRnn.Layers;

/// <summary>The largest over time: [batch, time, features] to [batch, features]. Equal values share the gradient.</summary>
public sealed class GlobalMaxPooling1D : Layer
{
    /// <summary>Whether time stays as an axis of length 1.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Expect.Sequence(this, inputs[0]);

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) => KeepDims ? Ops.MaxKeep(x, 1) : Ops.Max(x, 1);
}
