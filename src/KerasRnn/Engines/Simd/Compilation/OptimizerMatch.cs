using KerasRnn.Engines.Simd.Steps;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>An update rule found in a graph: which one, and what stands for its letters.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Letters">The tensors and numbers by letter.</param>
/// <param name="Targets">The variables that it overwrites, each with its new value.</param>
internal sealed record OptimizerMatch(
    OptimizerRule Rule, IReadOnlyDictionary<string, KerasTensor> Letters, IReadOnlyList<KeyValuePair<Variable, KerasTensor>> Targets);
