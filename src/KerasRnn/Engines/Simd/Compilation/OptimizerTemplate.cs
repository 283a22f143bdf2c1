using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// An update rule as a graph over its operands. It is found where another graph is equal to it op by op and operand by operand, so that its kernel,
/// which rounds in the same places, may stand for it.
/// </summary>
internal sealed class OptimizerTemplate
{
    private static readonly Shape Any = new(2);
    private readonly Trace trace = new();
    private readonly Dictionary<KerasTensor, UpdateOperand> operands = [];
    private readonly List<(UpdateOperand Variable, KerasTensor Value)> targets = [];

    public OptimizerTemplate(OptimizerRule rule, Action<OptimizerTemplate> write)
    {
        Rule = rule;
        write(this);
    }

    public OptimizerRule Rule { get; }

    /// <summary>An operand: a tensor of the weight's shape, or a scalar.</summary>
    public KerasTensor Read(UpdateOperand operand)
    {
        foreach ((KerasTensor known, UpdateOperand name) in operands)
        {
            if (name == operand) return known;
        }

        KerasTensor made = trace.Input(operand.ToString(), operand < UpdateOperand.LearningRate ? Any : Shape.Scalar, InputSource.Data);
        operands.Add(made, operand);
        return made;
    }

    /// <summary>Ends the rule: a variable's new value. The weight comes last.</summary>
    public void Assign(UpdateOperand variable, KerasTensor value) => targets.Add((variable, value));

    /// <summary>Finds the rule behind the new value of a weight.</summary>
    public OptimizerMatch? Match(Variable weight, KerasTensor value, IReadOnlyDictionary<Variable, KerasTensor> updates, List<Node> nodes)
    {
        Dictionary<UpdateOperand, KerasTensor> bound = [];
        if (!Equal(targets[^1].Value, value, bound, nodes)) return null;
        List<KeyValuePair<Variable, KerasTensor>> found = [];
        foreach ((UpdateOperand target, KerasTensor assigned) in targets)
        {
            if (bound.GetValueOrDefault(target)?.Node!.Op is not VariableOp { Variable: Variable variable }) return null;
            if (!updates.TryGetValue(variable, out KerasTensor? update) || !Equal(assigned, update, bound, nodes)) return null;
            found.Add(KeyValuePair.Create(variable, update));
        }

        return found[^1].Key == weight ? new OptimizerMatch(Rule, bound, found) : null;
    }

    private bool Equal(KerasTensor pattern, KerasTensor tensor, Dictionary<UpdateOperand, KerasTensor> bound, List<Node> nodes)
    {
        if (operands.TryGetValue(pattern, out UpdateOperand operand))
        {
            if (bound.TryGetValue(operand, out KerasTensor? before)) return before == tensor;
            bound.Add(operand, tensor);
            return pattern.Rank > 0 ? tensor.Rank > 0 : tensor.Rank == 0;
        }

        if (!pattern.Node!.Op.Equals(tensor.Node!.Op) || pattern.Node.Inputs.Count != tensor.Node.Inputs.Count) return false;
        if (pattern.Node.Inputs.Count == 0) return true;
        for (int i = 0; i < pattern.Node.Inputs.Count; i++)
        {
            if (!Equal(pattern.Node.Inputs[i], tensor.Node.Inputs[i], bound, nodes)) return false;
        }

        if (!nodes.Contains(tensor.Node)) nodes.Add(tensor.Node);
        return true;
    }
}
