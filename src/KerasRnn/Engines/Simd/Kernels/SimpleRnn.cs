using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>The whole recurrence h_t = φ(z_t + h_{t-1}·U), and its way back through time, each as one kernel.</summary>
/// <remarks>Sequences are independent: forward calls on parts of the batch give the same bits.</remarks>
internal static unsafe class SimpleRnn
{
    /// <summary>Floats of scratch for <see cref="Forward"/>.</summary>
    public static int ForwardWorkspace(int batch, int steps, int units) => RightOperand.Workspace(units, units);

    /// <summary>Floats of scratch for <see cref="Backward"/>: the packed U and rows set aside, or what the product of dU takes after that.</summary>
    public static int BackwardWorkspace(int batch, int steps, int units, bool isMasked = false, bool isPerturbed = false) => Math.Max(
        RightOperand.Workspace(units, units) + ((isMasked ? 1 : 0) + (isPerturbed ? 1 : 0)) * SimpleRnnPass<Vec128>.Many * units,
        ColumnProduct<Vec128>.Workspace(batch * steps, units, units));

    /// <summary>
    /// States of all steps: z [B, T, u], U [u, u], h_0 [B, u] or empty (zeros) give H [B, T, u], which may be z itself, and, if not empty,
    /// the last state [B, u]. The chain of each state starts at z_t. Where the mask [B, T] is 0 a state stays; e [B, T, u] is added behind that; both may be empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ReadOnlySpan<float> z, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> initial, ReadOnlySpan<float> mask, ReadOnlySpan<float> perturbation,
        int batch, int steps, int units, RecurrentActivation activation, Span<float> workspace, Span<float> states, Span<float> last)
    {
        int size = batch * steps * units;
        Debug.Assert(z.Length >= size && states.Length >= size && recurrent.Length >= units * units);
        Debug.Assert(initial.IsEmpty || initial.Length >= batch * units);
        Debug.Assert((mask.IsEmpty || mask.Length >= batch * steps) && (perturbation.IsEmpty || perturbation.Length >= size));
        Debug.Assert(last.IsEmpty || last.Length >= batch * units);
        Debug.Assert(workspace.Length >= ForwardWorkspace(batch, steps, units));
        fixed (float* pz = z, u = recurrent, h0 = initial, m = mask, e = perturbation, work = workspace, h = states, pLast = last)
        {
            switch (VectorWidth.Bits)
            {
                case 512: SimpleRnnPass<Vec512>.Forward(pz, u, h0, m, e, batch, steps, units, activation, work, h, pLast); break;
                case 256: SimpleRnnPass<Vec256>.Forward(pz, u, h0, m, e, batch, steps, units, activation, work, h, pLast); break;
                default: SimpleRnnPass<Vec128>.Forward(pz, u, h0, m, e, batch, steps, units, activation, work, h, pLast); break;
            }
        }
    }

    /// <summary>
    /// Back through time: with g_t = dH_t (+ dLast at the last step) + dz_{t+1}·Uᵀ, whose chain starts at dH_t,
    /// dz_t = g_t·φ'(h_t); dh_0 = dz_1·Uᵀ; dU = Σ h_{t-1}ᵀ·dz_t, first over the rows of h_0, then over [B, T-1], in blocks. A step whose mask is 0 hands g_t on
    /// to the step before it and has no dz_t; where states were perturbed they do not show φ, which is computed
    /// again from z, and de_t = g_t.
    /// </summary>
    /// <param name="dStates">dL/dH [B, T, u], or empty where only the last state was used.</param>
    /// <param name="dLast">dL/dh_T [B, u], or empty.</param>
    /// <param name="states">H [B, T, u] as the forward pass left it.</param>
    /// <param name="recurrent">U [u, u].</param>
    /// <param name="initial">h_0 [B, u], or empty.</param>
    /// <param name="mask">[B, T], or empty.</param>
    /// <param name="hidden">z [B, T, u] where states were perturbed, so that they do not show φ; else empty.</param>
    /// <param name="batch">B.</param>
    /// <param name="steps">T.</param>
    /// <param name="units">u.</param>
    /// <param name="activation">φ.</param>
    /// <param name="workspace">At least <see cref="BackwardWorkspace"/> floats.</param>
    /// <param name="dz">Receives dL/dz [B, T, u]; may be dStates itself.</param>
    /// <param name="dInitial">Receives dL/dh_0 [B, u]; may be empty.</param>
    /// <param name="dRecurrent">Receives dL/dU [u, u]; may be empty.</param>
    /// <param name="dPerturbation">Receives g [B, T, u]; may be empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ReadOnlySpan<float> dStates, ReadOnlySpan<float> dLast, ReadOnlySpan<float> states, ReadOnlySpan<float> recurrent,
        ReadOnlySpan<float> initial, ReadOnlySpan<float> mask, ReadOnlySpan<float> hidden, int batch, int steps, int units,
        RecurrentActivation activation, Span<float> workspace, Span<float> dz, Span<float> dInitial, Span<float> dRecurrent, Span<float> dPerturbation)
    {
        int size = batch * steps * units;
        Debug.Assert(states.Length >= size && dz.Length >= size && recurrent.Length >= units * units);
        Debug.Assert(dStates.IsEmpty || dStates.Length >= size);
        Debug.Assert((dLast.IsEmpty || dLast.Length >= batch * units) && (initial.IsEmpty || initial.Length >= batch * units));
        Debug.Assert((dInitial.IsEmpty || dInitial.Length >= batch * units) && (dRecurrent.IsEmpty || dRecurrent.Length >= units * units));
        Debug.Assert((mask.IsEmpty || mask.Length >= batch * steps) && (hidden.IsEmpty || hidden.Length >= size));
        Debug.Assert(dPerturbation.IsEmpty || dPerturbation.Length >= size);
        Debug.Assert(workspace.Length >= BackwardWorkspace(batch, steps, units, !mask.IsEmpty, !hidden.IsEmpty));
        fixed (float* dh = dStates, pLast = dLast, h = states, u = recurrent, h0 = initial, m = mask, z = hidden)
        fixed (float* work = workspace, pz = dz, dh0 = dInitial, du = dRecurrent, de = dPerturbation)
        {
            switch (VectorWidth.Bits)
            {
                case 512: SimpleRnnPass<Vec512>.Backward(dh, pLast, h, u, h0, m, z, batch, steps, units, activation, work, pz, dh0, de); break;
                case 256: SimpleRnnPass<Vec256>.Backward(dh, pLast, h, u, h0, m, z, batch, steps, units, activation, work, pz, dh0, de); break;
                default: SimpleRnnPass<Vec128>.Backward(dh, pLast, h, u, h0, m, z, batch, steps, units, activation, work, pz, dh0, de); break;
            }

            if (du != null) Gradient(h, pz, h0, batch, steps, units, 0, units, work, du);
        }
    }

    /// <summary>
    /// Some rows of dU = Σ h_{t-1}ᵀ·dz_t after a <see cref="Backward"/> that left dU out: it can be shared out over threads by rows, after dz was
    /// by sequences. The same bits as in one call.
    /// </summary>
    /// <param name="states">H [B, T, u].</param>
    /// <param name="dz">dL/dz [B, T, u].</param>
    /// <param name="initial">h_0 [B, u], or empty.</param>
    /// <param name="batch">B.</param>
    /// <param name="steps">T.</param>
    /// <param name="units">u.</param>
    /// <param name="first">The first row of dU.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="workspace">At least <see cref="BackwardWorkspace"/> floats.</param>
    /// <param name="dRecurrent">dL/dU [u, u], of which these rows are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KernelGradient(
        ReadOnlySpan<float> states, ReadOnlySpan<float> dz, ReadOnlySpan<float> initial, int batch, int steps, int units, int first, int count,
        Span<float> workspace, Span<float> dRecurrent)
    {
        int size = batch * steps * units;
        Debug.Assert(states.Length >= size && dz.Length >= size && dRecurrent.Length >= units * units && first + count <= units);
        Debug.Assert(workspace.Length >= BackwardWorkspace(batch, steps, units));
        fixed (float* h = states, pz = dz, h0 = initial, work = workspace, du = dRecurrent)
        {
            Gradient(h, pz, h0, batch, steps, units, first, count, work, du);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gradient(float* h, float* dz, float* h0, int batch, int steps, int units, int first, int count, float* workspace, float* du)
    {
        float* to = du + ((nint)first * units);
        if (h0 != null) MatMul.Columns(h0 + first, units, dz, (nint)steps * units, new Segments(1, batch), count, units, false, workspace, null, to, units);
        MatMul.Columns(h + first, units, dz + units, units, new Segments(batch, steps - 1, units, units), count, units, h0 != null, workspace, null, to, units);
    }
}
