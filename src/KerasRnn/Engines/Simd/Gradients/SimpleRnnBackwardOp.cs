using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>
/// Back through time: inputs H [B, T, u], U [u, u], then dH [B, T, u] and dh [B, u] where they exist; outputs dz [B, T, u] and the last
/// carry dh_0 [B, u]. dz_t = (dH_t (+ dh at t = T) + carry)·φ'(h_t), carry = dz_t·Uᵀ.
/// </summary>
internal sealed record SimpleRnnBackwardOp(RecurrentActivation Activation, bool HasStatesGradient, bool HasLastGradient) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[0].Without(1)];
}
