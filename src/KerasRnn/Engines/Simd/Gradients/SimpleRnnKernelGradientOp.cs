using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>dU = Σ over b, t of h_{t-1}ᵀ·dz_t: inputs H [B, T, u], dz [B, T, u] and h_0 [B, u] if there is one; output [u, u].</summary>
internal sealed record SimpleRnnKernelGradientOp(bool HasInitialState) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [new Shape(inputs[0][2], inputs[0][2])];
}
