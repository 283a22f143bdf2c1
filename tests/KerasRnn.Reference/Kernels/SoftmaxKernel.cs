using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class SoftmaxKernel : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        int classes = y.Shape[^1];
        for (int row = 0; row < y.Count; row += classes)
        {
            double largest = double.NegativeInfinity, sum = 0;
            for (int i = row; i < row + classes; i++) largest = Math.Max(largest, x[0].Data[i]);
            for (int i = row; i < row + classes; i++) sum += y.Data[i] = Math.Exp(x[0].Data[i] - largest);
            for (int i = row; i < row + classes; i++) y.Data[i] /= sum;
        }

        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is null) return [null];
        NdArray dx = NdArray.Like(x[0]);
        int classes = dx.Shape[^1];
        for (int row = 0; row < dx.Count; row += classes)
        {
            double mean = 0;
            for (int i = row; i < row + classes; i++) mean += g[0]!.Data[i] * y[0].Data[i];
            for (int i = row; i < row + classes; i++) dx.Data[i] = y[0].Data[i] * (g[0]!.Data[i] - mean);
        }

        return [dx];
    }
}
