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
        foreach (Node node in GradientPaths.Behind(loss).Select(tensor => tensor.Node!).Distinct().OrderByDescending(node => node.Index))
        {
            NdArray?[] g = [.. node.Outputs.Select(output => slopes.GetValueOrDefault(output))];
            if (node.Inputs.Count == 0 || g.All(slope => slope is null)) continue;
            NdArray?[] dx = Kernel.Of(node.Op).Backward(node.Operands.Select(x => values[x]), [.. node.Outputs.Select(y => values[y])], g);
            foreach ((int slot, KerasTensor operand) in node.DifferentiableOperands)
            {
                if (dx[slot] is NdArray slope) Add(operand, slope);
            }
        }

        return [.. gradients.Inputs.Skip(1).Select(x => slopes[x])];

        void Add(KerasTensor tensor, NdArray slope)
        {
            if (slopes.TryGetValue(tensor, out NdArray? sum)) sum.Accumulate(slope);
            else slopes[tensor] = new NdArray(slope.Shape, [.. slope.Data]);
        }
    }
}
