using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// The loops of functions of elements. Every operand has a step: the width of the vector, or 0 for one vector that repeats (a scalar in every
/// lane), so that one loop serves all.
/// </summary>
internal static unsafe class ElementPass<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Unary function, Operand x, float* y, int n)
    {
        switch (function)
        {
            case Unary.Abs: Map<Functions.Abs>(x, y, n); break;
            case Unary.Sign: Map<Functions.Sign>(x, y, n); break;
            case Unary.Square: Map<Functions.Square>(x, y, n); break;
            case Unary.Sqrt: Map<Functions.Sqrt>(x, y, n); break;
            case Unary.Exp: Map<Functions.Exp>(x, y, n); break;
            case Unary.Expm1: Map<Functions.Expm1>(x, y, n); break;
            case Unary.Log: Map<Functions.Log>(x, y, n); break;
            case Unary.Tanh: Map<Functions.Tanh>(x, y, n); break;
            case Unary.Sigmoid: Map<Functions.Sigmoid>(x, y, n); break;
            case Unary.Softplus: Map<Functions.Softplus>(x, y, n); break;
            case Unary.Erfc: Map<Functions.Erfc>(x, y, n); break;
            case Unary.Relu: Map<Functions.Relu>(x, y, n); break;
            default: Map<Functions.Copy>(x, y, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Binary function, Operand a, Operand b, float* y, int n)
    {
        switch (function)
        {
            case Binary.Add: Map<Functions.Add>(a, b, y, n); break;
            case Binary.Subtract: Map<Functions.Subtract>(a, b, y, n); break;
            case Binary.Multiply: Map<Functions.Multiply>(a, b, y, n); break;
            case Binary.Divide: Map<Functions.Divide>(a, b, y, n); break;
            case Binary.Maximum: Map<Functions.Maximum>(a, b, y, n); break;
            case Binary.Minimum: Map<Functions.Minimum>(a, b, y, n); break;
            case Binary.Equal: Map<Functions.Equal>(a, b, y, n); break;
            case Binary.Less: Map<Functions.Less>(a, b, y, n); break;
            case Binary.Pow: Power(a, b, y, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(Unary function, Operand g, Operand value, float* dx, int n)
    {
        switch (function)
        {
            case Unary.Abs: Map<Functions.AbsBackward>(g, value, dx, n); break;
            case Unary.Square: Map<Functions.SquareBackward>(g, value, dx, n); break;
            case Unary.Sqrt: Map<Functions.SqrtBackward>(g, value, dx, n); break;
            case Unary.Exp: Map<Functions.ExpBackward>(g, value, dx, n); break;
            case Unary.Expm1: Map<Functions.Expm1Backward>(g, value, dx, n); break;
            case Unary.Log: Map<Functions.LogBackward>(g, value, dx, n); break;
            case Unary.Tanh: Map<Functions.TanhBackward>(g, value, dx, n); break;
            case Unary.Sigmoid: Map<Functions.SigmoidBackward>(g, value, dx, n); break;
            case Unary.Softplus: Map<Functions.SoftplusBackward>(g, value, dx, n); break;
            case Unary.Erfc: Map<Functions.ErfcBackward>(g, value, dx, n); break;
            case Unary.Relu: Map<Functions.ReluBackward>(g, value, dx, n); break;
            default: new Span<float>(dx, n).Clear(); break;
        }
    }

    public static void Select(Operand c, Operand a, Operand b, float* y, int n) => Map<Functions.Select>(c, a, b, y, n);

    public static void Accumulate(Operand x, Operand scale, float* y, int n) => Map<Functions.Accumulate>(x, scale, new Operand(y, false), y, n);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TFunction>(Operand x, float* y, int n)
        where TFunction : struct, IUnaryFunction
    {
        float* px = x.Data;
        nint step = x.Repeats ? 0 : V.Count;
        for (; n >= V.Count; n -= V.Count, px += step, y += V.Count) V.Store(TFunction.Of(V.Load(px)), y);
        if (n > 0) V.Store(TFunction.Of(V.Load(px, n)), y, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TFunction>(Operand a, Operand b, float* y, int n)
        where TFunction : struct, IBinaryFunction
    {
        float* pa = a.Data, pb = b.Data;
        nint stepA = a.Repeats ? 0 : V.Count, stepB = b.Repeats ? 0 : V.Count;
        for (; n >= V.Count; n -= V.Count, pa += stepA, pb += stepB, y += V.Count) V.Store(TFunction.Of(V.Load(pa), V.Load(pb)), y);
        if (n > 0) V.Store(TFunction.Of(V.Load(pa, n), V.Load(pb, n)), y, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TFunction>(Operand a, Operand b, Operand c, float* y, int n)
        where TFunction : struct, ITernaryFunction
    {
        float* pa = a.Data, pb = b.Data, pc = c.Data;
        nint stepA = a.Repeats ? 0 : V.Count, stepB = b.Repeats ? 0 : V.Count, stepC = c.Repeats ? 0 : V.Count;
        for (; n >= V.Count; n -= V.Count, pa += stepA, pb += stepB, pc += stepC, y += V.Count)
        {
            V.Store(TFunction.Of(V.Load(pa), V.Load(pb), V.Load(pc)), y);
        }

        if (n > 0) V.Store(TFunction.Of(V.Load(pa, n), V.Load(pb, n), V.Load(pc, n)), y, n);
    }

    // Rare and of few elements (Adam's β^t): through double, which rounds to the nearest float but in a few of a billion cases.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Power(Operand a, Operand b, float* y, int n)
    {
        for (int i = 0; i < n; i++) y[i] = (float)Math.Pow(a.Data[a.Repeats ? 0 : i], b.Data[b.Repeats ? 0 : i]);
    }
}
