using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Activations in place over rows that a product has just written, and their derivatives from the value.</summary>
internal static unsafe class Activations
{
    /// <summary>Rows of n with a leading dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<V>(RecurrentActivation activation, float* c, nint ldc, int rows, int n)
        where V : struct, IVec<V>
    {
        switch (activation)
        {
            case RecurrentActivation.Tanh: Rows<V, Functions.Tanh>(c, ldc, rows, n); break;
            case RecurrentActivation.Sigmoid: Rows<V, Functions.Sigmoid>(c, ldc, rows, n); break;
            case RecurrentActivation.Relu: Rows<V, Functions.Relu>(c, ldc, rows, n); break;
            case RecurrentActivation.HardSigmoid: Rows<V, Functions.HardSigmoid>(c, ldc, rows, n); break;
        }
    }

    /// <summary>dz = g·φ'(h) over rows, each with a leading dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V>(RecurrentActivation activation, float* g, nint ldg, float* h, nint ldh, float* dz, nint ldz, int rows, int n)
        where V : struct, IVec<V>
    {
        switch (activation)
        {
            case RecurrentActivation.Tanh: Rows<V, Functions.TanhBackward>(g, ldg, h, ldh, dz, ldz, rows, n); break;
            case RecurrentActivation.Sigmoid: Rows<V, Functions.SigmoidBackward>(g, ldg, h, ldh, dz, ldz, rows, n); break;
            case RecurrentActivation.Relu: Rows<V, Functions.ReluBackward>(g, ldg, h, ldh, dz, ldz, rows, n); break;
            case RecurrentActivation.HardSigmoid: Rows<V, Functions.HardSigmoidBackward>(g, ldg, h, ldh, dz, ldz, rows, n); break;
            default: Rows<V, Functions.First>(g, ldg, h, ldh, dz, ldz, rows, n); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V, TFunction>(float* c, nint ldc, int rows, int n)
        where V : struct, IVec<V>
        where TFunction : struct, IUnaryFunction
    {
        for (; rows > 0; rows--, c += ldc)
        {
            int j = 0;
            for (; j <= n - V.Count; j += V.Count) V.Store(TFunction.Of(V.Load(c + j)), c + j);
            if (j < n) V.Store(TFunction.Of(V.Load(c + j, n - j)), c + j, n - j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V, TFunction>(float* a, nint lda, float* b, nint ldb, float* c, nint ldc, int rows, int n)
        where V : struct, IVec<V>
        where TFunction : struct, IBinaryFunction
    {
        for (; rows > 0; rows--, a += lda, b += ldb, c += ldc)
        {
            int j = 0;
            for (; j <= n - V.Count; j += V.Count) V.Store(TFunction.Of(V.Load(a + j), V.Load(b + j)), c + j);
            if (j < n) V.Store(TFunction.Of(V.Load(a + j, n - j), V.Load(b + j, n - j)), c + j, n - j);
        }
    }
}
