using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>ln x and ln(1 + e^x). x = 2^e·(1 + f) with 1 + f between √½ and √2; ln(1 + f) = f - f²/2 + f³·P(f), P minimax.</summary>
internal static class Logarithm
{
    /// <summary>ln x; -∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, IVec<V>
    {
        V tiny = V.Less(x, V.Create(1.17549435e-38f));
        V normal = V.Select(tiny, x * V.Create(8388608), x);
        V e = V.FromExponent(V.SubtractBits(normal, V.Bits(0x3F3504F3)));
        V f = V.SubtractBits(normal, V.ToExponent(e + V.Create(12582912))) - V.Create(1);
        e = e - (tiny & V.Create(23));
        V y = Near(f, e);
        y = V.Select(V.Less(x, V.Create(float.PositiveInfinity)), y, x);
        y = V.Select(V.LessOrEqual(V.Zero, x), y, V.Create(float.NaN));
        return V.Select(V.Equal(x, V.Zero), V.Create(float.NegativeInfinity), y);
    }

    /// <summary>ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V x)
        where V : struct, IVec<V>
    {
        V e = Exponential.Exp(x | V.Bits(int.MinValue));
        V large = V.Less(V.Create(0.41421356f), e);
        V f = V.Select(large, (e - V.Create(1)) * V.Create(0.5f), e);
        return V.Max(V.Zero, x) + Near(f, large & V.Create(1));
    }

    /// <summary>e·ln 2 + ln(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V f, V e)
        where V : struct, IVec<V>
    {
        V p = V.MultiplyAdd(f, V.Create(0.067472774029548f), V.Create(-0.11676005645763f));
        p = V.MultiplyAdd(p, f, V.Create(0.11888057547599f));
        p = V.MultiplyAdd(p, f, V.Create(-0.12405528124868f));
        p = V.MultiplyAdd(p, f, V.Create(0.14219561491946f));
        p = V.MultiplyAdd(p, f, V.Create(-0.16667999123726f));
        p = V.MultiplyAdd(p, f, V.Create(0.2000211810505f));
        p = V.MultiplyAdd(p, f, V.Create(-0.2500000954677f));
        p = V.MultiplyAdd(p, f, V.Create(0.33333312616283f));
        V square = f * f;
        V rest = V.MultiplyAdd(e, V.Create(-2.12194440054690583e-4f), square * V.MultiplyAdd(p, f, V.Create(-0.5f)));
        return V.MultiplyAdd(e, V.Create(0.693359375f), f + rest);
    }
}
