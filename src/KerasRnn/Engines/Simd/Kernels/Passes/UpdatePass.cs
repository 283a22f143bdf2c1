using System.Runtime.CompilerServices;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>The loops of the update rules. No multiply-add: the composition rounds every operation.</summary>
internal static unsafe class UpdatePass<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd(float* g, float learningRate, float* w, int n)
    {
        V lr = V.Create(learningRate);
        int i = 0;
        for (; i <= n - V.Count; i += V.Count) V.Store(V.Load(w + i) - (lr * V.Load(g + i)), w + i);
        if (i < n) V.Store(V.Load(w + i, n - i) - (lr * V.Load(g + i, n - i)), w + i, n - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Momentum(float* g, float learningRate, float momentum, bool nesterov, float* m, float* w, int n)
    {
        V lr = V.Create(learningRate), mu = V.Create(momentum);
        for (int i = 0; i < n; i += V.Count)
        {
            int count = Math.Min(V.Count, n - i);
            V step = V.Load(g + i, count) * lr;
            V next = (V.Load(m + i, count) * mu) - step;
            V.Store(next, m + i, count);
            V.Store(V.Load(w + i, count) + (nesterov ? (next * mu) - step : next), w + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsProp(
        float* g, float learningRate, float rho, float oneMinusRho, float momentum, float epsilon, float* v, float* a, float* m, float* w, int n)
    {
        V lr = V.Create(learningRate), keep = V.Create(rho), take = V.Create(oneMinusRho), mu = V.Create(momentum), eps = V.Create(epsilon);
        for (int i = 0; i < n; i += V.Count)
        {
            int count = Math.Min(V.Count, n - i);
            V gradient = V.Load(g + i, count);
            V d = (keep * V.Load(v + i, count)) + (take * (gradient * gradient));
            V.Store(d, v + i, count);
            if (a != null)
            {
                V mean = (keep * V.Load(a + i, count)) + (take * gradient);
                V.Store(mean, a + i, count);
                d = d - (mean * mean);
            }

            V step = lr * gradient / V.Sqrt(d + eps);
            if (m != null)
            {
                step = (mu * V.Load(m + i, count)) + step;
                V.Store(step, m + i, count);
            }

            V.Store(V.Load(w + i, count) - step, w + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(
        float* g, float alpha, float oneMinusBeta1, float oneMinusBeta2, float epsilon, float decay, float learningRate,
        float* m, float* v, float* h, float* w, int n)
    {
        int i = 0;
        if (h == null && decay == 0)
        {
            V a = V.Create(alpha), take1 = V.Create(oneMinusBeta1), take2 = V.Create(oneMinusBeta2), eps = V.Create(epsilon);
            for (; i <= n - V.Count; i += V.Count)
            {
                V gradient = V.Load(g + i), first = V.Load(m + i), second = V.Load(v + i);
                first += (gradient - first) * take1;
                second += ((gradient * gradient) - second) * take2;
                V.Store(first, m + i);
                V.Store(second, v + i);
                V.Store(V.Load(w + i) - (first * a / (V.Sqrt(second) + eps)), w + i);
            }
        }

        for (; i < n; i += V.Count)
        {
            AdamVector(g + i, alpha, oneMinusBeta1, oneMinusBeta2, epsilon, decay, learningRate, m + i, v + i, h == null ? null : h + i, w + i, Math.Min(V.Count, n - i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AdamVector(
        float* g, float alpha, float oneMinusBeta1, float oneMinusBeta2, float epsilon, float decay, float learningRate,
        float* m, float* v, float* h, float* w, int count)
    {
        V gradient = V.Load(g, count), first = V.Load(m, count), second = V.Load(v, count), weight = V.Load(w, count);
        first += (gradient - first) * V.Create(oneMinusBeta1);
        second += ((gradient * gradient) - second) * V.Create(oneMinusBeta2);
        V.Store(first, m, count);
        V.Store(second, v, count);
        if (h != null)
        {
            second = Functions.Maximum.Of(V.Load(h, count), second);
            V.Store(second, h, count);
        }

        if (decay != 0) weight = weight - (weight * V.Create(decay) * V.Create(learningRate));
        V.Store(weight - (first * V.Create(alpha) / (V.Sqrt(second) + V.Create(epsilon))), w, count);
    }
}
