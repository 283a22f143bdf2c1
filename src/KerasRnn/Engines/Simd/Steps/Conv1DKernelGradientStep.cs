using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The gradient of a correlation for its kernel, and for its bias where it is wanted.</summary>
internal sealed class Conv1DKernelGradientStep(
    Conv1DGeometry geometry, Location x, Location g, Location workspace, Location? dBias, Location dKernel) : Step
{
    private ConvShape shape;

    public override long Workspace(int batch) => Conv1D.Workspace(shape);

    public override void Bind(int batch) => shape = geometry.At(batch);

    public override void Run() => Conv1D.BackwardKernel(x.Span, g.Span, shape, workspace.Span, dBias is null ? default : dBias.Span, dKernel.Span);
}
