using System.Diagnostics;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Functions of elements over contiguous blocks. The destination may be an operand itself. An operand of the length of the destination is
/// read element by element; a shorter one (1, or a divisor of the length) is repeated: a scalar or a row vector.
/// </summary>
internal static class Elementwise
{
    /// <summary>y = f(x).</summary>
    public static void Apply(Unary function, ReadOnlySpan<float> x, Span<float> y)
    {
        Debug.Assert(y.Length % Math.Max(x.Length, 1) == 0);
        for (int i = 0; i < y.Length; i++) y[i] = Of(function, x[i % x.Length]);
    }

    /// <summary>y = f(a, b).</summary>
    public static void Apply(Binary function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = Of(function, a[i % a.Length], b[i % b.Length]);
    }

    /// <summary>y = a where c ≠ 0 (NaN is), else b.</summary>
    public static void Select(ReadOnlySpan<float> c, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = c[i % c.Length] != 0 ? a[i % a.Length] : b[i % b.Length];
    }

    /// <summary>
    /// dx = g·f'(x): what <paramref name="value"/> is depends on f, as the table of derivatives says: the result y for Sqrt, Exp, Expm1, Tanh,
    /// Sigmoid, Relu; the operand x for Abs, Square, Log, Softplus, Erfc.
    /// </summary>
    public static void Backward(Unary function, ReadOnlySpan<float> g, ReadOnlySpan<float> value, Span<float> dx)
    {
        for (int i = 0; i < dx.Length; i++)
        {
            float d = g[i % g.Length], v = value[i];
            dx[i] = function switch
            {
                Unary.Abs => d * Of(Unary.Sign, v),
                Unary.Square => d * (v + v),
                Unary.Sqrt => d / (v + v),
                Unary.Exp => d * v,
                Unary.Expm1 => d * (v + 1),
                Unary.Log => d / v,
                Unary.Tanh => d * (1 - (v * v)),
                Unary.Sigmoid => d * (v * (1 - v)),
                Unary.Softplus => d * Of(Unary.Sigmoid, v),
                Unary.Erfc => d * (-1.1283792f * MathF.Exp(-(v * v))),
                Unary.Relu => v > 0 ? d : 0,
                _ => 0,
            };
        }
    }

    /// <summary>y = g·φ'(x) from the value φ(x), for the activations of epilogues.</summary>
    public static void Backward(RecurrentActivation activation, ReadOnlySpan<float> g, ReadOnlySpan<float> value, Span<float> dx)
    {
        for (int i = 0; i < dx.Length; i++) dx[i] = g[i % g.Length] * Scalar.Derivative(activation, value[i]);
    }

    /// <summary>y = φ(x).</summary>
    public static void Activate(RecurrentActivation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = Scalar.Activate(activation, x[i % x.Length]);
    }

    /// <summary>y += scale·x, product and sum rounded apart.</summary>
    public static void Accumulate(ReadOnlySpan<float> x, float scale, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] += x[i % x.Length] * scale;
    }

    private static float Of(Unary function, float x) => function switch
    {
        Unary.Abs => MathF.Abs(x),
        Unary.Sign => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x,
        Unary.Square => x * x,
        Unary.Sqrt => MathF.Sqrt(x),
        Unary.Exp => MathF.Exp(x),
        Unary.Expm1 => (float)(Math.Abs(x) < 0.1 ? x * (1.0 + (x / 2.0 * (1.0 + (x / 3.0 * (1.0 + (x / 4.0 * (1.0 + (x / 5.0 * (1.0 + (x / 6.0)))))))))) : Math.Exp(x) - 1),
        Unary.Log => MathF.Log(x),
        Unary.Tanh => MathF.Tanh(x),
        Unary.Sigmoid => (float)(1 / (1 + Math.Exp(-x))),
        Unary.Softplus => (float)(Math.Max(x, 0.0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
        Unary.Erfc => (float)Scalar.Erfc(x),
        Unary.Relu => x <= 0 ? 0 : x,
        _ => x,
    };

    private static float Of(Binary function, float a, float b) => function switch
    {
        Binary.Add => a + b,
        Binary.Subtract => a - b,
        Binary.Multiply => a * b,
        Binary.Divide => a / b,
        Binary.Maximum => a < b || float.IsNaN(b) ? b : a,
        Binary.Minimum => b < a || float.IsNaN(b) ? b : a,
        Binary.Pow => (float)Math.Pow(a, b),
        Binary.Equal => a == b ? 1 : 0,
        _ => a < b ? 1 : 0,
    };
}
