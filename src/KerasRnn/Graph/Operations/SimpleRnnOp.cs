namespace KerasRnn.Graph;

/// <summary>
/// The whole recurrence h_t = φ(z_t + h_{t-1}·U) for t = 1..T after the input projection: z [B, T, u] and U [u, u]. Outputs: all states H [B, T, u] and
/// the last one h [B, u].
/// </summary>
/// <remarks>
/// Three operands may be absent: the initial state h_0 [B, u] (else zeros); a mask [B, T], a step whose number is 0 keeps the state before it; and a
/// perturbation e [B, T, u], added to each state after that choice: its gradient is the whole dL/dh_t.
/// Backward, with the mask m, g_t = dH_t (+ dh at t = T) + the carry: de_t = g_t, dz_t = m·g_t·φ'(z_t + h_{t-1}·U), carry = dz_t·Uᵀ + (1 - m)·g_t, dU = Σ h_{t-1}ᵀ·dz_t,
/// dh_0 = the last carry.
/// </remarks>
/// <param name="Activation">φ.</param>
public sealed record SimpleRnnOp(RecurrentActivation Activation) : RecurrenceOp
{
    /// <summary>The slot of h_0 [B, u]; may be empty.</summary>
    public const int InitialState = 2;

    /// <summary>The slot of the mask [B, T]; may be empty.</summary>
    public const int Mask = 3;

    /// <summary>The slot of e [B, T, u]; may be empty.</summary>
    public const int Perturbation = 4;

    /// <inheritdoc/>
    public override Shape[] InferShapes(Operands<Shape> operands)
    {
        // Each operand knows some of the lengths [B, T, units].
        Shape? all = new(Shape.Unknown, Shape.Unknown, Shape.Unknown);
        Meet(Sequence, 3, z => z);
        Meet(RecurrentKernel, 2, u => u.HasBatch ? null : Shape.Same(new Shape(Shape.Unknown, Shape.Unknown, u[0]), new Shape(Shape.Unknown, Shape.Unknown, u[1])));
        Meet(InitialState, 2, h => h.Insert(1, Shape.Unknown));
        Meet(Mask, 2, m => m.Insert(2, Shape.Unknown));
        Meet(Perturbation, 3, e => e);
        return all is not null ? [all, all.Without(1)] : throw Throw.Argument($"SimpleRnn expects [B, T, units], [units, units] and [B, units], a mask [B, T] and a perturbation [B, T, units] where it has them; got {operands}.");

        void Meet(int slot, int rank, Func<Shape, Shape?> place)
        {
            if (operands.Find(slot) is Shape given) all = all is not null && given.Rank == rank && place(given) is Shape known ? Shape.Same(all, known) : null;
        }
    }

    /// <inheritdoc/>
    public override bool IsDifferentiable(int slot) => slot != Mask;

    /// <summary>The cell, step by step.</summary>
    public override IReadOnlyList<KerasTensor> Define(Operands<KerasTensor> operands)
    {
        KerasTensor z = operands[Sequence];
        KerasTensor h = operands.Find(InitialState) ?? Ops.ZerosLike(Step(z, 0));
        KerasTensor[] states = new KerasTensor[z.Shape[1]];
        for (int t = 0; t < states.Length; t++)
        {
            KerasTensor next = Ops.Activate(Activation, Step(z, t) + Ops.MatMul(h, operands[RecurrentKernel]));
            h = operands.Find(Mask) is KerasTensor mask ? Ops.Select(Ops.Slice(mask, 1, t, 1), next, h) : next;
            if (operands.Find(Perturbation) is KerasTensor perturbation) h += Step(perturbation, t);
            states[t] = Ops.ExpandDims(h, 1);
        }

        return [Ops.Concat(states, 1), h];

        static KerasTensor Step(KerasTensor sequence, int t) => Ops.Squeeze(Ops.Slice(sequence, 1, t, 1), 1);
    }
}
