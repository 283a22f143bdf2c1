using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class Conv1DKernel(Conv1DOp op) : Kernel
{
    // Called with the offsets of every product x·k that is part of an element y.
    private delegate void Term(int x, int k, int y);

    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes)
    {
        NdArray y = new(shapes[0]);
        ForEach(x[0], x[1], y, (a, b, c) => y.Data[c] += x[0].Data[a] * x[1].Data[b]);
        return [y];
    }

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g)
    {
        if (g[0] is not NdArray dy) return [null, null];
        NdArray dx = NdArray.Like(x[0]), dk = NdArray.Like(x[1]);
        ForEach(x[0], x[1], dy, (a, b, c) =>
        {
            dx.Data[a] += dy.Data[c] * x[1].Data[b];
            dk.Data[b] += dy.Data[c] * x[0].Data[a];
        });
        return [dx, dk];
    }

    private void ForEach(NdArray x, NdArray kernel, NdArray y, Term term)
    {
        int steps = x.Shape[1], channels = x.Shape[2];
        int width = kernel.Shape[0], seen = kernel.Shape[1], filters = kernel.Shape[2];
        for (int row = 0; row < y.Shape[0]; row++)
        {
            for (int t = 0; t < y.Shape[1]; t++)
            {
                for (int f = 0; f < filters; f++)
                {
                    int firstChannel = f / (filters / op.Groups) * seen;
                    for (int q = 0; q < width; q++)
                    {
                        int step = (t * op.Stride) + (q * op.Dilation);
                        for (int c = 0; c < seen; c++)
                        {
                            term(
                                (((row * steps) + step) * channels) + firstChannel + c,
                                (((q * seen) + c) * filters) + f,
                                (((row * y.Shape[1]) + t) * filters) + f);
                        }
                    }
                }
            }
        }
    }
}
