using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// An update rule as a graph over letters. It is found where another graph is equal to it op by op and operand by operand, so that its kernel,
/// which rounds in the same places, may stand for it.
/// </summary>
internal sealed class OptimizerTemplate
{
    private static readonly Shape Any = new(2);
    private readonly Trace trace = new();
    private readonly Dictionary<KerasTensor, string> letters = [];
    private readonly List<(string Variable, KerasTensor Value)> targets = [];

    public OptimizerTemplate(OptimizerRule rule, Action<OptimizerTemplate> write)
    {
        Rule = rule;
        write(this);
    }

    public OptimizerRule Rule { get; }

    /// <summary>A tensor of the weight's shape: the gradient or a variable.</summary>
    public KerasTensor Tensor(string letter) => Letter(letter, Any);

    /// <summary>A scalar.</summary>
    public KerasTensor Scalar(string letter) => Letter(letter, Shape.Scalar);

    public KerasTensor Number(double value) => trace.Constant(value);

    /// <summary>Ends the rule: a variable's new value. The weight comes last.</summary>
    public void Assign(string variable, KerasTensor value) => targets.Add((variable, value));

    /// <summary>Finds the rule behind the new value of a weight.</summary>
    public OptimizerMatch? Match(Variable weight, KerasTensor value, IReadOnlyDictionary<Variable, KerasTensor> updates, List<Node> nodes)
    {
        Dictionary<string, KerasTensor> bound = [];
        if (!Equal(targets[^1].Value, value, bound, nodes)) return null;
        List<KeyValuePair<Variable, KerasTensor>> found = [];
        foreach ((string letter, KerasTensor target) in targets)
        {
            if (bound.GetValueOrDefault(letter)?.Node!.Op is not VariableOp { Variable: Variable variable }) return null;
            if (!updates.TryGetValue(variable, out KerasTensor? update) || !Equal(target, update, bound, nodes)) return null;
            found.Add(KeyValuePair.Create(variable, update));
        }

        return found[^1].Key == weight ? new OptimizerMatch(Rule, bound, found) : null;
    }

    private bool Equal(KerasTensor pattern, KerasTensor tensor, Dictionary<string, KerasTensor> bound, List<Node> nodes)
    {
        if (letters.TryGetValue(pattern, out string? letter))
        {
            if (bound.TryGetValue(letter, out KerasTensor? before)) return before == tensor;
            bound.Add(letter, tensor);
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

    private KerasTensor Letter(string name, Shape shape)
    {
        if (letters.FirstOrDefault(l => l.Value == name) is { Value: not null } known) return known.Key;
        KerasTensor letter = trace.Input(name, shape, InputSource.Data);
        letters.Add(letter, name);
        return letter;
    }
}
