using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>Ops that only move elements: output i is element <c>Source(i)</c> of the input, or a fixed number where that is -1.</summary>
internal abstract class PlacementKernel(double elsewhere = 0) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int[] sources = Sources(x[0].Shape, y.Shape);
        for (int i = 0; i < y.Count; i++) y.Data[i] = sources[i] < 0 ? elsewhere : x[0].Data[sources[i]];
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null) return [null];
        NdArray dx = NdArray.Like(x[0]);
        int[] sources = Sources(x[0].Shape, y[0].Shape);
        for (int i = 0; i < y[0].Count; i++)
        {
            if (sources[i] >= 0) dx.Data[sources[i]] += g[0]!.Data[i];
        }

        return [dx];
    }

    protected abstract int[] Sources(int[] from, int[] to);

    /// <summary>The sources when one axis alone changes: place p on it comes from place <paramref name="source"/>(p).</summary>
    protected static int[] AlongAxis(int[] from, int[] to, int axis, Func<int, int> source)
    {
        NdArray target = new(to);
        int outer = target.Outer(axis), inner = target.Inner(axis);
        int[] sources = new int[target.Count];
        for (int o = 0, i = 0; o < outer; o++)
        {
            for (int p = 0; p < to[axis]; p++)
            {
                int place = source(p);
                for (int n = 0; n < inner; n++, i++)
                {
                    sources[i] = place < 0 || place >= from[axis] ? -1 : (((o * from[axis]) + place) * inner) + n;
                }
            }
        }

        return sources;
    }
}

internal sealed class ReshapeKernel : PlacementKernel
{
    protected override int[] Sources(int[] from, int[] to) => [.. Enumerable.Range(0, new NdArray(to).Count)];
}

internal sealed class TransposeKernel(Axes permutation) : PlacementKernel
{
    protected override int[] Sources(int[] from, int[] to)
    {
        NdArray source = new(from);
        return Broadcasting.Walk(to, [.. permutation.Span.ToArray().Select(source.Inner)]);
    }
}

internal sealed class SliceKernel(SliceOp op) : PlacementKernel
{
    protected override int[] Sources(int[] from, int[] to) => AlongAxis(from, to, op.Axis, p => op.Start + (p * op.Step));
}

internal sealed class PadKernel(PadOp op) : PlacementKernel(op.Value)
{
    protected override int[] Sources(int[] from, int[] to) => AlongAxis(from, to, op.Axis, p => p - op.Before);
}
