namespace KerasRnn.Graph;

/// <summary>
/// Cross-correlation along time without padding: y[b, t, f] = Σ over q, c of x[b, t·stride + q·dilation, c]·k[q, c, f],
/// x [B, T, C], k [w, C/groups, F], y [B, (T - (w-1)·dilation - 1)/stride + 1, F]; group g of the filters sees group g of the channels.
/// </summary>
/// <param name="Stride">Steps between outputs.</param>
/// <param name="Dilation">Steps between taps.</param>
/// <param name="Groups">Groups of channels and filters.</param>
public sealed record Conv1DOp(int Stride, int Dilation, int Groups) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0], k = inputs[1];
        if (Stride < 1 || Dilation < 1 || Groups < 1) throw Throw.Argument($"Conv1D expects stride, dilation and groups of at least 1; got {Stride}, {Dilation} and {Groups}.");
        if (x.Rank != 3 || k.Rank != 3 || x[2] != k[1] * Groups || k[2] % Groups != 0)
        {
            throw Throw.Argument($"Conv1D expects [B, T, C] and [width, C/{Groups}, filters]; got {x} and {k}.");
        }

        int span = ((k[0] - 1) * Dilation) + 1;
        if (x[1] < span) throw Throw.Argument($"Conv1D expects at least {span} time steps for a kernel of {k[0]} with dilation {Dilation}; got {x}.");
        return [new Shape(x[0], ((x[1] - span) / Stride) + 1, k[2])];
    }
}
