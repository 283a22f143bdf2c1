using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Walks over tensors that do not lie contiguously: slices, pads, concatenations, permutations, general broadcasts. A view is a span, an offset and
/// one stride per axis (in floats; 0 repeats, negative runs backwards).
/// </summary>
internal static class Strided
{
    /// <summary>y = x over a common shape.</summary>
    public static void Copy(
        ReadOnlySpan<float> x, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape, Span<float> y, int offsetY, ReadOnlySpan<int> stridesY)
    {
        if (shape.IsEmpty)
        {
            y[offsetY] = x[offset];
            return;
        }

        for (int i = 0; i < shape[0]; i++)
        {
            Copy(x, offset + (i * strides[0]), strides[1..], shape[1..], y, offsetY + (i * stridesY[0]), stridesY[1..]);
        }
    }

    /// <summary>y += x over a common shape (strides of y must not be 0).</summary>
    public static void Accumulate(
        ReadOnlySpan<float> x, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape, Span<float> y, int offsetY, ReadOnlySpan<int> stridesY)
    {
        if (shape.IsEmpty)
        {
            y[offsetY] += x[offset];
            return;
        }

        for (int i = 0; i < shape[0]; i++)
        {
            Accumulate(x, offset + (i * strides[0]), strides[1..], shape[1..], y, offsetY + (i * stridesY[0]), stridesY[1..]);
        }
    }

    /// <summary>y = f(a, b), y contiguous of the given shape, a and b broadcast by strides of 0.</summary>
    public static void Apply(
        Binary function, ReadOnlySpan<float> a, ReadOnlySpan<int> stridesA, ReadOnlySpan<float> b, ReadOnlySpan<int> stridesB, ReadOnlySpan<int> shape, Span<float> y)
    {
        if (shape.IsEmpty)
        {
            Elementwise.Apply(function, a[..1], b[..1], y[..1]);
            return;
        }

        int part = shape[0] == 0 ? 0 : y.Length / shape[0];
        for (int i = 0; i < shape[0]; i++)
        {
            Apply(function, a[(i * stridesA[0])..], stridesA[1..], b[(i * stridesB[0])..], stridesB[1..], shape[1..], y.Slice(i * part, part));
        }
    }

    /// <summary>y = a where c ≠ 0, else b, all three broadcast by strides of 0.</summary>
    public static void Select(
        ReadOnlySpan<float> c, ReadOnlySpan<int> stridesC, ReadOnlySpan<float> a, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<float> b, ReadOnlySpan<int> stridesB, ReadOnlySpan<int> shape, Span<float> y)
    {
        if (shape.IsEmpty)
        {
            y[0] = c[0] != 0 ? a[0] : b[0];
            return;
        }

        int part = shape[0] == 0 ? 0 : y.Length / shape[0];
        for (int i = 0; i < shape[0]; i++)
        {
            Select(
                c[(i * stridesC[0])..], stridesC[1..], a[(i * stridesA[0])..], stridesA[1..], b[(i * stridesB[0])..], stridesB[1..], shape[1..], y.Slice(i * part, part));
        }
    }

    /// <summary>y = x with its axes in another order: axis i of y is axis permutation[i] of x, whose shape is given.</summary>
    public static void Transpose(ReadOnlySpan<float> x, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation, Span<float> y)
    {
        Span<int> from = stackalloc int[shape.Length], to = stackalloc int[shape.Length], size = stackalloc int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= size[axis], axis--)
        {
            size[axis] = shape[permutation[axis]];
            to[axis] = stride;
            from[axis] = 1;
            for (int i = permutation[axis] + 1; i < shape.Length; i++) from[axis] *= shape[i];
        }

        Copy(x, 0, from, size, y, 0, to);
    }

    /// <summary>y [columns, rows] = xᵀ, x [rows, columns], both with leading dimensions.</summary>
    public static void Transpose(ReadOnlySpan<float> x, int ldx, int rows, int columns, Span<float> y, int ldy)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) y[(j * ldy) + i] = x[(i * ldx) + j];
        }
    }
}
