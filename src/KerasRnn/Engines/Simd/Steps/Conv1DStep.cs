using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>y = φ(correlation of x and a kernel + bias).</summary>
internal sealed class Conv1DStep(
    Conv1DGeometry geometry, Location x, Location kernel, Location? bias, RecurrentActivation activation, int threads, Location workspace, Location y)
    : SharedStep(threads, workspace)
{
    private ConvShape shape;

    public override void Bind(int batch)
    {
        shape = geometry.At(batch);
        Share(shape.Batch, geometry.Work(shape), Conv1D.Workspace(shape));
    }

    public override void Part(int part, int lane)
    {
        (int first, int count) = Rows(part);
        int seen = shape.Steps * shape.Channels, made = shape.OutputSteps * shape.Filters;
        Conv1D.Forward(
            x.Span.Slice(first * seen, count * seen), kernel.Span, bias is null ? default : bias.Span, shape with { Batch = count },
            activation, Scratch(lane), y.Span.Slice(first * made, count * made));
    }
}
