using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>The steps to be and what they wait for. Merging two of them is refused where a third one would have to run between them.</summary>
internal sealed class FusionGraph
{
    // A search that has come this far gives up and says yes: in huge graphs a merge is missed rather than time.
    private const int SearchLimit = 4000;

    private readonly FlatGraph graph;
    private readonly Dictionary<Node, FusionGroup> groups = [];
    private int visit;

    public FusionGraph(FlatGraph graph)
    {
        this.graph = graph;
        foreach (Node node in graph.Nodes.Where(graph.IsComputed))
        {
            FusionGroup group = new(node, graph.Operations.IsElementwise(node));
            groups.Add(node, group);
            group.Before.AddRange(node.Inputs.Select(Producer).OfType<FusionGroup>().Distinct());
        }
    }

    /// <summary>All groups, in the order of their first nodes.</summary>
    public IEnumerable<FusionGroup> Groups => groups.Values.Where(g => g.Into is null);

    /// <summary>The group that computes a node, or null for a leaf or a view.</summary>
    public FusionGroup? Of(Node node) => groups.TryGetValue(node, out FusionGroup? group) ? Now(group) : null;

    /// <summary>The group that computes what a tensor lies in, or null for a leaf.</summary>
    public FusionGroup? Producer(KerasTensor tensor) => Of(graph.Root(tensor).Root.Node!);

    /// <summary>Makes one group of two, if nothing else has to run between them.</summary>
    public bool TryMerge(FusionGroup a, FusionGroup b)
    {
        if (a == b) return true;
        if (IsBetween(a, b) || IsBetween(b, a)) return false;
        a.Nodes.AddRange(b.Nodes);
        a.Nodes.Sort((x, y) => x.Index.CompareTo(y.Index));
        a.Before.AddRange(b.Before);
        a.IsChain &= b.IsChain;
        b.Into = a;
        return true;
    }

    /// <summary>Whether a group waits for another one, directly or not.</summary>
    public bool Depends(FusionGroup late, FusionGroup early) => Reaches(late, early, direct: true);

    /// <summary>The groups in an order in which each one finds its operands ready, otherwise as their nodes were written.</summary>
    public List<FusionGroup> Sort()
    {
        List<FusionGroup> all = [.. Groups];
        Dictionary<FusionGroup, int> waiting = [];
        Dictionary<FusionGroup, List<FusionGroup>> followers = all.ToDictionary(u => u, _ => new List<FusionGroup>());
        PriorityQueue<FusionGroup, int> ready = new();
        foreach (FusionGroup group in all)
        {
            FusionGroup[] before = [.. group.Before.Select(Now).Where(u => u != group).Distinct()];
            waiting[group] = before.Length;
            foreach (FusionGroup other in before) followers[other].Add(group);
            if (before.Length == 0) ready.Enqueue(group, group.Newest);
        }

        List<FusionGroup> sorted = [];
        while (ready.TryDequeue(out FusionGroup? group, out _))
        {
            group.Order = sorted.Count;
            sorted.Add(group);
            foreach (FusionGroup follower in followers[group])
            {
                if (--waiting[follower] == 0) ready.Enqueue(follower, follower.Newest);
            }
        }

        return sorted.Count == all.Count ? sorted : throw Throw.Operation("The simd engine merged steps that wait for each other.");
    }

    private static FusionGroup Now(FusionGroup group)
    {
        while (group.Into is FusionGroup next) group = next;
        return group;
    }

    private bool IsBetween(FusionGroup early, FusionGroup late) => Reaches(late, early, direct: false);

    // Walks back from a group; without direct, a step straight to the target does not count.
    private bool Reaches(FusionGroup from, FusionGroup target, bool direct)
    {
        visit++;
        int seen = 0;
        Stack<FusionGroup> open = new();
        foreach (FusionGroup before in from.Before.Select(Now))
        {
            if (before != from && (direct || before != target)) open.Push(before);
        }

        while (open.TryPop(out FusionGroup? group))
        {
            if (group == target || seen > SearchLimit) return true;
            if (group.Visit == visit) continue;
            group.Visit = visit;
            seen++;
            foreach (FusionGroup before in group.Before) open.Push(Now(before));
        }

        return false;
    }
}
