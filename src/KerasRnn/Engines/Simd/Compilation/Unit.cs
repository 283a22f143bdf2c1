using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Nodes that become one step.</summary>
internal sealed class Unit(Node node)
{
    /// <summary>The nodes, inputs of a node before it.</summary>
    public List<Node> Nodes { get; } = [node];

    /// <summary>Units that must have run before: they compute operands, or read what this one overwrites. May name units that were merged since.</summary>
    public List<Unit> Before { get; } = [];

    /// <summary>The unit that took this one over, if one did.</summary>
    public Unit? Into { get; set; }

    /// <summary>The update rule that the nodes are, if they are one.</summary>
    public OptimizerMatch? Rule { get; set; }

    /// <summary>The place in the list of steps.</summary>
    public int Order { get; set; }

    /// <summary>The number of the last search that came by.</summary>
    public int Visit { get; set; }

    public bool IsChain => Nodes.TrueForAll(FlatGraph.IsElementwise);

    public int Newest => Nodes[^1].Index;

    public override string ToString() => string.Join("; ", Nodes);
}
