using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// Decides which new values are computed right where the old ones lie. All reads see the old state: the writer runs after every reader of the
/// old value, or, where that is impossible (two variables that change places), the value is computed aside and copied at the end.
/// </summary>
internal static class UpdatePlacement
{
    /// <summary>Places what can be placed, orders the groups, and returns the updates that are left to copy.</summary>
    public static List<KeyValuePair<Variable, KerasTensor>> Place(FlatGraph graph, FusionGraph groups, MemoryMap map)
    {
        HashSet<KerasTensor> taken = [.. graph.Outputs.Select(o => graph.Root(o).Root)];
        List<KeyValuePair<Variable, KerasTensor>> copies = [];
        Dictionary<Variable, List<FusionGroup>> readers = Readers(graph, groups);
        foreach (KeyValuePair<Variable, KerasTensor> update in graph.Updates)
        {
            (KerasTensor root, long offset) = graph.Root(update.Value);
            FusionGroup writer = groups.Of(root.Node!)!;
            List<FusionGroup> before = readers.TryGetValue(update.Key, out List<FusionGroup>? list) ? [.. list.Where(u => u != writer)] : [];
            bool fits = offset == 0 && root.Shape.CountPerRow == update.Key.Count && !root.Shape.HasBatch && !taken.Contains(root);
            if (fits && ReadsInStep(graph, writer, update.Key) && !before.Exists(u => groups.Depends(u, writer)))
            {
                writer.Before.AddRange(before);
                taken.Add(root);
                map.PlaceIn(root, update.Key);
            }
            else
            {
                copies.Add(update);
            }
        }

        return copies;
    }

    private static Dictionary<Variable, List<FusionGroup>> Readers(FlatGraph graph, FusionGraph groups)
    {
        Dictionary<Variable, List<FusionGroup>> readers = [];
        foreach (FusionGroup group in groups.Groups)
        {
            foreach (Variable variable in group.Nodes.SelectMany(n => n.Inputs).Select(x => graph.Root(x).Root.Node!.Op).OfType<VariableOp>().Select(op => op.Variable).Distinct())
            {
                if (!readers.TryGetValue(variable, out List<FusionGroup>? list)) readers.Add(variable, list = []);
                list.Add(group);
            }
        }

        return readers;
    }

    // A writer that reads the old value does so element by element, each before it is overwritten.
    private static bool ReadsInStep(FlatGraph graph, FusionGroup writer, Variable variable)
    {
        foreach (Node node in writer.Nodes)
        {
            foreach (KerasTensor input in node.Inputs)
            {
                KerasTensor source = graph.Unbroadcast(input);
                (KerasTensor root, long offset) = graph.Root(source);
                if (root.Node!.Op is not VariableOp op || op.Variable != variable) continue;
                if (!writer.IsChain || offset != 0 || source.Shape.CountPerRow != variable.Count
                    || Broadcasting.Of(source.Shape, node.Outputs[0].Shape) != Broadcast.None)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
