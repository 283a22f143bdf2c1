using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>A vector at each of n time steps: [batch, features] to [batch, n, features].</summary>
/// <param name="n">The number of time steps.</param>
public sealed class RepeatVector(int n) : Layer
{
    /// <summary>The number of time steps.</summary>
    public int N { get; } = Expect.Positive(n, "RepeatVector", "n");

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].Rank != 2) throw Throw.Argument($"{Subject} expects input [batch, features]; got {inputs[0]} (rank {inputs[0].Rank}).");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [inputs[0].Insert(1, N)];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) =>
        Ops.ExpandDims(x, 1) * context.Trace.Constant([.. Enumerable.Repeat(1.0, N)], new Shape(N, 1));

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<RepeatVector>("RepeatVector", [], c => new RepeatVector(Limited(c, "n", c.Whole("n"), MaximumLength)), (x, w) => w.Whole("n", x.N));
}
