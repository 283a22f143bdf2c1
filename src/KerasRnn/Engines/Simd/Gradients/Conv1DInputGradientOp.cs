using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>The gradient of a correlation for its input: inputs g [B, T', F] and the kernel; output [B, T, C].</summary>
internal sealed record Conv1DInputGradientOp(Conv1DOp Forward, Shape Input) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [Input];
}
