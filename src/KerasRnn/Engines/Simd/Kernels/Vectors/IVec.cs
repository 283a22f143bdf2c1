namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// A vector of floats of one width: everything that kernels ask of the machine. A kernel is written once over it and gives the same bits at
/// every width, because all operations are lane by lane and the multiply-add is either fused at every width or at none.
/// Masks are vectors of all ones or all zeros.
/// </summary>
internal unsafe interface IVec<TSelf>
    where TSelf : struct, IVec<TSelf>
{
    /// <summary>Lanes.</summary>
    static abstract int Count { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    static abstract TSelf Create(float value);

    /// <summary>All lanes of a bit pattern.</summary>
    static abstract TSelf Bits(int value);

    static abstract TSelf Load(float* source);

    /// <summary>The first lanes; the others are 0 and are not read.</summary>
    static abstract TSelf Load(float* source, int count);

    static abstract void Store(TSelf value, float* destination);

    /// <summary>The first lanes; nothing is written behind them.</summary>
    static abstract void Store(TSelf value, float* destination, int count);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once where the machine can, else twice.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a·b, rounded once where the machine can, else twice.</summary>
    static abstract TSelf MultiplySubtractFrom(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>a &lt; b ? a : b. A NaN in b stays; one in a need not.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>a &gt; b ? a : b. A NaN in b stays; one in a need not.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Mask of a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Mask of a &lt;= b.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>Mask of a == b: false for NaN.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>a where the mask is set, else b.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Sum of the lanes as 32-bit integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>Difference of the lanes as 32-bit integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>Lanes as 32-bit integers, shifted left by 23: to where a float keeps its exponent.</summary>
    static abstract TSelf ToExponent(TSelf bits);

    /// <summary>Lanes as signed 32-bit integers, shifted right by 23, as floats.</summary>
    static abstract TSelf FromExponent(TSelf bits);
}
