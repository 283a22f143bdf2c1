using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>tanh.</summary>
internal static class Hyperbolic
{
    /// <summary>
    /// |tanh x| = -m/(2 + m) with m = e^(-2|x|) - 1, which is exact to the last digits for small x too: m = 2^n·(e^r - 1) + (2^n - 1).
    /// A rational approximation would need fewer operations, but its sums lose 2 bits where tanh is near 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, IVec<V>
    {
        V sign = V.Bits(int.MinValue);
        V b = x | sign;

        // Below -20 nothing is left of 2^n.
        b = V.Max(V.Create(-20), b + b);
        V n = Exponential.Whole(b * V.Create(1.44269504f));
        V r = Exponential.Remainder(b, n);
        V p = V.MultiplyAdd(r, V.Create(0.0013882291724411f), V.Create(0.0083665207118182f));
        p = V.MultiplyAdd(p, r, V.Create(0.041667204449278f));
        p = V.MultiplyAdd(p, r, V.Create(0.16666543644071f));
        p = V.MultiplyAdd(p, r, V.Create(0.49999998133536f));
        p = V.MultiplyAdd(p, r * r, r);
        V scale = Exponential.PowerOfTwo(n);
        V m = V.MultiplyAdd(p, scale, scale - V.Create(1));
        return V.Select(sign, x, m / (m + V.Create(2)));
    }
}
