using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Functions of three elements.</summary>
internal static partial class Functions
{
    /// <summary>a where c ≠ 0, also NaN, else b.</summary>
    internal readonly struct Select : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V c, V a, V b)
            where V : struct, IVec<V> => V.Select(V.Equal(c, V.Zero), b, a);
    }

    /// <summary>c + a·b, rounded apart.</summary>
    internal readonly struct Accumulate : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b, V c)
            where V : struct, IVec<V> => c + (a * b);
    }
}
