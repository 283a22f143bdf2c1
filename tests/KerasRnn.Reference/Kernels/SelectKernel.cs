using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class SelectKernel : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int[][] map = Maps(x, y.Shape);
        for (int i = 0; i < y.Count; i++)
        {
            int taken = Taken(x, map, i);
            y.Data[i] = x[taken].Data[map[taken][i]];
        }

        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null) return [null, null, null];
        NdArray[] dx = [.. x.Present.Select(NdArray.Like)];
        int[][] map = Maps(x, y[0].Shape);
        for (int i = 0; i < y[0].Count; i++)
        {
            int taken = Taken(x, map, i);
            dx[taken].Data[map[taken][i]] += g[0]!.Data[i];
        }

        return [null, dx[1], dx[2]];
    }

    private static int[][] Maps(Operands<NdArray> x, int[] shape) => [.. x.Present.Select(input => Broadcasting.Map(input.Shape, shape))];

    private static int Taken(Operands<NdArray> x, int[][] map, int i) => x[0].Data[map[0][i]] != 0 ? 1 : 2;
}
