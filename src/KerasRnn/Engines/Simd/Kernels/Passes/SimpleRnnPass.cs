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
    private const int Few = 16, LargeUnits = 96;

    /// <summary>The most sequences that run together.</summary>
    public const int Many = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* z, float* u, float* h0, float* mask, float* e, int batch, int steps, int units, RecurrentActivation activation, float* workspace, float* h, float* last)
    {
        bool isLarge = units >= LargeUnits, settles = mask != null || e != null;
        RightOperand right = isLarge && batch >= 8 ? RightOperand.Pack<V>(u, units, false, units, units, workspace) : RightOperand.Direct(u, units, units);
        nint sequence = (nint)steps * units;
        int step = isLarge ? Many : Few;
        for (int row = 0; row < batch; row += step)
        {
            int rows = Math.Min(step, batch - row);
            float* from = z + (row * sequence);
            float* to = h + (row * sequence);
            float* before = h0 == null ? null : h0 + ((nint)row * units);
            if (before != null) RowProduct<V>.Run(before, units, right, null, from, sequence, rows, units, units, activation, to, sequence);
            else
            {
                if (from != to) Copy(from, sequence, rows, units, to, sequence);
                Activations.Rows<V>(activation, to, sequence, rows, units);
            }

            if (settles) Settle(At(mask, row, steps, 0), At(e, row, sequence, 0), before, units, rows, steps, units, to);
            for (int t = 1; t < steps; t++)
            {
                from += units;
                to += units;
                RowProduct<V>.Run(to - units, sequence, right, null, from, sequence, rows, units, units, activation, to, sequence);
                if (settles) Settle(At(mask, row, steps, t), At(e, row, sequence, t * units), to - units, sequence, rows, steps, units, to);
            }

            if (last != null) Copy(to, sequence, rows, units, last + ((nint)row * units), units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        float* dh, float* dLast, float* h, float* u, float* h0, float* mask, float* z, int batch, int steps, int units, RecurrentActivation activation, float* workspace,
        float* dz, float* dh0, float* de)
    {
        RightOperand right = RightOperand.Pack<V>(u, units, true, units, units, workspace);
        float* aside = workspace + RightOperand.Workspace(units, units);
        float* held = mask == null ? null : aside;
        float* again = z == null ? null : mask == null ? aside : aside + (Many * units);
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
            for (int t = steps - 1; ; t--)
            {
                // What goes to g_t is complete here.
                if (de != null) Copy(to, sequence, rows, units, de + (row * sequence) + (t * units), sequence);
                if (held != null) Copy(to, sequence, rows, units, held, units);
                if (z == null) Activations.Backward<V>(activation, to, sequence, value, sequence, to, sequence, rows, units);
                else
                {
                    float* before = t > 0 ? value - units : At(h0, row, units, 0);
                    Value(At(z, row, sequence, t * units), before, t > 0 ? sequence : units, u, rows, steps, units, activation, again);
                    Activations.Backward<V>(activation, to, sequence, again, units, to, sequence, rows, units);
                }

                float* steady = At(mask, row, steps, t);
                if (steady != null) Clear(steady, steps, rows, units, to, sequence);
                if (t == 0)
                {
                    if (dh0 == null) break;
                    float* start = dh0 + ((nint)row * units);
                    RowProduct<V>.Run(to, sequence, right, null, null, 0, rows, units, units, RecurrentActivation.Linear, start, units);
                    if (steady != null) HandOn(steady, steps, held, rows, units, start, units);
                    break;
                }

                to -= units;
                value -= units;
                if (from != null) from -= units;
                RowProduct<V>.Run(to + units, sequence, right, null, from, sequence, rows, units, units, RecurrentActivation.Linear, to, sequence);
                if (steady != null) HandOn(steady, steps, held, rows, units, to, sequence);
            }
        }
    }

    // A state whose step is masked stays as it was; the perturbation comes behind that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Settle(float* mask, float* e, float* before, nint ldBefore, int rows, int steps, int units, float* to)
    {
        nint sequence = (nint)steps * units;
        for (int i = 0; i < rows; i++, to += sequence)
        {
            if (mask != null && mask[(nint)i * steps] == 0)
            {
                if (before == null) new Span<float>(to, units).Clear();
                else new ReadOnlySpan<float>(before + (i * ldBefore), units).CopyTo(new Span<float>(to, units));
            }

            if (e == null) continue;
            float* added = e + (i * sequence);
            for (int j = 0; j < units; j++) to[j] += added[j];
        }
    }

    // dz is 0 where the step is masked, whatever the activation's slope made of it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(float* mask, int steps, int rows, int units, float* dz, nint sequence)
    {
        for (int i = 0; i < rows; i++)
        {
            if (mask[(nint)i * steps] == 0) new Span<float>(dz + (i * sequence), units).Clear();
        }
    }

    // The gradient of a state that a masked step only kept goes to the state before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HandOn(float* mask, int steps, float* held, int rows, int units, float* to, nint ldTo)
    {
        for (int i = 0; i < rows; i++)
        {
            if (mask[(nint)i * steps] != 0) continue;
            for (int j = 0; j < units; j++) to[(i * ldTo) + j] += held[((nint)i * units) + j];
        }
    }

    // φ of one step as the forward pass had it, before anything was added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Value(float* z, float* before, nint ldBefore, float* u, int rows, int steps, int units, RecurrentActivation activation, float* to)
    {
        nint sequence = (nint)steps * units;
        if (before != null)
        {
            RowProduct<V>.Run(before, ldBefore, RightOperand.Direct(u, units, units), null, z, sequence, rows, units, units, activation, to, units);
            return;
        }

        Copy(z, sequence, rows, units, to, units);
        Activations.Rows<V>(activation, to, units, rows, units);
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

    // A row of an operand from one element on, or nothing of one that is absent.
    private static float* At(float* operand, int row, nint ld, int element) => operand == null ? null : operand + (row * ld) + element;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* from, nint ldFrom, int rows, int n, float* to, nint ldTo)
    {
        for (int i = 0; i < rows; i++) new ReadOnlySpan<float>(from + (i * ldFrom), n).CopyTo(new Span<float>(to + (i * ldTo), n));
    }
}
