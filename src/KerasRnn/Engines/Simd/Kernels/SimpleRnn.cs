using System.Diagnostics;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>The whole recurrence h_t = φ(z_t + h_{t-1}·U), and its way back through time, each as one kernel.</summary>
internal static class SimpleRnn
{
    /// <summary>Floats of scratch for <see cref="Forward"/>.</summary>
    public static int ForwardWorkspace(int batch, int steps, int units) => units * units;

    /// <summary>Floats of scratch for <see cref="Backward"/>.</summary>
    public static int BackwardWorkspace(int batch, int steps, int units) => (2 * units * units) + (batch * units);

    /// <summary>
    /// States of all steps: z [B, T, u], U [u, u], h_0 [B, u] or empty (zeros) give H [B, T, u], which may be z itself, and, if not empty,
    /// the last state [B, u]. The chain of each state starts at z_t.
    /// </summary>
    public static void Forward(
        ReadOnlySpan<float> z, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> initial, int batch, int steps, int units,
        RecurrentActivation activation, Span<float> workspace, Span<float> states, Span<float> last)
    {
        Debug.Assert(workspace.Length >= ForwardWorkspace(batch, steps, units));
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < steps; t++)
            {
                int row = ((b * steps) + t) * units;
                ReadOnlySpan<float> before = t > 0 ? states.Slice(row - units, units) : initial.IsEmpty ? default : initial.Slice(b * units, units);
                for (int j = 0; j < units; j++)
                {
                    float sum = z[row + j];
                    for (int p = 0; p < before.Length; p++) sum = MathF.FusedMultiplyAdd(before[p], recurrent[(p * units) + j], sum);
                    states[row + j] = Scalar.Activate(activation, sum);
                }
            }

            if (!last.IsEmpty) states.Slice(((b * steps) + steps - 1) * units, units).CopyTo(last.Slice(b * units, units));
        }
    }

    /// <summary>
    /// Back through time: with g_t = dH_t (+ dLast at the last step) + dz_{t+1}·Uᵀ, whose chain starts at dH_t,
    /// dz_t = g_t·φ'(h_t); dh_0 = dz_1·Uᵀ; dU = Σ h_{t-1}ᵀ·dz_t, first over the rows of h_0, then over [B, T-1], ascending.
    /// </summary>
    /// <param name="dStates">dL/dH [B, T, u], or empty where only the last state was used.</param>
    /// <param name="dLast">dL/dh_T [B, u], or empty.</param>
    /// <param name="states">H [B, T, u] as the forward pass left it.</param>
    /// <param name="recurrent">U [u, u].</param>
    /// <param name="initial">h_0 [B, u], or empty.</param>
    /// <param name="batch">B.</param>
    /// <param name="steps">T.</param>
    /// <param name="units">u.</param>
    /// <param name="activation">φ.</param>
    /// <param name="workspace">At least <see cref="BackwardWorkspace"/> floats.</param>
    /// <param name="dz">Receives dL/dz [B, T, u]; may be dStates itself.</param>
    /// <param name="dInitial">Receives dL/dh_0 [B, u]; may be empty.</param>
    /// <param name="dRecurrent">Receives dL/dU [u, u]; may be empty.</param>
    public static void Backward(
        ReadOnlySpan<float> dStates, ReadOnlySpan<float> dLast, ReadOnlySpan<float> states, ReadOnlySpan<float> recurrent,
        ReadOnlySpan<float> initial, int batch, int steps, int units, RecurrentActivation activation,
        Span<float> workspace, Span<float> dz, Span<float> dInitial, Span<float> dRecurrent)
    {
        Debug.Assert(workspace.Length >= BackwardWorkspace(batch, steps, units));
        for (int b = 0; b < batch; b++)
        {
            for (int t = steps - 1; t >= -1; t--)
            {
                int row = ((b * steps) + t) * units;
                if (t < 0 && dInitial.IsEmpty) break;
                for (int j = 0; j < units; j++)
                {
                    float g = t < 0 || dStates.IsEmpty ? 0 : dStates[row + j];
                    if (t == steps - 1) g += dLast.IsEmpty ? 0 : dLast[(b * units) + j];
                    else for (int p = 0; p < units; p++) g = MathF.FusedMultiplyAdd(dz[row + units + p], recurrent[(j * units) + p], g);

                    if (t < 0) dInitial[(b * units) + j] = g;
                    else workspace[j] = g * Scalar.Derivative(activation, states[row + j]);
                }

                if (t >= 0) workspace[..units].CopyTo(dz[row..]);
            }
        }

        if (dRecurrent.IsEmpty) return;
        for (int p = 0; p < units; p++)
        {
            for (int j = 0; j < units; j++)
            {
                float sum = 0;
                for (int b = 0; b < batch && !initial.IsEmpty; b++) sum = MathF.FusedMultiplyAdd(initial[(b * units) + p], dz[(b * steps * units) + j], sum);
                for (int b = 0; b < batch; b++)
                {
                    for (int t = 1; t < steps; t++)
                    {
                        int row = ((b * steps) + t) * units;
                        sum = MathF.FusedMultiplyAdd(states[row - units + p], dz[row + j], sum);
                    }
                }

                dRecurrent[(p * units) + j] = sum;
            }
        }
    }
}
