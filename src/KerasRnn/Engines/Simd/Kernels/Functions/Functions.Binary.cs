using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Functions of two elements; those named Backward take the incoming gradient and the operand or result their derivative is made of.</summary>
internal static partial class Functions
{
    /// <summary>a + b.</summary>
    internal readonly struct Add : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => a + b;
    }

    /// <summary>a - b.</summary>
    internal readonly struct Subtract : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => a - b;
    }

    /// <summary>a·b.</summary>
    internal readonly struct Multiply : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => a * b;
    }

    /// <summary>a/b.</summary>
    internal readonly struct Divide : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => a / b;
    }

    /// <summary>The larger, a if equal; NaN stays.</summary>
    internal readonly struct Maximum : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => V.Select(V.Equal(b, b), V.Max(b, a), b);
    }

    /// <summary>The smaller, a if equal; NaN stays.</summary>
    internal readonly struct Minimum : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => V.Select(V.Equal(b, b), V.Min(b, a), b);
    }

    /// <summary>1 where equal, else 0.</summary>
    internal readonly struct Equal : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => V.Equal(a, b) & V.Create(1);
    }

    /// <summary>1 where a is less, else 0.</summary>
    internal readonly struct Less : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => V.Less(a, b) & V.Create(1);
    }

    /// <summary>a.</summary>
    internal readonly struct First : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => a;
    }

    /// <summary>(a - b)².</summary>
    internal readonly struct SquaredDifference : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b)
            where V : struct, IVec<V> => Square.Of(a - b);
    }

    /// <summary>g·sign x, from x.</summary>
    internal readonly struct AbsBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * Sign.Of(v);
    }

    /// <summary>g·2x, from x.</summary>
    internal readonly struct SquareBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * (v + v);
    }

    /// <summary>g/(2y), from y.</summary>
    internal readonly struct SqrtBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g / (v + v);
    }

    /// <summary>g·y.</summary>
    internal readonly struct ExpBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * v;
    }

    /// <summary>g·(y + 1).</summary>
    internal readonly struct Expm1Backward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * (v + V.Create(1));
    }

    /// <summary>g/x.</summary>
    internal readonly struct LogBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g / v;
    }

    /// <summary>g·(1 - y²).</summary>
    internal readonly struct TanhBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * (V.Create(1) - (v * v));
    }

    /// <summary>g·y(1 - y).</summary>
    internal readonly struct SigmoidBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * (v * (V.Create(1) - v));
    }

    /// <summary>g·sigmoid x.</summary>
    internal readonly struct SoftplusBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * Exponential.Sigmoid(v);
    }

    /// <summary>-g·(2/√π)·e^(-x²).</summary>
    internal readonly struct ErfcBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => g * (V.Create(-1.1283791670955126f) * ErrorFunction.NegativeSquare(v));
    }

    /// <summary>g where y &gt; 0, else 0.</summary>
    internal readonly struct ReluBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => V.Less(V.Zero, v) & g;
    }

    /// <summary>g/6 where 0 &lt; y &lt; 1, else 0.</summary>
    internal readonly struct HardSigmoidBackward : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V g, V v)
            where V : struct, IVec<V> => V.Less(V.Zero, v) & V.Less(v, V.Create(1)) & (g / V.Create(6));
    }
}
