using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Kernels;

/// <summary>Cross-correlation along time: y[b, t, f] = φ(Σ over q, c of x[b, t·s + q·d, c]·k[q, c, f] + bias[f]), and its two gradients.</summary>
internal static class Conv1D
{
    /// <summary>Floats of scratch for any of the three.</summary>
    public static int Workspace(ConvShape shape) => shape.Width * shape.GroupChannels * shape.Filters;

    /// <summary>y [B, T', F]; the chain ascends over q, then c. bias [F] may be empty.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, ConvShape s,
        RecurrentActivation activation, Span<float> workspace, Span<float> y)
    {
        for (int b = 0; b < s.Batch; b++)
        {
            for (int t = 0; t < s.OutputSteps; t++)
            {
                for (int f = 0; f < s.Filters; f++)
                {
                    float sum = 0;
                    int first = f / s.GroupFilters * s.GroupChannels;
                    for (int q = 0; q < s.Width; q++)
                    {
                        for (int c = 0; c < s.GroupChannels; c++)
                        {
                            float seen = x[(((b * s.Steps) + (t * s.Stride) + (q * s.Dilation)) * s.Channels) + first + c];
                            sum = MathF.FusedMultiplyAdd(seen, kernel[(((q * s.GroupChannels) + c) * s.Filters) + f], sum);
                        }
                    }

                    if (!bias.IsEmpty) sum += bias[f];
                    y[(((b * s.OutputSteps) + t) * s.Filters) + f] = Scalar.Activate(activation, sum);
                }
            }
        }
    }

    /// <summary>dx [B, T, C] from dy [B, T', F]; the chain ascends over q, then f; steps that no window saw get 0.</summary>
    public static void BackwardInput(ReadOnlySpan<float> dy, ReadOnlySpan<float> kernel, ConvShape s, Span<float> workspace, Span<float> dx)
    {
        dx.Clear();
        for (int b = 0; b < s.Batch; b++)
        {
            for (int q = 0; q < s.Width; q++)
            {
                for (int t = 0; t < s.OutputSteps; t++)
                {
                    for (int f = 0; f < s.Filters; f++)
                    {
                        int first = f / s.GroupFilters * s.GroupChannels;
                        for (int c = 0; c < s.GroupChannels; c++)
                        {
                            ref float sum = ref dx[(((b * s.Steps) + (t * s.Stride) + (q * s.Dilation)) * s.Channels) + first + c];
                            sum = MathF.FusedMultiplyAdd(dy[(((b * s.OutputSteps) + t) * s.Filters) + f], kernel[(((q * s.GroupChannels) + c) * s.Filters) + f], sum);
                        }
                    }
                }
            }
        }
    }

    /// <summary>dk [w, C/groups, F] and, if not empty, dbias [F] (the column sums of dy); the chains ascend over b, then t.</summary>
    public static void BackwardKernel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ConvShape s, Span<float> workspace, Span<float> dBias, Span<float> dKernel)
    {
        for (int q = 0; q < s.Width; q++)
        {
            for (int c = 0; c < s.GroupChannels; c++)
            {
                for (int f = 0; f < s.Filters; f++)
                {
                    float sum = 0;
                    int first = f / s.GroupFilters * s.GroupChannels;
                    for (int b = 0; b < s.Batch; b++)
                    {
                        for (int t = 0; t < s.OutputSteps; t++)
                        {
                            float seen = x[(((b * s.Steps) + (t * s.Stride) + (q * s.Dilation)) * s.Channels) + first + c];
                            sum = MathF.FusedMultiplyAdd(seen, dy[(((b * s.OutputSteps) + t) * s.Filters) + f], sum);
                        }
                    }

                    dKernel[(((q * s.GroupChannels) + c) * s.Filters) + f] = sum;
                }
            }
        }

        for (int f = 0; f < dBias.Length; f++)
        {
            float sum = 0;
            for (int row = 0; row < s.Batch * s.OutputSteps; row++) sum += dy[(row * s.Filters) + f];
            dBias[f] = sum;
        }
    }
}
