using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>A part of a tensor: an offset and one stride per axis, in floats.</summary>
internal sealed record StridedView(Location Location, int Offset, int[] Strides)
{
    /// <summary>A whole tensor.</summary>
    public static StridedView Of(Location location, Shape shape) => new(location, 0, Broadcasting.Strides(shape, shape));

    /// <summary>A tensor repeated to a larger shape.</summary>
    public static StridedView Repeated(Location location, Shape shape, Shape whole) => new(location, 0, Broadcasting.Strides(shape, whole));

    /// <summary>A tensor seen from an element of one axis on, in steps.</summary>
    public StridedView From(int axis, int start, int step)
    {
        int[] strides = [.. Strides];
        int stride = strides[axis];
        strides[axis] *= step;
        return new StridedView(Location, Offset + (start * stride), strides);
    }

    /// <summary>A tensor with its axes in another order.</summary>
    public StridedView Permuted(Axes permutation) => new(Location, Offset, [.. permutation.Span.ToArray().Select(axis => Strides[axis])]);
}
