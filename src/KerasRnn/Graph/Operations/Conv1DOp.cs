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
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        Shape x = operands[0], k = operands[1];
        if (Stride < 1 || Dilation < 1 || Groups < 1) throw Throw.Argument($"Conv1D expects stride, dilation and groups of at least 1; got {Stride}, {Dilation} and {Groups}.");
        if (x.Rank != 3 || k.Rank != 3 || Shape.Same(new Shape(x[2]), new Shape(k[1] * Groups)) is null || x[2] % Groups != 0 || k[2] % Groups != 0)
        {
            throw Throw.Argument($"Conv1D expects [B, T, C] and [width, C/{Groups}, filters]; got {x} and {k}.");
        }

        if (x[1] == Shape.Unknown || k[0] == Shape.Unknown) return [new Shape(x[0], Shape.Unknown, k[2])];
        int span = ((k[0] - 1) * Dilation) + 1;
        if (x[1] < span) throw Throw.Argument($"Conv1D expects at least {span} time steps for a kernel of {k[0]} with dilation {Dilation}; got {x}.");
        return [new Shape(x[0], ((x[1] - span) / Stride) + 1, k[2])];
    }

    /// <summary>A product for each tap, added up; groups side by side.</summary>
    public override IReadOnlyList<KerasTensor> Define(Operands<KerasTensor> operands)
    {
        KerasTensor x = operands[0], kernel = operands[1];
        int steps = InferShapes(operands.Select(operand => operand.Shape))[0][1];
        int channels = kernel.Shape[1], filters = kernel.Shape[2] / Groups;
        return [Ops.Concat([.. Enumerable.Range(0, Groups).Select(Group)], 2)];

        KerasTensor Group(int group) => Enumerable.Range(0, kernel.Shape[0]).Select(tap => Tap(group, tap)).Aggregate(Ops.Add);

        KerasTensor Tap(int group, int tap)
        {
            KerasTensor seen = Ops.Slice(x, 1, tap * Dilation, steps, Stride);
            KerasTensor taps = Ops.Reshape(Ops.Slice(kernel, 0, tap, 1), new Shape(channels, kernel.Shape[2]));
            return Groups == 1
                ? Ops.MatMul(seen, taps)
                : Ops.MatMul(Ops.Slice(seen, 2, group * channels, channels), Ops.Slice(taps, 1, group * filters, filters));
        }
    }
}
