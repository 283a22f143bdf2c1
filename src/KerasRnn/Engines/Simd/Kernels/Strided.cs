using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Walks over tensors that do not lie contiguously: slices, pads, concatenations, permutations, general broadcasts. A view is a span, an offset and
/// one stride per axis (in floats; 0 repeats, negative runs backwards).
/// </summary>
[SkipLocalsInit]
internal static unsafe class Strided
{
    // Floats of a row that are gathered on the stack.
    private const int Gathered = 256;

    /// <summary>y = x over a common shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(
        ReadOnlySpan<float> x, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape, Span<float> y, int offsetY, ReadOnlySpan<int> stridesY) =>
        Walk(x, offset, strides, shape, accumulate: false, y, offsetY, stridesY);

    /// <summary>y += x over a common shape (strides of y must not be 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(
        ReadOnlySpan<float> x, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape, Span<float> y, int offsetY, ReadOnlySpan<int> stridesY) =>
        Walk(x, offset, strides, shape, accumulate: true, y, offsetY, stridesY);

    /// <summary>y = f(a, b), y contiguous of the given shape, a and b broadcast by strides of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(
        Binary function, ReadOnlySpan<float> a, ReadOnlySpan<int> stridesA, ReadOnlySpan<float> b, ReadOnlySpan<int> stridesB, ReadOnlySpan<int> shape, Span<float> y)
    {
        AssertInside(a.Length, 0, stridesA, shape);
        AssertInside(b.Length, 0, stridesB, shape);
        int rank = shape.Length;
        Span<int> axes = stackalloc int[3 * rank], size = axes[..rank], first = axes.Slice(rank, rank), second = axes[(2 * rank)..];
        shape.CopyTo(size);
        stridesA[..rank].CopyTo(first);
        stridesB[..rank].CopyTo(second);
        rank = Merge(size, first, second, default);
        float* buffer = stackalloc float[2 * Gathered];
        fixed (float* pa = a, pb = b, py = y)
        {
            float* to = py;
            if (rank >= 0) ApplyAxes(function, pa, first[..rank], pb, second[..rank], size[..rank], buffer, ref to);
        }
    }

    /// <summary>y = a where c ≠ 0, else b, all three broadcast by strides of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(
        ReadOnlySpan<float> c, ReadOnlySpan<int> stridesC, ReadOnlySpan<float> a, ReadOnlySpan<int> stridesA,
        ReadOnlySpan<float> b, ReadOnlySpan<int> stridesB, ReadOnlySpan<int> shape, Span<float> y)
    {
        AssertInside(c.Length, 0, stridesC, shape);
        AssertInside(a.Length, 0, stridesA, shape);
        AssertInside(b.Length, 0, stridesB, shape);
        int rank = shape.Length;
        Span<int> axes = stackalloc int[4 * rank], size = axes[..rank], first = axes.Slice(rank, rank), second = axes.Slice(2 * rank, rank), third = axes[(3 * rank)..];
        shape.CopyTo(size);
        stridesC[..rank].CopyTo(first);
        stridesA[..rank].CopyTo(second);
        stridesB[..rank].CopyTo(third);
        rank = Merge(size, first, second, third);
        float* buffer = stackalloc float[3 * Gathered];
        fixed (float* pc = c, pa = a, pb = b, py = y)
        {
            float* to = py;
            if (rank >= 0) SelectAxes(pc, first[..rank], pa, second[..rank], pb, third[..rank], size[..rank], buffer, ref to);
        }
    }

    /// <summary>y = x with its axes in another order: axis i of y is axis permutation[i] of x, whose shape is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ReadOnlySpan<float> x, int ldx, int rows, int columns, Span<float> y, int ldy)
    {
        if (rows == 0 || columns == 0) return;
        Debug.Assert(x.Length >= ((rows - 1) * ldx) + columns && y.Length >= ((columns - 1) * ldy) + rows);
        fixed (float* px = x, py = y) Transposing.Matrix(px, ldx, rows, columns, py, ldy);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk(
        ReadOnlySpan<float> x, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape, bool accumulate, Span<float> y, int offsetY, ReadOnlySpan<int> stridesY)
    {
        AssertInside(x.Length, offset, strides, shape);
        AssertInside(y.Length, offsetY, stridesY, shape);
        int rank = shape.Length;
        Span<int> axes = stackalloc int[3 * rank], size = axes[..rank], from = axes.Slice(rank, rank), to = axes[(2 * rank)..];
        shape.CopyTo(size);
        strides[..rank].CopyTo(from);
        stridesY[..rank].CopyTo(to);
        rank = Merge(size, from, to, default);
        if (rank < 0) return;
        fixed (float* px = x, py = y)
        {
            if (accumulate) AccumulateAxes(px + offset, from[..rank], size[..rank], py + offsetY, to[..rank]);
            else CopyAxes(px + offset, from[..rank], size[..rank], py + offsetY, to[..rank]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyAxes(float* x, ReadOnlySpan<int> from, ReadOnlySpan<int> size, float* y, ReadOnlySpan<int> to)
    {
        int rank = size.Length;
        if (rank == 2 && from[0] == 1 && to[1] == 1 && from[1] > 0)
        {
            Transposing.Matrix(x, from[1], size[1], size[0], y, to[0]);
            return;
        }

        if (rank == 0) *y = *x;
        else if (rank > 1)
        {
            for (int i = 0; i < size[0]; i++, x += from[0], y += to[0]) CopyAxes(x, from[1..], size[1..], y, to[1..]);
        }
        else if (from[0] == 1 && to[0] == 1) new ReadOnlySpan<float>(x, size[0]).CopyTo(new Span<float>(y, size[0]));
        else if (from[0] == 0 && to[0] == 1) new Span<float>(y, size[0]).Fill(*x);
        else
        {
            nint stepX = from[0], stepY = to[0];
            for (int i = size[0]; i > 0; i--, x += stepX, y += stepY) *y = *x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateAxes(float* x, ReadOnlySpan<int> from, ReadOnlySpan<int> size, float* y, ReadOnlySpan<int> to)
    {
        if (size.Length == 0) *y += *x;
        else if (size.Length > 1)
        {
            for (int i = 0; i < size[0]; i++, x += from[0], y += to[0]) AccumulateAxes(x, from[1..], size[1..], y, to[1..]);
        }
        else if (from[0] == 1 && to[0] == 1) Elementwise.Apply(Binary.Add, new Operand(y, false), new Operand(x, false), y, size[0]);
        else
        {
            nint stepX = from[0], stepY = to[0];
            for (int i = size[0]; i > 0; i--, x += stepX, y += stepY) *y += *x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyAxes(
        Binary function, float* a, ReadOnlySpan<int> stridesA, float* b, ReadOnlySpan<int> stridesB, ReadOnlySpan<int> size, float* buffer, ref float* y)
    {
        if (size.Length > 1)
        {
            for (int i = 0; i < size[0]; i++, a += stridesA[0], b += stridesB[0])
            {
                ApplyAxes(function, a, stridesA[1..], b, stridesB[1..], size[1..], buffer, ref y);
            }

            return;
        }

        int n = size.IsEmpty ? 1 : size[0];
        nint stepA = size.IsEmpty ? 0 : stridesA[0], stepB = size.IsEmpty ? 0 : stridesB[0];
        for (int i = 0; i < n; i += Gathered)
        {
            int some = Math.Min(Gathered, n - i);
            Elementwise.Apply(function, Gather(a + (i * stepA), stepA, some, buffer), Gather(b + (i * stepB), stepB, some, buffer + Gathered), y, some);
            y += some;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SelectAxes(
        float* c, ReadOnlySpan<int> stridesC, float* a, ReadOnlySpan<int> stridesA, float* b, ReadOnlySpan<int> stridesB,
        ReadOnlySpan<int> size, float* buffer, ref float* y)
    {
        if (size.Length > 1)
        {
            for (int i = 0; i < size[0]; i++, c += stridesC[0], a += stridesA[0], b += stridesB[0])
            {
                SelectAxes(c, stridesC[1..], a, stridesA[1..], b, stridesB[1..], size[1..], buffer, ref y);
            }

            return;
        }

        int n = size.IsEmpty ? 1 : size[0];
        nint stepC = size.IsEmpty ? 0 : stridesC[0], stepA = size.IsEmpty ? 0 : stridesA[0], stepB = size.IsEmpty ? 0 : stridesB[0];
        for (int i = 0; i < n; i += Gathered)
        {
            int some = Math.Min(Gathered, n - i);
            Operand condition = Gather(c + (i * stepC), stepC, some, buffer), first = Gather(a + (i * stepA), stepA, some, buffer + Gathered);
            Elementwise.Select(condition, first, Gather(b + (i * stepB), stepB, some, buffer + (2 * Gathered)), y, some);
            y += some;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Operand Gather(float* x, nint step, int n, float* buffer)
    {
        if (step == 1) return new Operand(x, false);
        if (step == 0) return Operand.Of(x, 1, 0, buffer);
        for (int i = 0; i < n; i++, x += step) buffer[i] = *x;
        return new Operand(buffer, false);
    }

    // Drops axes of 1 and joins neighbours that all operands walk through evenly. Returns the new rank, -1 if there is nothing to do.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Merge(Span<int> size, Span<int> a, Span<int> b, Span<int> c)
    {
        int rank = 0;
        for (int axis = 0; axis < size.Length; axis++)
        {
            if (size[axis] == 0) return -1;
            if (size[axis] == 1) continue;
            bool joins = rank > 0 && Even(a, size, rank, axis) && Even(b, size, rank, axis) && Even(c, size, rank, axis);
            int target = joins ? rank - 1 : rank++;
            size[target] = joins ? size[target] * size[axis] : size[axis];
            Move(a, target, axis);
            Move(b, target, axis);
            Move(c, target, axis);
        }

        return rank;

        static bool Even(Span<int> strides, Span<int> size, int rank, int axis) => strides.IsEmpty || strides[rank - 1] == strides[axis] * size[axis];

        static void Move(Span<int> strides, int to, int from)
        {
            if (!strides.IsEmpty) strides[to] = strides[from];
        }
    }

    [Conditional("DEBUG")]
    private static void AssertInside(int length, int offset, ReadOnlySpan<int> strides, ReadOnlySpan<int> shape)
    {
        long low = offset, high = offset;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0) return;
            long reach = (long)strides[axis] * (shape[axis] - 1);
            low += Math.Min(reach, 0);
            high += Math.Max(reach, 0);
        }

        Debug.Assert(low >= 0 && high < length);
    }
}
