using KerasRnn.Engines.Simd.Steps;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>An update rule found in a graph: which one, and what its operands are.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Operands">The tensors and numbers that it reads and writes.</param>
/// <param name="Targets">The variables that it overwrites, each with its new value.</param>
internal sealed record OptimizerMatch(
    OptimizerRule Rule, IReadOnlyDictionary<UpdateOperand, KerasTensor> Operands, IReadOnlyList<KeyValuePair<Variable, KerasTensor>> Targets);
