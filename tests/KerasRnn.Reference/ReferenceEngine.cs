using KerasRnn.Engines;

namespace KerasRnn.Reference;

/// <summary>
/// Plain loops in double precision, never optimised: the readable truth that other engines are held against. It differentiates in
/// reverse, op by op, and shares no kernel and no rule with them. Constants, variables and results stay in double.
/// </summary>
public sealed class ReferenceEngine : IEngine
{
    public string Name => "reference";

    public IEngineState Open() => new ReferenceState(this);
}
