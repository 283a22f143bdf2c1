using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Nodes that become one step.</summary>
internal sealed class Unit(Node node)
{
    /// <summary>The nodes, inputs of a node before it.</summary>
    public List<Node> Nodes { get; } = [node];

    /// <summary>Units that must have run before for another reason than their results: they read what this one overwrites.</summary>
    public List<Unit> After { get; } = [];

    /// <summary>The place in the list of steps.</summary>
    public int Order { get; set; }

    public bool IsChain => Nodes.TrueForAll(FlatGraph.IsElementwise);

    public int Newest => Nodes[^1].Index;

    public override string ToString() => string.Join("; ", Nodes);
}
