using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The whole recurrence over z [B, steps, units].</summary>
internal sealed class SimpleRnnStep(
    RecurrentActivation activation, int steps, int units, Location z, Location recurrent, Location? initial,
    Location workspace, Location states, Location? last) : Step
{
    private int rows;

    public override long Workspace(int batch) => SimpleRnn.ForwardWorkspace(rows, steps, units);

    public override void Bind(int batch) => rows = z.Length / (steps * units);

    public override void Run() => SimpleRnn.Forward(
        z.Span, recurrent.Span, initial is null ? default : initial.Span, rows, steps, units,
        activation, workspace.Span, states.Span, last is null ? default : last.Span);
}
