namespace KerasRnn.Graph;

/// <summary>
/// The whole recurrence h_t = φ(z_t + h_{t-1}·U) for t = 1..T after the input projection: z [B, T, u], U [u, u] and, if
/// <paramref name="HasInitialState"/>, h_0 [B, u] (else zeros). Outputs: all states H [B, T, u] and the last one h [B, u].
/// </summary>
/// <remarks>
/// Backward, with g_t = dH_t (+ dh at t = T) + the carry: dz_t = g_t·φ'(h_t), carry = dz_t·Uᵀ, dU = Σ h_{t-1}ᵀ·dz_t, dh_0 = the last carry.
/// </remarks>
/// <param name="Activation">φ.</param>
/// <param name="HasInitialState">Whether h_0 is the third input.</param>
public sealed record SimpleRnnOp(RecurrentActivation Activation, bool HasInitialState) : Op
{
    /// <inheritdoc/>
    public override Shape[] InferShapes(IReadOnlyList<Shape> inputs)
    {
        Shape z = inputs[0], u = inputs[1];
        if (z.Rank != 3 || !u.Equals(new Shape(z[2], z[2])) || (HasInitialState && !inputs[2].Equals(z.Without(1))))
        {
            throw Throw.Argument($"SimpleRnn expects [B, T, units], [units, units] and [B, units]; got {string.Join(", ", inputs)}.");
        }

        return [z, z.Without(1)];
    }
}
