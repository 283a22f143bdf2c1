using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// e^x and what is made of it. x = n·ln 2 + r with |r| at most (ln 2)/2 and ln 2 in two parts, so that n·(first part) is exact; e^r - 1 is a
/// minimax polynomial; 2^n is applied in two steps, so that results below the normal numbers are rounded once.
/// </summary>
internal static class Exponential
{
    // Adding it rounds to a whole number, which then stands in the lowest bits.
    private const float Rounder = 12582912;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, IVec<V>
    {
        x = V.Max(V.Create(-105), V.Min(V.Create(90), x));
        V n = Whole(x * V.Create(1.44269504f));
        V r = Remainder(x, n);
        return Scale(Near(r) + V.Create(1), n);
    }

    /// <summary>e^x - 1 without cancellation: 2^n·((e^r - 1) + (1 - 2^-n)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, IVec<V>
    {
        V limited = V.Max(V.Create(-18), V.Min(V.Create(90), x));
        V n = Whole(limited * V.Create(1.44269504f));
        V one = V.Create(1);
        V small = Near(Remainder(limited, n));
        V scaled = Scale(small + (one - PowerOfTwo(V.Max(V.Create(-126), V.Zero - n))), n);

        // -0 and the numbers whose square vanishes stay as they are.
        return V.Select(V.Equal(n, V.Zero), V.Select(V.Equal(x, V.Zero), x, small), scaled);
    }

    /// <summary>1/(1 + e^-x), for negative x as e^x/(1 + e^x), so that the tail keeps all its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, IVec<V>
    {
        V e = Exp(x | V.Bits(int.MinValue));
        V one = V.Create(1);
        return V.Select(V.Less(x, V.Zero), e, one) / (one + e);
    }

    /// <summary>1 - e^-r for |r| up to (ln 2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Complement<V>(V r)
        where V : struct, IVec<V> => V.Zero - Near(V.Zero - r);

    /// <summary>e^r - 1 for |r| up to (ln 2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V r)
        where V : struct, IVec<V>
    {
        V p = V.MultiplyAdd(r, V.Create(0.00019845538949503f), V.Create(0.0013940627910075f));
        p = V.MultiplyAdd(p, r, V.Create(0.0083333901028366f));
        p = V.MultiplyAdd(p, r, V.Create(0.041666360961926f));
        p = V.MultiplyAdd(p, r, V.Create(0.16666666366587f));
        p = V.MultiplyAdd(p, r, V.Create(0.5000000044107f));
        return V.MultiplyAdd(p, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Whole<V>(V x)
        where V : struct, IVec<V> => (x + V.Create(Rounder)) - V.Create(Rounder);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Remainder<V>(V x, V n)
        where V : struct, IVec<V> =>
        V.MultiplySubtractFrom(n, V.Create(-2.12194440054690583e-4f), V.MultiplySubtractFrom(n, V.Create(0.693359375f), x));

    /// <summary>x·2^n for whole n from -252 to 254.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale<V>(V x, V n)
        where V : struct, IVec<V>
    {
        V half = Whole(n * V.Create(0.5f));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>2^n for whole n from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V n)
        where V : struct, IVec<V> => V.ToExponent(n + V.Create(Rounder + 127));
}
