using KerasRnn.Graph;

namespace KerasRnn.Reference;

internal sealed class SizeKernel(Axes axes) : Kernel
{
    public override NdArray[] Forward(Operands<NdArray> x, int[][] shapes) =>
        [NdArray.Scalar(axes.Span.ToArray().Aggregate(1.0, (size, axis) => size * x[0].Shape[axis]))];

    public override NdArray?[] Backward(Operands<NdArray> x, NdArray[] y, NdArray?[] g) => [null];
}
