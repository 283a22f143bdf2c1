using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>
/// Reverse mode: the gradients of a scalar, written as ops behind the nodes of its own trace. Consumers are visited from the last to the
/// first and what they contribute to a tensor is added in that order, so the order of every sum depends on the graph alone.
/// </summary>
internal sealed class Differentiation
{
    private readonly Trace trace;
    private readonly Dictionary<KerasTensor, List<KerasTensor>> contributions = [];
    private readonly bool[] carries;

    public Differentiation(Trace trace, KerasTensor loss, KerasTensor[] xs)
    {
        this.trace = trace;
        int end = loss.Node!.Index;
        carries = Dependents(trace, end, xs);
        contributions.Add(loss, [trace.Constant(1)]);
        for (int index = end; index >= 0; index--)
        {
            if (carries[index]) Visit(trace.Nodes[index]);
        }

        Gradients = [.. xs.Select(Total)];
    }

    public KerasTensor[] Gradients { get; }

    // Nodes on a differentiable path from one of xs; what lies behind them receives nothing.
    private static bool[] Dependents(Trace trace, int end, KerasTensor[] xs)
    {
        bool[] carries = new bool[end + 1];
        foreach (KerasTensor x in xs) carries[x.Node!.Index] = true;
        for (int index = 0; index <= end; index++)
        {
            Node node = trace.Nodes[index];
            for (int i = 0; i < node.Inputs.Count && !carries[index]; i++)
            {
                carries[index] = carries[node.Inputs[i].Node!.Index] && node.Op.IsDifferentiable(i);
            }
        }

        return carries;
    }

    private void Visit(Node node)
    {
        bool[] wanted = [.. node.Inputs.Select((x, i) => carries[x.Node!.Index] && node.Op.IsDifferentiable(i))];
        if (!wanted.Contains(true)) return;
        KerasTensor?[] outputs = [.. node.Outputs.Select(y => contributions.ContainsKey(y) ? Total(y) : null)];
        if (outputs.All(g => g is null)) return;
        using IDisposable scope = trace.Scope(node.Origin);
        KerasTensor?[] gradients = Derivatives.Of(node, outputs, wanted);
        for (int i = 0; i < gradients.Length; i++)
        {
            if (!wanted[i] || gradients[i] is not KerasTensor gradient) continue;
            if (!contributions.TryGetValue(node.Inputs[i], out List<KerasTensor>? list)) contributions.Add(node.Inputs[i], list = []);
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
