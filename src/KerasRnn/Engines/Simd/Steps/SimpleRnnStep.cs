using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>The whole recurrence over z [B, steps, units].</summary>
internal sealed class SimpleRnnStep(
    RecurrentActivation activation, int steps, int units, Location z, Location recurrent, Location? initial,
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
            z.Span.Slice(first * sequence, rows * sequence), recurrent.Span, initial is null ? default : initial.Span.Slice(first * units, rows * units),
            rows, steps, units, activation, Scratch(lane), states.Span.Slice(first * sequence, rows * sequence),
            last is null ? default : last.Span.Slice(first * units, rows * units));
    }
}
