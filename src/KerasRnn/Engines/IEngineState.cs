using KerasRnn.Graph;

namespace KerasRnn.Engines;

/// <summary>The variables of a model inside an engine and the programs that share them. Its owner lets one thread in at a time.</summary>
public interface IEngineState : IVariableStore, IDisposable
{
    /// <summary>The engine that opened it.</summary>
    IEngine Engine { get; }

    /// <summary>
    /// Takes variables over with their present values. Those added together lie side by side, in this order, where the engine can:
    /// then an optimizer is one pass over all weights. A variable is added once, before the first program that uses it.
    /// </summary>
    void Add(IReadOnlyList<Variable> variables);

    /// <summary>Compiles a program; all its variables have been added.</summary>
    /// <exception cref="NotSupportedException">The engine lacks an op; the sentence names the layer that made it.</exception>
    IProgram Compile(GraphProgram program);
}
