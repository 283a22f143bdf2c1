using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The recurrence back through time, with the gradients of U and h_0 where they are wanted.</summary>
internal sealed class SimpleRnnBackwardStep(
    RecurrentActivation activation, int steps, int units, Location states, Location recurrent, Location? initial, Location? dStates, Location? dLast,
    int threads, Location workspace, Location dz, Location? dInitial, Location? dRecurrent) : SharedStep(threads, workspace)
{
    private int batch;
    private bool weighs;

    public override void Bind(int batch)
    {
        this.batch = states.Length / (steps * units);
        Share(this.batch, (long)states.Length * units * (dRecurrent is null ? 1 : 2), SimpleRnn.BackwardWorkspace(this.batch, steps, units), SimpleRnnStep.Fewest(units));
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
            rows, steps, units, activation, Scratch(lane), dz.Span.Slice(first * sequence, rows * sequence),
            Some(dInitial, first * units, rows * units), IsShared || dRecurrent is null ? default : dRecurrent.Span);
    }

    private static Span<float> Some(Location? location, int first, int count) => location is null ? default : location.Span.Slice(first, count);
}
