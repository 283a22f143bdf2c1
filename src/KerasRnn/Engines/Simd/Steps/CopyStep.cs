using KerasRnn.Engines.Simd.Memory;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>A new value of a variable that could not be computed in place, written when everything has been read.</summary>
internal sealed class CopyStep(Location from, Location to) : Step
{
    public override void Run() => from.Span.CopyTo(to.Span);
}
