using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class ConcatKernel(int axis) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int start = 0;
        foreach (NdArray part in x.Present)
        {
            int[] places = Places(part, y.Shape, start);
            for (int i = 0; i < part.Count; i++) y.Data[places[i]] = part.Data[i];
            start += part.Shape[axis];
        }

        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        NdArray?[] dx = new NdArray?[x.Count];
        for (int part = 0, start = 0; g[0] is not null && part < x.Count; start += x[part++].Shape[axis])
        {
            dx[part] = new NdArray(x[part].Shape, [.. Places(x[part], y[0].Shape, start).Select(place => g[0]!.Data[place])]);
        }

        return dx;
    }

    // Where each element of a part stands in the whole.
    private int[] Places(NdArray part, int[] whole, int start)
    {
        int inner = part.Inner(axis), length = part.Shape[axis];
        int[] places = new int[part.Count];
        for (int i = 0; i < places.Length; i++)
        {
            int outer = i / (length * inner), place = i / inner % length;
            places[i] = (((outer * whole[axis]) + start + place) * inner) + (i % inner);
        }

        return places;
    }
}
