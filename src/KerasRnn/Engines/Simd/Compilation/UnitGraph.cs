using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The steps to be and what they wait for. Merging two of them is refused where a third one would have to run between them.</summary>
internal sealed class UnitGraph
{
    private readonly FlatGraph graph;
    private readonly Dictionary<Node, Unit> units = [];

    public UnitGraph(FlatGraph graph)
    {
        this.graph = graph;
        foreach (Node node in graph.Nodes.Where(graph.IsComputed)) units.Add(node, new Unit(node));
    }

    public IEnumerable<Unit> Units => units.Values.Distinct();

    /// <summary>The unit that computes a node, or null for a leaf.</summary>
    public Unit? Of(Node node) => units.GetValueOrDefault(node);

    /// <summary>The unit that computes what a tensor lies in, or null for a leaf.</summary>
    public Unit? Producer(KerasTensor tensor) => Of(graph.Root(tensor).Root.Node!);

    /// <summary>The units that a unit waits for.</summary>
    public IEnumerable<Unit> Waits(Unit unit) => unit.Nodes
        .SelectMany(n => n.Inputs).Select(Producer).OfType<Unit>().Where(u => u != unit).Concat(unit.After);

    /// <summary>Makes one unit of two, if nothing else has to run between them.</summary>
    public bool TryMerge(Unit a, Unit b)
    {
        if (a == b) return true;
        if (IsBetween(a, b) || IsBetween(b, a)) return false;
        a.Nodes.AddRange(b.Nodes);
        a.Nodes.Sort((x, y) => x.Index.CompareTo(y.Index));
        foreach (Node node in b.Nodes) units[node] = a;
        return true;
    }

    /// <summary>Whether a unit waits for another one, directly or not.</summary>
    public bool Depends(Unit late, Unit early) => Reaches(Waits(late), early);

    /// <summary>The units in an order in which each one finds its operands ready, otherwise as their nodes were written.</summary>
    public List<Unit> Sort()
    {
        List<Unit> all = [.. Units];
        Dictionary<Unit, int> waiting = [];
        Dictionary<Unit, List<Unit>> followers = all.ToDictionary(u => u, _ => new List<Unit>());
        PriorityQueue<Unit, int> ready = new();
        foreach (Unit unit in all)
        {
            Unit[] before = [.. Waits(unit).Distinct()];
            waiting[unit] = before.Length;
            foreach (Unit other in before) followers[other].Add(unit);
            if (before.Length == 0) ready.Enqueue(unit, unit.Newest);
        }

        List<Unit> sorted = [];
        while (ready.TryDequeue(out Unit? unit, out _))
        {
            unit.Order = sorted.Count;
            sorted.Add(unit);
            foreach (Unit follower in followers[unit])
            {
                if (--waiting[follower] == 0) ready.Enqueue(follower, follower.Newest);
            }
        }

        return sorted.Count == all.Count ? sorted : throw Throw.Operation("The simd engine merged steps that wait for each other.");
    }

    private bool IsBetween(Unit early, Unit late) => Reaches(Waits(late).Where(u => u != early), early);

    private bool Reaches(IEnumerable<Unit> from, Unit target)
    {
        HashSet<Unit> seen = [];
        Stack<Unit> open = new(from);
        while (open.TryPop(out Unit? unit))
        {
            if (unit == target) return true;
            if (!seen.Add(unit)) continue;
            foreach (Unit before in Waits(unit)) open.Push(before);
        }

        return false;
    }
}
