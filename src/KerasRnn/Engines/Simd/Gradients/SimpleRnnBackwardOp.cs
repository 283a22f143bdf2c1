using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>
/// Back through time: inputs H [B, T, u] and U [u, u], then h_0 [B, u], dH [B, T, u] and dh [B, u], each where it exists; outputs dz [B, T, u],
/// the last carry dh_0 [B, u] and dU [u, u]. dz_t = (dH_t (+ dh at t = T) + carry)·φ'(h_t), carry = dz_t·Uᵀ, dU = Σ h_{t-1}ᵀ·dz_t.
/// </summary>
internal sealed record SimpleRnnBackwardOp(RecurrentActivation Activation, bool HasInitialState, bool HasStatesGradient, bool HasLastGradient) : Op
{
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[0].Without(1), inputs[1]];
}
