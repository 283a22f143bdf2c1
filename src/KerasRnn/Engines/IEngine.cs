namespace KerasRnn.Engines;

/// <summary>
/// Turns graphs of ops into numbers. An engine knows nothing of layers; a layer knows nothing of engines. <c>docs/engines.md</c>
/// says how to write one.
/// </summary>
public interface IEngine
{
    /// <summary>A short name: <c>simd</c>.</summary>
    string Name { get; }

    /// <summary>Opens a state that holds the variables and programs of one model, or of models that share weights.</summary>
    IEngineState Open();
}
