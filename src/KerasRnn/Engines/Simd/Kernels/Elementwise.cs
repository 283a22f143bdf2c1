using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Functions of elements over contiguous blocks. The destination may be an operand itself. An operand of the length of the destination is
/// read element by element; a shorter one (1, or a divisor of the length) is repeated: a scalar or a row vector.
/// </summary>
[SkipLocalsInit]
internal static unsafe class Elementwise
{
    // Floats of a row vector that is repeated on the stack when it is short.
    private const int Repeated = 256;

    /// <summary>y = f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Unary function, ReadOnlySpan<float> x, Span<float> y)
    {
        if (y.IsEmpty) return;
        Debug.Assert(y.Length % x.Length == 0);
        float* buffer = stackalloc float[16];
        fixed (float* px = x, py = y)
        {
            int row = x.Length > 1 ? x.Length : y.Length;
            Operand from = Operand.Of(px, x.Length, row, buffer);
            for (int i = 0; i < y.Length; i += row) Apply(function, from, py + i, row);
        }
    }

    /// <summary>y = f(a, b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Binary function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) => Two(false, (int)function, a, b, y);

    /// <summary>y = a where c ≠ 0 (NaN is), else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(ReadOnlySpan<float> c, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        if (y.IsEmpty) return;
        Debug.Assert(y.Length % a.Length == 0 && y.Length % b.Length == 0 && y.Length % c.Length == 0);
        float* buffer = stackalloc float[48 + (3 * Repeated)];
        fixed (float* pc = c, pa = a, pb = b, py = y)
        {
            float* w = pc, x = pa, z = pb;
            int n = y.Length, lengthC = Repeat(ref w, c.Length, n, buffer + 48);
            int lengthA = Repeat(ref x, a.Length, n, buffer + 48 + Repeated), lengthB = Repeat(ref z, b.Length, n, buffer + 48 + (2 * Repeated));
            int row = Stretch(n, lengthA, lengthB, lengthC);
            for (int i = 0; i < n; i += row)
            {
                int some = Math.Min(row, n - i);
                Select(At(w, lengthC, i, some, buffer), At(x, lengthA, i, some, buffer + 16), At(z, lengthB, i, some, buffer + 32), py + i, some);
            }
        }
    }

    /// <summary>
    /// dx = g·f'(x): what <paramref name="value"/> is depends on f, as the table of derivatives says: the result y for Sqrt, Exp, Expm1, Tanh,
    /// Sigmoid, Relu; the operand x for Abs, Square, Log, Softplus, Erfc.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward(Unary function, ReadOnlySpan<float> g, ReadOnlySpan<float> value, Span<float> dx) => Two(true, (int)function, g, value, dx);

    /// <summary>dx = g·φ'(x) from the value φ(x), for the activations of epilogues.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(RecurrentActivation activation, ReadOnlySpan<float> g, ReadOnlySpan<float> value, Span<float> dx)
    {
        Debug.Assert(g.Length == dx.Length && value.Length == dx.Length);
        fixed (float* pg = g, pv = value, py = dx)
        {
            switch (VectorWidth.Bits)
            {
                case 512: Activations.Backward<Vec512>(activation, pg, 0, pv, 0, py, 0, 1, dx.Length); break;
                case 256: Activations.Backward<Vec256>(activation, pg, 0, pv, 0, py, 0, 1, dx.Length); break;
                default: Activations.Backward<Vec128>(activation, pg, 0, pv, 0, py, 0, 1, dx.Length); break;
            }
        }
    }

    /// <summary>y = φ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate(RecurrentActivation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        Debug.Assert(x.Length == y.Length);
        if (!x.Overlaps(y)) x.CopyTo(y);
        fixed (float* py = y)
        {
            switch (VectorWidth.Bits)
            {
                case 512: Activations.Rows<Vec512>(activation, py, 0, 1, y.Length); break;
                case 256: Activations.Rows<Vec256>(activation, py, 0, 1, y.Length); break;
                default: Activations.Rows<Vec128>(activation, py, 0, 1, y.Length); break;
            }
        }
    }

    /// <summary>y += scale·x, product and sum rounded apart; x may be one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ReadOnlySpan<float> x, float scale, Span<float> y)
    {
        if (y.IsEmpty) return;
        Debug.Assert(x.Length == y.Length || x.Length == 1);
        float* buffer = stackalloc float[32];
        fixed (float* px = x, py = y)
        {
            Operand from = Operand.Of(px, x.Length, y.Length, buffer);
            new Span<float>(buffer + 16, 16).Fill(scale);
            Operand factor = new(buffer + 16, true);
            switch (VectorWidth.Bits)
            {
                case 512: ElementPass<Vec512>.Accumulate(from, factor, py, y.Length); break;
                case 256: ElementPass<Vec256>.Accumulate(from, factor, py, y.Length); break;
                default: ElementPass<Vec128>.Accumulate(from, factor, py, y.Length); break;
            }
        }
    }

    // The longest stretches in which no operand starts anew, one after the other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(bool isBackward, int function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        if (y.IsEmpty) return;
        Debug.Assert(y.Length % a.Length == 0 && y.Length % b.Length == 0);
        float* buffer = stackalloc float[32 + (2 * Repeated)];
        fixed (float* pa = a, pb = b, py = y)
        {
            float* x = pa, z = pb;
            int n = y.Length, lengthA = Repeat(ref x, a.Length, n, buffer + 32), lengthB = Repeat(ref z, b.Length, n, buffer + 32 + Repeated);
            int stretch = Stretch(n, lengthA, lengthB);
            for (int i = 0; i < n; i += stretch)
            {
                int some = Math.Min(stretch, n - i);
                Operand first = At(x, lengthA, i, some, buffer), second = At(z, lengthB, i, some, buffer + 16);
                if (isBackward) Backward((Unary)function, first, second, py + i, some);
                else Apply((Binary)function, first, second, py + i, some);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward(Unary function, Operand g, Operand value, float* dx, int n)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ElementPass<Vec512>.Backward(function, g, value, dx, n); break;
            case 256: ElementPass<Vec256>.Backward(function, g, value, dx, n); break;
            default: ElementPass<Vec128>.Backward(function, g, value, dx, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply(Unary function, Operand x, float* y, int n)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ElementPass<Vec512>.Apply(function, x, y, n); break;
            case 256: ElementPass<Vec256>.Apply(function, x, y, n); break;
            default: ElementPass<Vec128>.Apply(function, x, y, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply(Binary function, Operand a, Operand b, float* y, int n)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ElementPass<Vec512>.Apply(function, a, b, y, n); break;
            case 256: ElementPass<Vec256>.Apply(function, a, b, y, n); break;
            default: ElementPass<Vec128>.Apply(function, a, b, y, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Select(Operand c, Operand a, Operand b, float* y, int n)
    {
        switch (VectorWidth.Bits)
        {
            case 512: ElementPass<Vec512>.Select(c, a, b, y, n); break;
            case 256: ElementPass<Vec256>.Select(c, a, b, y, n); break;
            default: ElementPass<Vec128>.Select(c, a, b, y, n); break;
        }
    }

    // A short row vector becomes a longer one: several of it side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Repeat(ref float* x, int length, int n, float* buffer)
    {
        if (length == 1 || length == n || length > Repeated / 2) return length;
        int longer = Math.Min(n, Repeated / length * length);
        for (int i = 0; i < longer; i++) buffer[i] = i < length ? x[i] : buffer[i - length];
        x = buffer;
        return longer;
    }

    // The longest stretch in which no operand starts anew: their greatest common divisor.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Stretch(int n, int lengthA, int lengthB, int lengthC = 1)
    {
        int stretch = Common(Common(Turn(lengthA), Turn(lengthB)), Turn(lengthC));
        return stretch == 0 ? n : stretch;

        int Turn(int length) => length == 1 || length == n ? 0 : length;

        static int Common(int a, int b)
        {
            while (b != 0) (a, b) = (b, a % b);
            return a;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Operand At(float* x, int length, int i, int n, float* buffer) =>
        length == 1 ? Operand.Of(x, 1, n + 1, buffer) : new Operand(x + (i % length), false);
}
