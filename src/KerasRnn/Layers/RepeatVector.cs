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
    protected override KerasTensor Call(KerasTensor x, CallContext context) =>
        Ops.ExpandDims(x, 1) * context.Trace.Constant([.. Enumerable.Repeat(1.0, N)], new Shape(N, 1));
}
