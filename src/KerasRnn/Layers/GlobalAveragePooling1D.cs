using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>The mean over time, over the steps that a mask leaves: [batch, time, features] to [batch, features]; NaN for a row without any, as in Keras.</summary>
public sealed class GlobalAveragePooling1D : Layer
{
    /// <summary>Whether time stays as an axis of length 1.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Expect.Sequence(this, inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [KeepDims ? inputs[0].With(1, 1) : inputs[0].Without(1)];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        if (context.Mask is null) return (KeepDims ? Ops.SumKeep(x, 1) : Ops.Sum(x, 1)) / Ops.Size(x, 1);
        KerasTensor zero = context.Constant(0), mask = Ops.ExpandDims(Expect.Mask(this, context.Mask, x), 2);
        KerasTensor kept = Ops.Select(mask, x, zero), counts = Ops.Select(mask, context.Constant(1), zero);
        return KeepDims ? Ops.SumKeep(kept, 1) / Ops.SumKeep(counts, 1) : Ops.Sum(kept, 1) / Ops.Sum(counts, 1);
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<GlobalAveragePooling1D>("GlobalAveragePooling1D", ["GlobalAvgPool1D"],
        c => new GlobalAveragePooling1D { KeepDims = ChannelsLast(c).Flag("keepdims", false) },
        (x, w) => w.Text("data_format", "channels_last").Flag("keepdims", x.KeepDims));
}
