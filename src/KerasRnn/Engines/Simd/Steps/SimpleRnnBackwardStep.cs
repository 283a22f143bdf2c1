using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The recurrence back through time, with the gradients of U and h_0 where they are wanted.</summary>
internal sealed class SimpleRnnBackwardStep(
    RecurrentActivation activation, int steps, int units, Location states, Location recurrent, Location? initial, Location? dStates, Location? dLast,
    Location workspace, Location dz, Location? dInitial, Location? dRecurrent) : Step
{
    private int rows;

    public override long Workspace(int batch) => SimpleRnn.BackwardWorkspace(rows, steps, units);

    public override void Bind(int batch) => rows = states.Length / (steps * units);

    public override void Run() => SimpleRnn.Backward(
        Optional(dStates), Optional(dLast), states.Span, recurrent.Span, Optional(initial), rows, steps, units, activation,
        workspace.Span, dz.Span, Optional(dInitial), Optional(dRecurrent));

    private static Span<float> Optional(Location? location) => location is null ? default : location.Span;
}
