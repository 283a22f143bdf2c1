using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>The whole recurrence as one step, and back through time as another one.</summary>
internal sealed class SimpleRnnOperation : SimdOperation<SimpleRnnOp>
{
    protected override KerasTensor?[] Differentiate(SimpleRnnOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        // The states show φ, whose value tells its slope; perturbed ones do not.
        Operands<KerasTensor> x = node.Operands;
        KerasTensor? hidden = x.Find(SimpleRnnOp.Perturbation) is null ? null : x[RecurrenceOp.Sequence];
        IReadOnlyList<KerasTensor> back = node.Trace.Apply(
            new SimpleRnnBackwardOp(op.Activation), node.Outputs[RecurrenceOp.States], x[RecurrenceOp.RecurrentKernel], x.Find(SimpleRnnOp.InitialState), x.Find(SimpleRnnOp.Mask),
            hidden, g[RecurrenceOp.States], g[RecurrenceOp.LastState]);
        KerasTensor?[] all = [back[0], back[1], back[2], null, back[3]];
        return all[..x.Count];
    }

    protected override void Emit(SimpleRnnOp op, Node node, Emitter emitter)
    {
        Operands<KerasTensor> x = node.Operands;
        KerasTensor z = x[RecurrenceOp.Sequence], states = node.Outputs[RecurrenceOp.States];
        Location read = emitter.Read(z);
        emitter.MayOverwrite(z, states);
        emitter.Add(new SimpleRnnStep(
            op.Activation, z.Shape[1], z.Shape[2], read, emitter.Read(x[RecurrenceOp.RecurrentKernel]), emitter.ReadIfThere(x.Find(SimpleRnnOp.InitialState)),
            emitter.ReadIfThere(x.Find(SimpleRnnOp.Mask)), emitter.ReadIfThere(x.Find(SimpleRnnOp.Perturbation)), emitter.Threads, emitter.Workspace,
            emitter.Write(states), emitter.WriteIfUsed(node.Outputs[RecurrenceOp.LastState])));
    }
}

/// <summary>
/// Back through time: operands H [B, T, u] and U [u, u], then h_0, mask, z [B, T, u] where states were perturbed, dH [B, T, u] and dh [B, u], each where it exists;
/// outputs dz [B, T, u], dU [u, u], the last carry dh_0 [B, u] and de [B, T, u]. The equations are those of <see cref="SimpleRnnOp"/>.
/// </summary>
internal sealed record SimpleRnnBackwardOp(RecurrentActivation Activation) : Op
{
    public const int Hidden = 4, StatesGradient = 5, LastGradient = 6;

    public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0], operands[1], operands[0].Without(1), operands[0]];
}

/// <summary>Emits the way back.</summary>
internal sealed class SimpleRnnBackwardOperation : SimdOperation<SimpleRnnBackwardOp>
{
    protected override void Emit(SimpleRnnBackwardOp op, Node node, Emitter emitter)
    {
        Operands<KerasTensor> x = node.Operands;
        KerasTensor states = x[0], dz = node.Outputs[0];
        KerasTensor? dStates = x.Find(SimpleRnnBackwardOp.StatesGradient);
        if (dStates is not null) emitter.MayOverwrite(dStates, dz);
        emitter.Add(new SimpleRnnBackwardStep(
            op.Activation, states.Shape[1], states.Shape[2], emitter.Read(states), emitter.Read(x[RecurrenceOp.RecurrentKernel]), emitter.ReadIfThere(x.Find(SimpleRnnOp.InitialState)),
            emitter.ReadIfThere(x.Find(SimpleRnnOp.Mask)), emitter.ReadIfThere(x.Find(SimpleRnnBackwardOp.Hidden)), emitter.ReadIfThere(dStates),
            emitter.ReadIfThere(x.Find(SimpleRnnBackwardOp.LastGradient)), emitter.Threads, emitter.Workspace, emitter.Write(dz), emitter.WriteIfUsed(node.Outputs[1]),
            emitter.WriteIfUsed(node.Outputs[2]), emitter.WriteIfUsed(node.Outputs[3])));
    }
}

/// <summary>The whole recurrence over z [B, steps, units].</summary>
internal sealed class SimpleRnnStep(
    RecurrentActivation activation, int steps, int units, Location z, Location recurrent, Location? initial, Location? mask, Location? perturbation,
    int threads, Location workspace, Location states, Location? last) : SharedStep(threads, workspace)
{
    /// <summary>Every few sequences read all of U once per step: the larger it is, the more of them should share it.</summary>
    public static int Fewest(int units) => units >= 96 ? 64 : 16;

    public override void Bind(int batch)
    {
        int rows = z.Length / (steps * units);
        Share(rows, (long)z.Length * units, SimpleRnn.ForwardWorkspace(rows, steps, units), Fewest(units));
    }

    public override void Part(int part, int lane)
    {
        (int first, int rows) = Rows(part);
        int sequence = steps * units;
        SimpleRnn.Forward(
            z.Span.Slice(first * sequence, rows * sequence), recurrent.Span, Some(initial, first * units, rows * units),
            Some(mask, first * steps, rows * steps), Some(perturbation, first * sequence, rows * sequence),
            rows, steps, units, activation, Scratch(lane), states.Span.Slice(first * sequence, rows * sequence), Some(last, first * units, rows * units));
    }
}

/// <summary>The recurrence back through time, with the gradients of U and h_0 where they are wanted.</summary>
internal sealed class SimpleRnnBackwardStep(
    RecurrentActivation activation, int steps, int units, Location states, Location recurrent, Location? initial, Location? mask, Location? hidden,
    Location? dStates, Location? dLast, int threads, Location workspace, Location dz, Location? dRecurrent, Location? dInitial, Location? dPerturbation)
    : SharedStep(threads, workspace)
{
    private int batch;
    private bool weighs;

    public override void Bind(int batch)
    {
        this.batch = states.Length / (steps * units);
        Share(this.batch, (long)states.Length * units * (dRecurrent is null ? 1 : 2), SimpleRnn.BackwardWorkspace(this.batch, steps, units, mask is not null, hidden is not null), SimpleRnnStep.Fewest(units));
    }

    public override void Run()
    {
        weighs = false;
        RunParts();
        if (!IsShared || dRecurrent is null) return;

        // dU sums over all sequences: shared out by its own rows, when all of dz is there.
        weighs = true;
        RunParts();
    }

    public override void Part(int part, int lane)
    {
        if (weighs)
        {
            (int row, int count) = Rows(units, part);
            if (count > 0) SimpleRnn.KernelGradient(states.Span, dz.Span, Some(initial, 0, batch * units), batch, steps, units, row, count, Scratch(lane), dRecurrent!.Span);
            return;
        }

        (int first, int rows) = Rows(part);
        int sequence = steps * units;
        SimpleRnn.Backward(
            Some(dStates, first * sequence, rows * sequence), Some(dLast, first * units, rows * units),
            states.Span.Slice(first * sequence, rows * sequence), recurrent.Span, Some(initial, first * units, rows * units),
            Some(mask, first * steps, rows * steps), Some(hidden, first * sequence, rows * sequence),
            rows, steps, units, activation, Scratch(lane), dz.Span.Slice(first * sequence, rows * sequence),
            Some(dInitial, first * units, rows * units), IsShared || dRecurrent is null ? default : dRecurrent.Span,
            Some(dPerturbation, first * sequence, rows * sequence));
    }
}
