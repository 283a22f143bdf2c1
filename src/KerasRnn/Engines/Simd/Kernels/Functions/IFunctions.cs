namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>A function of one element over vectors of any width.</summary>
internal interface IUnaryFunction
{
    static abstract V Of<V>(V x)
        where V : struct, IVec<V>;
}

/// <summary>A function of two elements over vectors of any width.</summary>
internal interface IBinaryFunction
{
    static abstract V Of<V>(V a, V b)
        where V : struct, IVec<V>;
}

/// <summary>A function of three elements over vectors of any width.</summary>
internal interface ITernaryFunction
{
    static abstract V Of<V>(V a, V b, V c)
        where V : struct, IVec<V>;
}
