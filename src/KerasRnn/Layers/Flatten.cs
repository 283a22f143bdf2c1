using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>All features of a row side by side: [batch, a, b, ..] to [batch, a·b·..].</summary>
public sealed class Flatten : Layer
{
    // A length that only data know makes the whole unknown: their product is 0, which stands for that.
    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [new Shape(inputs[0][0], inputs[0].Without(0).Count(1))];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) =>
        Ops.Reshape(x, new Shape(x.Shape[0], x.Shape.Without(0).Count(1)));

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Flatten>("Flatten", [],
        c =>
        {
            ChannelsLast(c);
            return new Flatten();
        },
        (_, w) => w.Text("data_format", "channels_last"));
}
