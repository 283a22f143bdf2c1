using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// erfc x = e^(-x²)·P(q)/(1 + 2x), q = (x - 3)/(x + 3), P minimax on [0.5, 10.1] (relative error 2^-28); 2 - erfc(-x) for negative x;
/// 1 - x·R(x²) for |x| below 0.5. x² is taken in two parts, so that the tail keeps its digits.
/// </summary>
internal static class ErrorFunction
{
    /// <summary>erfc x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc<V>(V x)
        where V : struct, IVec<V>
    {
        V a = V.Min(V.Create(10.1f), x & V.Bits(int.MaxValue));
        V one = V.Create(1), three = V.Create(3);
        V q = (a - three) / (a + three);
        V p = V.MultiplyAdd(q, V.Create(-0.00052656517172262f), V.Create(0.0018375341941735f));
        p = V.MultiplyAdd(p, q, V.Create(0.0023903701983221f));
        p = V.MultiplyAdd(p, q, V.Create(-0.023764437027225f));
        p = V.MultiplyAdd(p, q, V.Create(0.068337987723406f));
        p = V.MultiplyAdd(p, q, V.Create(-0.11927355344481f));
        p = V.MultiplyAdd(p, q, V.Create(0.12964263302948f));
        p = V.MultiplyAdd(p, q, V.Create(-0.047562321203162f));
        p = V.MultiplyAdd(p, q, V.Create(-0.13562104724181f));
        p = V.MultiplyAdd(p, q, V.Create(1.2530080584711f));
        V y = p / (one + (a + a)) * NegativeSquare(a);
        y = V.Select(V.Less(x, V.Zero), V.Create(2) - y, y);
        return V.Select(V.Less(a, V.Create(0.5f)), one - Near(x), y);
    }

    /// <summary>erf x for |x| below 0.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V x)
        where V : struct, IVec<V>
    {
        V t = x * x;
        V r = V.MultiplyAdd(t, V.Create(0.0046718421399024f), V.Create(-0.026731136457227f));
        r = V.MultiplyAdd(r, t, V.Create(0.11282332158789f));
        r = V.MultiplyAdd(r, t, V.Create(-0.37612574278165f));
        return x * V.MultiplyAdd(r, t, V.Create(1.1283791590729f));
    }

    /// <summary>e^(-x²): the high 12 bits of x have an exact square h, and x² - h = (x - high)(x + high).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NegativeSquare<V>(V x)
        where V : struct, IVec<V>
    {
        // Beyond 10.5 the square is e^-110: 0 already.
        x = V.Min(V.Create(10.5f), x & V.Bits(int.MaxValue));
        V high = x & V.Bits(unchecked((int)0xFFFFF000));
        V low = (x - high) * (x + high);
        V e = Exponential.Exp(V.Zero - (high * high));
        return V.MultiplySubtractFrom(e, Exponential.Complement(low), e);
    }
}
