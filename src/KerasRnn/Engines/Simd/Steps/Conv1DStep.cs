using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>y = φ(correlation of x and a kernel + bias).</summary>
internal sealed class Conv1DStep(
    Conv1DGeometry geometry, Location x, Location kernel, Location? bias, RecurrentActivation activation, Location workspace, Location y) : Step
{
    private ConvShape shape;

    public override long Workspace(int batch) => Conv1D.Workspace(shape);

    public override void Bind(int batch) => shape = geometry.At(batch);

    public override void Run() =>
        Conv1D.Forward(x.Span, kernel.Span, bias is null ? default : bias.Span, shape, activation, workspace.Span, y.Span);
}
