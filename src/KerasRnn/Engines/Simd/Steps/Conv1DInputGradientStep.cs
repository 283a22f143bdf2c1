using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The gradient of a correlation for its input.</summary>
internal sealed class Conv1DInputGradientStep(Conv1DGeometry geometry, Location g, Location kernel, int threads, Location workspace, Location dx)
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
        Conv1D.BackwardInput(
            g.Span.Slice(first * made, count * made), kernel.Span, shape with { Batch = count }, Scratch(lane), dx.Span.Slice(first * seen, count * seen));
    }
}
