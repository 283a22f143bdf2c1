using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>The largest of each window of time steps: [batch, time, features] to [batch, steps, features].</summary>
/// <remarks>Steps: valid floor((T - p)/s) + 1; same floor((T-1)/s) + 1. The first of equal values gets the gradient.</remarks>
/// <param name="poolSize">p, the length of a window.</param>
/// <param name="strides">s, the steps between windows; p unless given.</param>
/// <param name="padding">valid or same.</param>
public sealed class MaxPooling1D(int poolSize = 2, int? strides = null, Padding padding = Padding.Valid) : Layer
{
    /// <summary>The length of a window.</summary>
    public int PoolSize { get; } = Expect.Positive(poolSize, "MaxPooling1D", "pool_size");

    /// <summary>The steps between windows.</summary>
    public int Strides { get; } = Expect.Positive(strides ?? poolSize, "MaxPooling1D", "strides");

    /// <summary>What is done at the ends.</summary>
    public Padding Padding { get; } = padding;

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Pooling.Check(this, inputs[0], PoolSize, Strides, Padding);

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [inputs[0].With(1, Pooling.Steps(Padding, inputs[0][1], PoolSize, Strides))];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        (int left, int right) = Pooling.Margins(Padding, x.Shape[1], PoolSize, Strides);
        KerasTensor padded = Ops.Pad(x, 1, left, right, double.NegativeInfinity);
        return Pooling.Cells(padded, PoolSize, Strides).Aggregate(Ops.Maximum);
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<MaxPooling1D>("MaxPooling1D", ["MaxPool1D"],
        c => new MaxPooling1D(SpanOf(ChannelsLast(c), "pool_size", 2), c.SingleOrNull("strides"), PaddingOf(c)),
        (x, w) => WritePool(w, x.PoolSize, x.Strides, x.Padding));
}
