using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>e^(x - max) over its sum along rows of n, and its gradient; the same operations in the same order as their composition.</summary>
internal static unsafe class Softmax
{
    /// <summary>y [rows, n]; may be x itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ReadOnlySpan<float> x, int rows, int n, Span<float> y)
    {
        Debug.Assert(x.Length >= rows * n && y.Length >= rows * n);
        float* buffer = stackalloc float[16];
        fixed (float* px = x, py = y)
        {
            for (int r = 0; r < rows; r++)
            {
                float* from = px + ((nint)r * n);
                float* to = py + ((nint)r * n);
                float max = Reduce.Max(from, n);
                Elementwise.Apply(Binary.Subtract, new Operand(from, false), Operand.Of(&max, 1, 0, buffer), to, n);
                Elementwise.Apply(Unary.Exp, new Operand(to, false), to, n);
                float sum = Reduce.Sum<Functions.First>(to, to, n);
                Elementwise.Apply(Binary.Divide, new Operand(to, false), Operand.Of(&sum, 1, 0, buffer), to, n);
            }
        }
    }

    /// <summary>dx = y·(g - Σ g·y) [rows, n]; may be g itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ReadOnlySpan<float> g, ReadOnlySpan<float> y, int rows, int n, Span<float> dx)
    {
        Debug.Assert(g.Length >= rows * n && y.Length >= rows * n && dx.Length >= rows * n);
        float* buffer = stackalloc float[16];
        fixed (float* pg = g, py = y, pdx = dx)
        {
            for (int r = 0; r < rows; r++)
            {
                float* from = pg + ((nint)r * n), value = py + ((nint)r * n), to = pdx + ((nint)r * n);
                float sum = Reduce.Sum<Functions.Multiply>(from, value, n);
                Elementwise.Apply(Binary.Subtract, new Operand(from, false), Operand.Of(&sum, 1, 0, buffer), to, n);
                Elementwise.Apply(Binary.Multiply, new Operand(value, false), new Operand(to, false), to, n);
            }
        }
    }
}
