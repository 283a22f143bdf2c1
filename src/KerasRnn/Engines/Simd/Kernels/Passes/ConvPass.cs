using System.Runtime.CompilerServices;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>The two passes of <see cref="Conv1D"/> that are products by rows.</summary>
internal static unsafe class ConvPass<V>
    where V : struct, IVec<V>
{
    // A kernel below this is read where it lies.
    private const int PackFloats = 8192;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* x, float* kernel, float* bias, ConvShape s, RecurrentActivation activation, float* workspace, float* y)
    {
        int channels = s.Channels, filters = s.Filters, deep = s.GroupChannels, wide = s.GroupFilters, steps = s.OutputSteps;
        nint row = (nint)s.Stride * channels;
        bool whole = s.Dilation == 1 && s.Groups == 1;
        int taps = whole ? 1 : s.Width, depth = whole ? s.Width * deep : deep;
        bool pack = depth * wide > PackFloats;
        for (int q = 0; q < taps; q++)
        {
            for (int group = 0; group < s.Groups; group++)
            {
                float* k = kernel + ((nint)q * deep * filters) + (group * wide);
                RightOperand right = pack ? RightOperand.Pack<V>(k, filters, false, depth, wide, workspace) : RightOperand.Direct(k, filters, depth);
                bool isLast = q == taps - 1;
                float* from = x + ((nint)q * s.Dilation * channels) + (group * deep);
                float* to = y + (group * wide);
                for (int b = 0; b < s.Batch; b++, from += (nint)s.Steps * channels, to += (nint)steps * filters)
                {
                    RowProduct<V>.Run(
                        from, row, right, isLast && bias != null ? bias + (group * wide) : null, q == 0 ? null : to, filters,
                        steps, depth, wide, isLast ? activation : RecurrentActivation.Linear, to, filters);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(float* dy, float* kernel, ConvShape s, float* workspace, float* dx)
    {
        int channels = s.Channels, filters = s.Filters, deep = s.GroupChannels, wide = s.GroupFilters, steps = s.OutputSteps;
        nint row = (nint)s.Stride * channels, size = RightOperand.Workspace(wide, deep);
        for (int b = 0; b < s.Batch; b++, dy += (nint)steps * filters, dx += (nint)s.Steps * channels)
        {
            new Span<float>(dx, s.Steps * channels).Clear();
            float* work = workspace;
            for (int q = 0; q < s.Width; q++)
            {
                for (int group = 0; group < s.Groups; group++, work += size)
                {
                    RightOperand right = b == 0
                        ? RightOperand.Pack<V>(kernel + ((nint)q * deep * filters) + (group * wide), filters, true, wide, deep, work)
                        : RightOperand.Packed<V>(wide, deep, work);
                    float* to = dx + ((nint)q * s.Dilation * channels) + (group * deep);
                    RowProduct<V>.Run(dy + (group * wide), filters, right, null, to, row, steps, wide, deep, RecurrentActivation.Linear, to, row);
                }
            }
        }
    }
}
