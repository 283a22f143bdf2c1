using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class MaxKernel(Axes axes) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        Array.Fill(y.Data, double.NegativeInfinity);
        int[] to = SumKernel.Map(x[0], axes);
        for (int i = 0; i < x[0].Count; i++) y.Data[to[i]] = Math.Max(y.Data[to[i]], x[0].Data[i]);
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null) return [null];
        NdArray dx = NdArray.Like(x[0]), equals = NdArray.Like(y[0]);
        int[] to = SumKernel.Map(x[0], axes);
        for (int i = 0; i < dx.Count; i++)
        {
            if (x[0].Data[i] == y[0].Data[to[i]]) equals.Data[to[i]]++;
        }

        for (int i = 0; i < dx.Count; i++)
        {
            if (x[0].Data[i] == y[0].Data[to[i]]) dx.Data[i] = g[0]!.Data[to[i]] / equals.Data[to[i]];
        }

        return [dx];
    }
}
