namespace KerasRnn.Graph;

/// <summary>
/// Where gradients flow, tensor by tensor: decided here, once, for all engines. Of a node with two outputs one may be reached and the other not:
/// the last state of a recurrence says nothing about the list of its states.
/// </summary>
public static class GradientPaths
{
    /// <summary>The tensors that a loss depends on in a differentiable way, itself among them.</summary>
    public static IReadOnlySet<KerasTensor> Behind(KerasTensor loss)
    {
        HashSet<KerasTensor> reached = [loss];
        HashSet<Node> visited = [];
        Stack<Node> open = new([loss.Node!]);
        while (open.TryPop(out Node? node))
        {
            if (!visited.Add(node)) continue;
            foreach ((_, KerasTensor operand) in node.DifferentiableOperands)
            {
                reached.Add(operand);
                open.Push(operand.Node!);
            }
        }

        return reached;
    }

    /// <summary>The tensors on a differentiable path from one of some tensors to a loss, both ends among them: what a backward pass goes through.</summary>
    public static IReadOnlySet<KerasTensor> Between(IEnumerable<KerasTensor> xs, KerasTensor loss)
    {
        IReadOnlySet<KerasTensor> behind = Behind(loss);
        HashSet<KerasTensor> between = [.. xs.Where(behind.Contains)];
        Trace trace = loss.Trace;
        for (int index = 0; index <= loss.Node!.Index; index++)
        {
            Node node = trace.Nodes[index];
            if (node.DifferentiableOperands.Any(operand => between.Contains(operand.Tensor))) between.UnionWith(node.Outputs.Where(behind.Contains));
        }

        return between;
    }
}
