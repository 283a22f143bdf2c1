using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Reference;
using KerasRnn.TensorFlow;

namespace KerasRnn.Goldens;

/// <summary>The engine that is judged, and whether it computes in double: that decides the bounds.</summary>
public sealed record EngineChoice(string Name, bool IsDouble, Func<IEngine> Make)
{
    public static EngineChoice Reference { get; } = new("reference", true, () => new ReferenceEngine());

    public static EngineChoice Simd { get; } = new("simd", false, () => new SimdEngine());

    public static EngineChoice TensorFlow { get; } = new("tensorflow", false, () => new TensorFlowEngine());

    public static IReadOnlyList<EngineChoice> All { get; } = [Reference, Simd, TensorFlow];

    public static EngineChoice Parse(string name) => All.FirstOrDefault(engine => engine.Name == name)
        ?? throw new ArgumentException($"There is no engine \"{name}\". Known: {string.Join(", ", All.Select(engine => engine.Name))}.");

    public override string ToString() => Name;
}
