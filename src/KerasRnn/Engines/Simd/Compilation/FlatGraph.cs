using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// The expanded graph as the compiler looks at it: which nodes are needed, who consumes a tensor, and which nodes need no step because their
/// result lies within their operand already (views) or is repeated while it is read (free broadcasts).
/// </summary>
internal sealed class FlatGraph
{
    private readonly Dictionary<KerasTensor, List<Node>> consumers = [];
    private readonly HashSet<KerasTensor> results;

    public FlatGraph(Expansion expansion, OperationTable operations)
    {
        Operations = operations;
        Inputs = expansion.Inputs;
        Outputs = expansion.Outputs;
        Updates = expansion.Updates;
        results = [.. Outputs, .. Updates.Select(u => u.Value)];
        Nodes = Live(expansion.Trace);
        foreach (Node node in Nodes)
        {
            foreach (KerasTensor input in node.Inputs.Distinct())
            {
                if (!consumers.TryGetValue(input, out List<Node>? list)) consumers.Add(input, list = []);
                list.Add(node);
            }
        }
    }

    public OperationTable Operations { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public KerasTensor[] Inputs { get; }

    public KerasTensor[] Outputs { get; }

    public KeyValuePair<Variable, KerasTensor>[] Updates { get; }

    public IReadOnlyList<Node> Consumers(KerasTensor tensor) => consumers.TryGetValue(tensor, out List<Node>? list) ? list : [];

    /// <summary>Whether anybody looks at a tensor.</summary>
    public bool IsUsed(KerasTensor tensor) => results.Contains(tensor) || consumers.ContainsKey(tensor);

    /// <summary>Whether a tensor is an output or the new value of a variable.</summary>
    public bool IsResult(KerasTensor tensor) => results.Contains(tensor);

    /// <summary>The one node that consumes a tensor, or null if there are more or the tensor is a result.</summary>
    public Node? OnlyConsumer(KerasTensor tensor) => !results.Contains(tensor) && Consumers(tensor) is [Node only] ? only : null;

    /// <summary>A broadcast that every consumer can do by itself while it reads.</summary>
    public bool IsFreeBroadcast(Node node) =>
        node.Op is BroadcastOp && !results.Contains(node.Outputs[0]) && Consumers(node.Outputs[0]).All(Operations.IsElementwise);

    /// <summary>A node that a step computes.</summary>
    public bool IsComputed(Node node) => !Operations.IsLeaf(node) && !Operations.IsView(node) && !IsFreeBroadcast(node);

    /// <summary>The tensor that an elementwise consumer really reads: what a free broadcast repeats.</summary>
    public KerasTensor Unbroadcast(KerasTensor tensor)
    {
        while (IsFreeBroadcast(tensor.Node!)) tensor = tensor.Node!.Inputs[0];
        return tensor;
    }

    /// <summary>The tensor whose memory a tensor lies in, and how many floats behind its start.</summary>
    public (KerasTensor Root, long Offset) Root(KerasTensor tensor)
    {
        long offset = 0;
        tensor = Unbroadcast(tensor);
        while (Operations.Of(tensor.Node!).ViewOffset(tensor.Node!) is long behind)
        {
            offset += behind;
            tensor = Unbroadcast(tensor.Node!.Inputs[0]);
        }

        return (tensor, offset);
    }

    /// <summary>Whether a node reads all of what an operand lies in, element by element.</summary>
    public bool ReadsWhole(Node node, KerasTensor input)
    {
        KerasTensor source = Unbroadcast(input);
        (KerasTensor root, long offset) = Root(source);
        return offset == 0 && root.Shape.CountPerRow == source.Shape.CountPerRow && Broadcasting.Of(source.Shape, node.Outputs[0].Shape) == Broadcast.None;
    }

    private Node[] Live(Trace trace)
    {
        bool[] live = new bool[trace.Nodes.Count];
        foreach (KerasTensor result in results) live[result.Node!.Index] = true;
        foreach (KerasTensor input in Inputs) live[input.Node!.Index] = true;
        for (int index = live.Length - 1; index >= 0; index--)
        {
            if (!live[index]) continue;
            foreach (KerasTensor input in trace.Nodes[index].Inputs) live[input.Node!.Index] = true;
        }

        return [.. trace.Nodes.Where(n => live[n.Index])];
    }
}
