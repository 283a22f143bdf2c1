using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>
/// Reverse mode: walk back from the loss over the nodes that it depends on, later ones first, and hand each node's gradient to its
/// inputs, where it is added up.
/// </summary>
internal static class Differentiation
{
    /// <summary>The values of a <see cref="GradientsOp"/> node: input 0 is the loss, the others what it is differentiated by.</summary>
    public static NdArray[] Gradients(Node gradients, Dictionary<KerasTensor, NdArray> values)
    {
        KerasTensor loss = gradients.Inputs[0];
        Dictionary<KerasTensor, NdArray> slopes = new() { [loss] = NdArray.Scalar(1) };
        foreach (Node node in Behind(loss))
        {
            NdArray?[] g = [.. node.Outputs.Select(output => slopes.GetValueOrDefault(output))];
            if (node.Inputs.Count == 0 || g.All(slope => slope is null)) continue;
            NdArray?[] dx = Kernel.Of(node.Op).Backward(Values(node.Inputs), Values(node.Outputs), g);
            for (int i = 0; i < dx.Length; i++)
            {
                if (dx[i] is NdArray slope) Add(node.Inputs[i], slope);
            }
        }

        return [.. gradients.Inputs.Skip(1).Select(x => slopes.TryGetValue(x, out NdArray? slope) ? slope : NdArray.Like(values[x]))];

        NdArray[] Values(IEnumerable<KerasTensor> tensors) => [.. tensors.Select(tensor => values[tensor])];

        void Add(KerasTensor tensor, NdArray slope)
        {
            if (slopes.TryGetValue(tensor, out NdArray? sum)) sum.Accumulate(slope);
            else slopes[tensor] = new NdArray(slope.Shape, [.. slope.Data]);
        }
    }

    // The nodes that a gradient flows to, later ones first.
    private static IEnumerable<Node> Behind(KerasTensor loss)
    {
        HashSet<Node> reached = [loss.Node!];
        for (int index = loss.Node!.Index; index >= 0; index--)
        {
            Node node = loss.Trace.Nodes[index];
            if (!reached.Contains(node)) continue;
            yield return node;
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Op.IsDifferentiable(i)) reached.Add(node.Inputs[i].Node!);
            }
        }
    }
}
