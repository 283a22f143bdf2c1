using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The steps to be and what they wait for. Merging two of them is refused where a third one would have to run between them.</summary>
internal sealed class UnitGraph
{
    // A search that has come this far gives up and says yes: in huge graphs a merge is missed rather than time.
    private const int SearchLimit = 4000;

    private readonly FlatGraph graph;
    private readonly Dictionary<Node, Unit> units = [];
    private int visit;

    public UnitGraph(FlatGraph graph)
    {
        this.graph = graph;
        foreach (Node node in graph.Nodes.Where(graph.IsComputed))
        {
            Unit unit = new(node);
            units.Add(node, unit);
            unit.Before.AddRange(node.Inputs.Select(Producer).OfType<Unit>().Distinct());
        }
    }

    /// <summary>All units, in the order of their first nodes.</summary>
    public IEnumerable<Unit> Units => units.Values.Where(u => u.Into is null);

    /// <summary>The unit that computes a node, or null for a leaf or a view.</summary>
    public Unit? Of(Node node) => units.TryGetValue(node, out Unit? unit) ? Now(unit) : null;

    /// <summary>The unit that computes what a tensor lies in, or null for a leaf.</summary>
    public Unit? Producer(KerasTensor tensor) => Of(graph.Root(tensor).Root.Node!);

    /// <summary>Makes one unit of two, if nothing else has to run between them.</summary>
    public bool TryMerge(Unit a, Unit b)
    {
        if (a == b) return true;
        if (IsBetween(a, b) || IsBetween(b, a)) return false;
        a.Nodes.AddRange(b.Nodes);
        a.Nodes.Sort((x, y) => x.Index.CompareTo(y.Index));
        a.Before.AddRange(b.Before);
        b.Into = a;
        return true;
    }

    /// <summary>Whether a unit waits for another one, directly or not.</summary>
    public bool Depends(Unit late, Unit early) => Reaches(late, early, direct: true);

    /// <summary>The units in an order in which each one finds its operands ready, otherwise as their nodes were written.</summary>
    public List<Unit> Sort()
    {
        List<Unit> all = [.. Units];
        Dictionary<Unit, int> waiting = [];
        Dictionary<Unit, List<Unit>> followers = all.ToDictionary(u => u, _ => new List<Unit>());
        PriorityQueue<Unit, int> ready = new();
        foreach (Unit unit in all)
        {
            Unit[] before = [.. unit.Before.Select(Now).Where(u => u != unit).Distinct()];
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

    private static Unit Now(Unit unit)
    {
        while (unit.Into is Unit next) unit = next;
        return unit;
    }

    private bool IsBetween(Unit early, Unit late) => Reaches(late, early, direct: false);

    // Walks back from a unit; without direct, a step straight to the target does not count.
    private bool Reaches(Unit from, Unit target, bool direct)
    {
        visit++;
        int seen = 0;
        Stack<Unit> open = new();
        foreach (Unit before in from.Before.Select(Now))
        {
            if (before != from && (direct || before != target)) open.Push(before);
        }

        while (open.TryPop(out Unit? unit))
        {
            if (unit == target || seen > SearchLimit) return true;
            if (unit.Visit == visit) continue;
            unit.Visit = visit;
            seen++;
            foreach (Unit before in unit.Before) open.Push(Now(before));
        }

        return false;
    }
}
