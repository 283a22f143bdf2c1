using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>A number of elements that is known once the batch is.</summary>
internal sealed record BatchSize(SizeOp Op, Shape Shape, Location Location)
{
    public void Set(int batch)
    {
        double size = 1;
        foreach (int axis in Op.Axes.Span) size *= Shape[axis] < 0 ? (double)-Shape[axis] * batch : Shape[axis];
        Location.Scalar = (float)size;
    }
}
