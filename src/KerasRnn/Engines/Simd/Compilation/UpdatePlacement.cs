using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// Decides which new values are computed right where the old ones lie. All reads see the old state: the writer runs after every reader of the
/// old value, or, where that is impossible (two variables that change places), the value is computed aside and copied at the end.
/// </summary>
internal static class UpdatePlacement
{
    /// <summary>Places what can be placed, orders the units, and returns the updates that are left to copy.</summary>
    public static List<KeyValuePair<Variable, KerasTensor>> Place(FlatGraph graph, UnitGraph units, MemoryMap map)
    {
        HashSet<KerasTensor> taken = [.. graph.Outputs.Select(o => graph.Root(o).Root)];
        List<KeyValuePair<Variable, KerasTensor>> copies = [];
        Dictionary<Variable, List<Unit>> readers = Readers(graph, units);
        foreach (KeyValuePair<Variable, KerasTensor> update in graph.Updates)
        {
            (KerasTensor root, long offset) = graph.Root(update.Value);
            Unit writer = units.Of(root.Node!)!;
            List<Unit> before = readers.TryGetValue(update.Key, out List<Unit>? list) ? [.. list.Where(u => u != writer)] : [];
            bool fits = offset == 0 && root.Shape.CountPerRow == update.Key.Count && !root.Shape.HasBatch && !taken.Contains(root);
            if (fits && ReadsInStep(graph, writer, update.Key) && !before.Exists(u => units.Depends(u, writer)))
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

    private static Dictionary<Variable, List<Unit>> Readers(FlatGraph graph, UnitGraph units)
    {
        Dictionary<Variable, List<Unit>> readers = [];
        foreach (Unit unit in units.Units)
        {
            foreach (Variable variable in unit.Nodes.SelectMany(n => n.Inputs).Select(x => graph.Root(x).Root.Node!.Op).OfType<VariableOp>().Select(op => op.Variable).Distinct())
            {
                if (!readers.TryGetValue(variable, out List<Unit>? list)) readers.Add(variable, list = []);
                list.Add(unit);
            }
        }

        return readers;
    }

    // A writer that reads the old value does so element by element, each before it is overwritten.
    private static bool ReadsInStep(FlatGraph graph, Unit writer, Variable variable)
    {
        foreach (Node node in writer.Nodes)
        {
            foreach (KerasTensor input in node.Inputs)
            {
                KerasTensor seen = graph.Seen(input);
                (KerasTensor root, long offset) = graph.Root(seen);
                if (root.Node!.Op is not VariableOp op || op.Variable != variable) continue;
                if (!writer.IsChain || offset != 0 || seen.Shape.CountPerRow != variable.Count
                    || Pattern.Of(seen.Shape, node.Outputs[0].Shape) != Repetition.None)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
