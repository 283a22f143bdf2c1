using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>The largest over time: [batch, time, features] to [batch, features]. Equal values share the gradient.</summary>
public sealed class GlobalMaxPooling1D : Layer
{
    /// <summary>Whether time stays as an axis of length 1.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Expect.Sequence(this, inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [KeepDims ? inputs[0].With(1, 1) : inputs[0].Without(1)];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) => KeepDims ? Ops.MaxKeep(x, 1) : Ops.Max(x, 1);

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<GlobalMaxPooling1D>("GlobalMaxPooling1D", ["GlobalMaxPool1D"],
        c => new GlobalMaxPooling1D { KeepDims = ChannelsLast(c).Flag("keepdims", false) },
        (x, w) => w.Text("data_format", "channels_last").Flag("keepdims", x.KeepDims));
}
