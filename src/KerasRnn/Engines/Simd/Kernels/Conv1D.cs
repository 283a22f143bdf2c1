using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Cross-correlation along time: y[b, t, f] = φ(Σ over q, c of x[b, t·s + q·d, c]·k[q, c, f] + bias[f]), and its two gradients.</summary>
/// <remarks>
/// Without dilation and groups a window [w, C] is contiguous, so that each sequence is one product whose rows overlap: nothing is copied.
/// Otherwise there is one product per tap and group, and its chains go on where the previous tap left them.
/// </remarks>
internal static unsafe class Conv1D
{
    /// <summary>Floats of scratch for any of the three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Workspace(ConvShape s)
    {
        int forward = s.Width * s.Groups * RightOperand.Workspace(s.GroupChannels, s.GroupFilters);
        int whole = RightOperand.Workspace(s.Width * s.Channels, s.Filters);
        int input = s.Width * s.Groups * RightOperand.Workspace(s.GroupFilters, s.GroupChannels);
        return Math.Max(Math.Max(forward, whole), Math.Max(input, ColumnProduct<Vec128>.Workspace(s.Batch * s.OutputSteps, s.Width * s.Channels, s.Filters)));
    }

    /// <summary>y [B, T', F]; the chain ascends over q, then c. bias [F] may be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, ConvShape s,
        RecurrentActivation activation, Span<float> workspace, Span<float> y)
    {
        Check(x.Length, kernel.Length, y.Length, s, workspace.Length);
        Debug.Assert(bias.IsEmpty || bias.Length >= s.Filters);
        fixed (float* px = x, pk = kernel, pBias = bias, work = workspace, py = y)
        {
            switch (VectorWidth.Bits)
            {
                case 512: ConvPass<Vec512>.Forward(px, pk, pBias, s, activation, work, py); break;
                case 256: ConvPass<Vec256>.Forward(px, pk, pBias, s, activation, work, py); break;
                default: ConvPass<Vec128>.Forward(px, pk, pBias, s, activation, work, py); break;
            }
        }
    }

    /// <summary>dx [B, T, C] from dy [B, T', F]; the chain ascends over q, then f; steps that no window saw get 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(ReadOnlySpan<float> dy, ReadOnlySpan<float> kernel, ConvShape s, Span<float> workspace, Span<float> dx)
    {
        Check(dx.Length, kernel.Length, dy.Length, s, workspace.Length);
        fixed (float* pdy = dy, pk = kernel, work = workspace, pdx = dx)
        {
            switch (VectorWidth.Bits)
            {
                case 512: ConvPass<Vec512>.BackwardInput(pdy, pk, s, work, pdx); break;
                case 256: ConvPass<Vec256>.BackwardInput(pdy, pk, s, work, pdx); break;
                default: ConvPass<Vec128>.BackwardInput(pdy, pk, s, work, pdx); break;
            }
        }
    }

    /// <summary>dk [w, C/groups, F] and, if not empty, dbias [F] (the column sums of dy); in blocks of rows that ascend over b, then t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardKernel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ConvShape s, Span<float> workspace, Span<float> dBias, Span<float> dKernel)
    {
        Check(x.Length, dKernel.Length, dy.Length, s, workspace.Length);
        Debug.Assert(dBias.IsEmpty || dBias.Length >= s.Filters);
        int channels = s.Channels, filters = s.Filters, deep = s.GroupChannels, wide = s.GroupFilters;
        nint row = (nint)s.Stride * channels;
        Segments segments = new(s.Batch, s.OutputSteps, ((nint)s.Steps * channels) - (s.OutputSteps * row));
        fixed (float* px = x, pdy = dy, work = workspace, sums = dBias, dk = dKernel)
        {
            if (s.Dilation == 1 && s.Groups == 1)
            {
                MatMul.Columns(px, row, pdy, filters, segments, s.Width * channels, filters, false, work, sums, dk, filters);
                return;
            }

            for (int q = 0; q < s.Width; q++)
            {
                for (int group = 0; group < s.Groups; group++)
                {
                    float* to = dk + ((nint)q * deep * filters) + (group * wide);
                    float* sum = q == 0 && sums != null ? sums + (group * wide) : null;
                    float* from = px + ((nint)q * s.Dilation * channels) + (group * deep);
                    MatMul.Columns(from, row, pdy + (group * wide), filters, segments, deep, wide, false, work, sum, to, filters);
                }
            }
        }
    }

    [Conditional("DEBUG")]
    private static void Check(int x, int kernel, int y, ConvShape s, int workspace)
    {
        Debug.Assert(x >= s.Batch * s.Steps * s.Channels && kernel >= s.Width * s.GroupChannels * s.Filters && y >= s.Batch * s.OutputSteps * s.Filters);
        Debug.Assert(workspace >= Workspace(s));
    }
}
