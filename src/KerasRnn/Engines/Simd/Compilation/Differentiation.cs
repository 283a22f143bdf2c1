using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// Reverse mode: the gradients of a scalar, written as ops behind the nodes of its own trace. Consumers are visited from the last to the
/// first and what they contribute to a tensor is added in that order, so the order of every sum depends on the graph alone.
/// </summary>
internal sealed class Differentiation
{
    private readonly Trace trace;
    private readonly OperationTable operations;
    private readonly Dictionary<KerasTensor, List<KerasTensor>> contributions = [];
    private readonly IReadOnlySet<KerasTensor> paths;

    public Differentiation(Trace trace, OperationTable operations, KerasTensor loss, KerasTensor[] xs)
    {
        this.trace = trace;
        this.operations = operations;
        paths = GradientPaths.Between(xs, loss);
        contributions.Add(loss, [trace.Constant(1)]);
        for (int index = loss.Node!.Index; index >= 0; index--) Visit(trace.Nodes[index]);
        Gradients = [.. xs.Select(Total)];
    }

    public KerasTensor[] Gradients { get; }

    private void Visit(Node node)
    {
        if (!node.Outputs.Any(contributions.ContainsKey)) return;
        bool[] wanted = new bool[node.Operands.Count];
        foreach ((int slot, KerasTensor operand) in node.DifferentiableOperands) wanted[slot] = paths.Contains(operand);
        if (!wanted.Contains(true)) return;
        KerasTensor?[] outputs = [.. node.Outputs.Select(y => contributions.ContainsKey(y) ? Total(y) : null)];
        using IDisposable scope = trace.Scope(node.Origin);
        KerasTensor?[] gradients = operations.Of(node).Differentiate(node, outputs, wanted);
        for (int slot = 0; slot < gradients.Length; slot++)
        {
            if (!wanted[slot] || gradients[slot] is not KerasTensor gradient) continue;
            KerasTensor operand = node.Operands[slot];
            if (!contributions.TryGetValue(operand, out List<KerasTensor>? list)) contributions.Add(operand, list = []);
            list.Add(gradient);
        }
    }

    private KerasTensor Total(KerasTensor tensor)
    {
        List<KerasTensor> list = contributions[tensor];
        if (list.Count > 1)
        {
            KerasTensor sum = Partition(list) ?? list.Aggregate(Ops.Add);
            list.Clear();
            list.Add(sum);
        }

        return list[0];
    }

    // The gradients of slices that cover an axis without overlap (gates, unrolled steps) lie side by side: nothing needs adding.
    private static KerasTensor? Partition(List<KerasTensor> list)
    {
        if (list[0].Node!.Op is not PlaceOp first) return null;
        int axis = first.Axis, covered = 0;
        if (list.Any(g => g.Node!.Op is not PlaceOp { Step: 1 } place || place.Axis != axis)) return null;
        KerasTensor[] parts = [.. list.OrderBy(g => ((PlaceOp)g.Node!.Op).Start)];
        foreach (KerasTensor part in parts)
        {
            if (((PlaceOp)part.Node!.Op).Start != covered) return null;
            covered += part.Node.Inputs[0].Shape[axis];
        }

        return covered == first.Size ? Ops.Concat([.. parts.Select(p => p.Node!.Inputs[0])], axis) : null;
    }
}
