using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// Update rules in one pass over a slab, each operation rounded apart in the order written, so that the result equals the rule composed of ops
/// bit for bit.
/// </summary>
internal static unsafe class UpdateRules
{
    /// <summary>w -= lr·g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd(ReadOnlySpan<float> g, float learningRate, Span<float> w)
    {
        Debug.Assert(g.Length == w.Length);
        fixed (float* pg = g, pw = w)
        {
            switch (VectorWidth.Bits)
            {
                case 512: UpdatePass<Vec512>.Sgd(pg, learningRate, pw, w.Length); break;
                case 256: UpdatePass<Vec256>.Sgd(pg, learningRate, pw, w.Length); break;
                default: UpdatePass<Vec128>.Sgd(pg, learningRate, pw, w.Length); break;
            }
        }
    }

    /// <summary>m = m·µ - g·lr; w += m, or with <paramref name="nesterov"/> w += m·µ - g·lr.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Momentum(ReadOnlySpan<float> g, float learningRate, float momentum, bool nesterov, Span<float> m, Span<float> w)
    {
        Debug.Assert(g.Length == w.Length && m.Length == w.Length);
        fixed (float* pg = g, pm = m, pw = w)
        {
            switch (VectorWidth.Bits)
            {
                case 512: UpdatePass<Vec512>.Momentum(pg, learningRate, momentum, nesterov, pm, pw, w.Length); break;
                case 256: UpdatePass<Vec256>.Momentum(pg, learningRate, momentum, nesterov, pm, pw, w.Length); break;
                default: UpdatePass<Vec128>.Momentum(pg, learningRate, momentum, nesterov, pm, pw, w.Length); break;
            }
        }
    }

    /// <summary>
    /// v = ρ·v + (1-ρ)·g²; D = v + ε, centered: a = ρ·a + (1-ρ)·g, D = (v - a²) + ε; i = (lr·g)/√D; w -= i, with momentum m = µ·m + i, w -= m.
    /// </summary>
    /// <param name="g">Gradients.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="oneMinusRho">1 - ρ.</param>
    /// <param name="momentum">µ, used if m is not empty.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="v">Mean squares.</param>
    /// <param name="a">Mean gradients if centered, else empty.</param>
    /// <param name="m">Momenta, or empty.</param>
    /// <param name="w">Weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsProp(
        ReadOnlySpan<float> g, float learningRate, float rho, float oneMinusRho, float momentum, float epsilon,
        Span<float> v, Span<float> a, Span<float> m, Span<float> w)
    {
        Debug.Assert(g.Length == w.Length && v.Length == w.Length && (a.IsEmpty || a.Length == w.Length) && (m.IsEmpty || m.Length == w.Length));
        fixed (float* pg = g, pv = v, pa = a, pm = m, pw = w)
        {
            switch (VectorWidth.Bits)
            {
                case 512: UpdatePass<Vec512>.RmsProp(pg, learningRate, rho, oneMinusRho, momentum, epsilon, pv, pa, pm, pw, w.Length); break;
                case 256: UpdatePass<Vec256>.RmsProp(pg, learningRate, rho, oneMinusRho, momentum, epsilon, pv, pa, pm, pw, w.Length); break;
                default: UpdatePass<Vec128>.RmsProp(pg, learningRate, rho, oneMinusRho, momentum, epsilon, pv, pa, pm, pw, w.Length); break;
            }
        }
    }

    /// <summary>
    /// m += (g - m)·(1-β₁); v += (g² - v)·(1-β₂); amsgrad: h = max(h, v), used instead of v; w -= (m·α)/(√v + ε),
    /// α = lr·√(1-β₂ᵗ)/(1-β₁ᵗ).
    /// </summary>
    /// <param name="g">Gradients.</param>
    /// <param name="alpha">α.</param>
    /// <param name="oneMinusBeta1">1 - β₁.</param>
    /// <param name="oneMinusBeta2">1 - β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="decay">wd of decoupled weight decay, w -= (w·wd)·lr before the update, or 0.</param>
    /// <param name="learningRate">lr, for the decay.</param>
    /// <param name="m">First moments.</param>
    /// <param name="v">Second moments.</param>
    /// <param name="h">Largest second moments for amsgrad, or empty.</param>
    /// <param name="w">Weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(
        ReadOnlySpan<float> g, float alpha, float oneMinusBeta1, float oneMinusBeta2, float epsilon, float decay, float learningRate,
        Span<float> m, Span<float> v, Span<float> h, Span<float> w)
    {
        Debug.Assert(g.Length == w.Length && m.Length == w.Length && v.Length == w.Length && (h.IsEmpty || h.Length == w.Length));
        fixed (float* pg = g, pm = m, pv = v, ph = h, pw = w)
        {
            switch (VectorWidth.Bits)
            {
                case 512: UpdatePass<Vec512>.Adam(pg, alpha, oneMinusBeta1, oneMinusBeta2, epsilon, decay, learningRate, pm, pv, ph, pw, w.Length); break;
                case 256: UpdatePass<Vec256>.Adam(pg, alpha, oneMinusBeta1, oneMinusBeta2, epsilon, decay, learningRate, pm, pv, ph, pw, w.Length); break;
                default: UpdatePass<Vec128>.Adam(pg, alpha, oneMinusBeta1, oneMinusBeta2, epsilon, decay, learningRate, pm, pv, ph, pw, w.Length); break;
            }
        }
    }
}
