namespace KerasRnn.Graph;

/// <summary>
/// What an engine compiles: inputs to be filled, outputs to be read, and the updates of variables. All reads see the values before
/// the run, all writes happen after it; a run that throws leaves all variables as they were.
/// </summary>
public sealed class GraphProgram
{
    /// <summary>Closes a trace into a program: its inputs and updates, the outputs asked for and, behind them, the carried states.</summary>
    public GraphProgram(Trace trace, IReadOnlyList<KerasTensor> outputs)
    {
        Trace = trace;
        Inputs = [.. trace.Inputs];
        CarriedState[] carried = [.. trace.States.Keys];
        Outputs = [.. outputs, .. carried.Select(state => trace.States[state].After)];
        States = [.. carried.Select((state, i) => new StateFlow(state, trace.Inputs.ToList().IndexOf(trace.States[state].Before), outputs.Count + i))];
        Updates = [.. trace.Updates];
        Nodes = Live(trace, [.. Outputs, .. Updates.Select(u => u.Value)]);
    }

    /// <summary>The trace.</summary>
    public Trace Trace { get; }

    /// <summary>The inputs in the order they were made; all are fed, read or not.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>The tensors to be read after a run: those asked for, then the carried states.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>The states that are carried from run to run: to an engine they are inputs and outputs like any other.</summary>
    public IReadOnlyList<StateFlow> States { get; }

    /// <summary>New values of variables.</summary>
    public IReadOnlyList<KeyValuePair<Variable, KerasTensor>> Updates { get; }

    /// <summary>The nodes that outputs and updates need, inputs of a node before it.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The variables that are read or written.</summary>
    public IEnumerable<Variable> Variables =>
        Nodes.Select(n => n.Op).OfType<VariableOp>().Select(op => op.Variable).Concat(Updates.Select(u => u.Key)).Distinct();

    private static Node[] Live(Trace trace, IEnumerable<KerasTensor> roots)
    {
        bool[] live = new bool[trace.Nodes.Count];
        Stack<Node> open = new(roots.Select(r => r.Node!));
        while (open.TryPop(out Node? node))
        {
            if (live[node.Index]) continue;
            live[node.Index] = true;
            foreach (KerasTensor input in node.Inputs) open.Push(input.Node!);
        }

        return [.. trace.Nodes.Where(n => live[n.Index])];
    }
}
