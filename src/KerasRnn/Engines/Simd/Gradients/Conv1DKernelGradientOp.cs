using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>The gradient of a correlation for its kernel: inputs x [B, T, C] and g [B, T', F]; output [width, C/groups, F].</summary>
internal sealed record Conv1DKernelGradientOp(Conv1DOp Forward, Shape Kernel) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [Kernel];
}
