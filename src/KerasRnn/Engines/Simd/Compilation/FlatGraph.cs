using KerasRnn.Engines.Simd.Gradients;
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

    public FlatGraph(Expansion expansion)
    {
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

    public static bool IsLeaf(Node node) => node.Op is InputOp or VariableOp or ConstantOp or SizeOp;

    public static bool IsElementwise(Node node) =>
        node.Op is UnaryOp { Function: not Unary.StopGradient } or BinaryOp or SelectOp or UnaryGradientOp or CopyOp or BroadcastOp;

    public static bool IsView(Node node) => node.Op is ReshapeOp or UnaryOp { Function: Unary.StopGradient } || IsContiguousSlice(node);

    /// <summary>A broadcast that every consumer can do by itself while it reads.</summary>
    public bool IsFreeBroadcast(Node node) =>
        node.Op is BroadcastOp && !results.Contains(node.Outputs[0]) && Consumers(node.Outputs[0]).All(IsElementwise);

    /// <summary>A node that a step computes.</summary>
    public bool IsComputed(Node node) => !IsLeaf(node) && !IsView(node) && !IsFreeBroadcast(node);

    /// <summary>The tensor that an elementwise consumer really reads: free broadcasts peeled off.</summary>
    public KerasTensor Seen(KerasTensor tensor)
    {
        while (IsFreeBroadcast(tensor.Node!)) tensor = tensor.Node!.Inputs[0];
        return tensor;
    }

    /// <summary>The tensor whose memory a tensor lies in, and how many floats behind its start.</summary>
    public (KerasTensor Root, long Offset) Root(KerasTensor tensor)
    {
        long offset = 0;
        tensor = Seen(tensor);
        while (IsView(tensor.Node!))
        {
            if (tensor.Node!.Op is SliceOp slice) offset += (long)slice.Start * Behind(tensor.Shape, slice.Axis);
            tensor = Seen(tensor.Node.Inputs[0]);
        }

        return (tensor, offset);
    }

    /// <summary>The elements behind an axis.</summary>
    public static int Behind(Shape shape, int axis)
    {
        int count = 1;
        for (int i = axis + 1; i < shape.Rank; i++) count *= shape[i];
        return count;
    }

    private static bool IsContiguousSlice(Node node)
    {
        if (node.Op is not SliceOp slice || (slice.Step != 1 && slice.Count != 1)) return false;
        for (int axis = 0; axis < slice.Axis; axis++)
        {
            if (node.Outputs[0].Shape[axis] != 1) return false;
        }

        return true;
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
