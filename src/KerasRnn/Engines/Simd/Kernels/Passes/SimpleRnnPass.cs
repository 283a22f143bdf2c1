using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>
/// The two passes of <see cref="SimpleRnn"/>: rows outside, time inside, so that the states of a few sequences and U stay in the cache while
/// they run through all steps.
/// </summary>
internal static unsafe class SimpleRnnPass<V>
    where V : struct, IVec<V>
{
    // Sequences that run together. Two tiles of 8: while one waits for its activation the other multiplies. A large U is read once per step for more of them.
    private const int Few = 16, Many = 128, LargeUnits = 96;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* z, float* u, float* h0, int batch, int steps, int units, RecurrentActivation activation, float* workspace, float* h, float* last)
    {
        bool isLarge = units >= LargeUnits;
        RightOperand right = isLarge && batch >= 8 ? RightOperand.Pack<V>(u, units, false, units, units, workspace) : RightOperand.Direct(u, units, units);
        nint sequence = (nint)steps * units;
        int step = isLarge ? Many : Few;
        for (int row = 0; row < batch; row += step)
        {
            int rows = Math.Min(step, batch - row);
            float* from = z + (row * sequence);
            float* to = h + (row * sequence);
            if (h0 != null) RowProduct<V>.Run(h0 + ((nint)row * units), units, right, null, from, sequence, rows, units, units, activation, to, sequence);
            else
            {
                if (from != to) Copy(from, sequence, rows, units, to, sequence);
                Activations.Rows<V>(activation, to, sequence, rows, units);
            }

            for (int t = 1; t < steps; t++)
            {
                from += units;
                to += units;
                RowProduct<V>.Run(to - units, sequence, right, null, from, sequence, rows, units, units, activation, to, sequence);
            }

            if (last != null) Copy(to, sequence, rows, units, last + ((nint)row * units), units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        float* dh, float* dLast, float* h, float* u, int batch, int steps, int units, RecurrentActivation activation, float* workspace, float* dz, float* dh0)
    {
        RightOperand right = RightOperand.Pack<V>(u, units, true, units, units, workspace);
        nint sequence = (nint)steps * units;
        int step = units >= LargeUnits ? Many : Few;
        for (int row = 0; row < batch; row += step)
        {
            int rows = Math.Min(step, batch - row);
            nint at = (row * sequence) + sequence - units;
            float* to = dz + at;
            float* value = h + at;
            float* from = dh == null ? null : dh + at;
            Last(from, dLast == null ? null : dLast + ((nint)row * units), sequence, rows, units, to);
            Activations.Backward<V>(activation, to, sequence, value, sequence, to, sequence, rows, units);
            for (int t = steps - 1; t > 0; t--)
            {
                to -= units;
                value -= units;
                if (from != null) from -= units;
                RowProduct<V>.Run(to + units, sequence, right, null, from, sequence, rows, units, units, RecurrentActivation.Linear, to, sequence);
                Activations.Backward<V>(activation, to, sequence, value, sequence, to, sequence, rows, units);
            }

            if (dh0 != null) RowProduct<V>.Run(to, sequence, right, null, null, 0, rows, units, units, RecurrentActivation.Linear, dh0 + ((nint)row * units), units);
        }
    }

    // g at the last step: dH + dLast, of which either may be absent.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Last(float* dh, float* dLast, nint sequence, int rows, int units, float* to)
    {
        for (int i = 0; i < rows; i++, to += sequence)
        {
            float* a = dh == null ? null : dh + (i * sequence);
            float* b = dLast == null ? null : dLast + (i * units);
            for (int j = 0; j < units; j++) to[j] = a == null ? (b == null ? 0 : b[j]) : b == null ? a[j] : a[j] + b[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* from, nint ldFrom, int rows, int n, float* to, nint ldTo)
    {
        for (int i = 0; i < rows; i++) new ReadOnlySpan<float>(from + (i * ldFrom), n).CopyTo(new Span<float>(to + (i * ldTo), n));
    }
}
