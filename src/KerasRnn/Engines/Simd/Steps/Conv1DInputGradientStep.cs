using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The gradient of a correlation for its input.</summary>
internal sealed class Conv1DInputGradientStep(Conv1DGeometry geometry, Location g, Location kernel, Location workspace, Location dx) : Step
{
    private ConvShape shape;

    public override long Workspace(int batch) => Conv1D.Workspace(shape);

    public override void Bind(int batch) => shape = geometry.At(batch);

    public override void Run() => Conv1D.BackwardInput(g.Span, kernel.Span, shape, workspace.Span, dx.Span);
}
