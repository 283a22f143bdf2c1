using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>The mean of each window of time steps: [batch, time, features] to [batch, steps, features]; padding does not count.</summary>
/// <param name="poolSize">The length of a window.</param>
/// <param name="strides">The steps between windows; the length unless given.</param>
/// <param name="padding">valid or same.</param>
public sealed class AveragePooling1D(int poolSize, int? strides = null, Padding padding = Padding.Valid) : Layer
{
    /// <summary>The length of a window.</summary>
    public int PoolSize { get; } = Expect.Positive(poolSize, "AveragePooling1D", "pool_size");

    /// <summary>The steps between windows.</summary>
    public int Strides { get; } = Expect.Positive(strides ?? poolSize, "AveragePooling1D", "strides");

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
        int steps = x.Shape[1];
        (int left, int right) = Pooling.Margins(Padding, steps, PoolSize, Strides);
        KerasTensor sum = Pooling.Cells(Ops.Pad(x, 1, left, right), PoolSize, Strides).Aggregate(Ops.Add);
        double[] cells = [.. Enumerable.Range(0, sum.Shape[1]).Select(t => (double)Enumerable.Range((t * Strides) - left, PoolSize).Count(q => q >= 0 && q < steps))];
        return sum / context.Trace.Constant(cells, new Shape(cells.Length, 1));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<AveragePooling1D>("AveragePooling1D", ["AvgPool1D"],
        c => new AveragePooling1D(SpanOf(ChannelsLast(c), "pool_size"), c.SingleOrNull("strides"), PaddingOf(c)),
        (x, w) => WritePool(w, x.PoolSize, x.Strides, x.Padding));
}
