using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class SumKernel(Axes axes) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int[] to = Map(x[0], axes);
        for (int i = 0; i < x[0].Count; i++) y.Data[to[i]] += x[0].Data[i];
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null) return [null];
        NdArray dx = NdArray.Like(x[0]);
        int[] to = Map(x[0], axes);
        for (int i = 0; i < dx.Count; i++) dx.Data[i] = g[0]!.Data[to[i]];
        return [dx];
    }

    /// <summary>For each element, the element of the reduced array that it belongs to.</summary>
    public static int[] Map(NdArray x, Axes axes) =>
        Broadcasting.Map([.. x.Shape.Select((dimension, axis) => axes.Contains(axis) ? 1 : dimension)], x.Shape);
}
