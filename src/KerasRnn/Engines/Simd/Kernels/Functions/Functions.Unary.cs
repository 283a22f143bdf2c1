using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Functions of one element.</summary>
internal static partial class Functions
{
    /// <summary>|x|.</summary>
    internal readonly struct Abs : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => x & V.Bits(int.MaxValue);
    }

    /// <summary>-1, 0 or 1; NaN stays.</summary>
    internal readonly struct Sign : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => V.Select(V.Less(V.Zero, x), V.Create(1), V.Select(V.Less(x, V.Zero), V.Create(-1), x));
    }

    /// <summary>x².</summary>
    internal readonly struct Square : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => x * x;
    }

    /// <summary>√x.</summary>
    internal readonly struct Sqrt : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => V.Sqrt(x);
    }

    /// <summary>e^x.</summary>
    internal readonly struct Exp : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Exponential.Exp(x);
    }

    /// <summary>e^x - 1.</summary>
    internal readonly struct Expm1 : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Exponential.Expm1(x);
    }

    /// <summary>ln x.</summary>
    internal readonly struct Log : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Logarithm.Log(x);
    }

    /// <summary>tanh x.</summary>
    internal readonly struct Tanh : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Hyperbolic.Tanh(x);
    }

    /// <summary>1/(1 + e^-x).</summary>
    internal readonly struct Sigmoid : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Exponential.Sigmoid(x);
    }

    /// <summary>ln(1 + e^x).</summary>
    internal readonly struct Softplus : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => Logarithm.Softplus(x);
    }

    /// <summary>erfc x.</summary>
    internal readonly struct Erfc : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => ErrorFunction.Erfc(x);
    }

    /// <summary>max(0, x); NaN stays.</summary>
    internal readonly struct Relu : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => V.Select(V.LessOrEqual(x, V.Zero), V.Zero, x);
    }

    /// <summary>min(6, max(0, x + 3))/6.</summary>
    internal readonly struct HardSigmoid : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => V.Min(V.Create(6), Relu.Of(x + V.Create(3))) / V.Create(6);
    }

    /// <summary>x.</summary>
    internal readonly struct Copy : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, IVec<V> => x;
    }
}
