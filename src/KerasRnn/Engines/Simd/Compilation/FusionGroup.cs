using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Nodes that become one step. What fusion decided about them is noted here by role, and read when the step is made.</summary>
internal sealed class FusionGroup(Node node, bool isElementwise)
{
    /// <summary>The nodes, inputs of a node before it.</summary>
    public List<Node> Nodes { get; } = [node];

    /// <summary>The node whose operation makes the step; of a chain, any.</summary>
    public Node Head { get; set; } = node;

    /// <summary>The addition of a bias that the head does while it writes.</summary>
    public Node? BiasAdd { get; set; }

    /// <summary>The activation that the head applies while it writes.</summary>
    public Node? Activation { get; set; }

    /// <summary>The sum of the columns of the head's last operand, done in the same pass.</summary>
    public Node? ColumnSums { get; set; }

    /// <summary>The products that the head adds up without writing them.</summary>
    public Node? Products { get; set; }

    /// <summary>The update rule that the nodes are, if they are one.</summary>
    public OptimizerMatch? Rule { get; set; }

    /// <summary>Whether all nodes are elementwise: a chain, or an update rule.</summary>
    public bool IsChain { get; set; } = isElementwise;

    /// <summary>Groups that must have run before: they compute operands, or read what this one overwrites. May name groups that were merged since.</summary>
    public List<FusionGroup> Before { get; } = [];

    /// <summary>The group that took this one over, if one did.</summary>
    public FusionGroup? Into { get; set; }

    /// <summary>The place in the list of steps.</summary>
    public int Order { get; set; }

    /// <summary>The number of the last search that came by.</summary>
    public int Visit { get; set; }

    /// <summary>What the head writes in the end.</summary>
    public KerasTensor Result => (Activation ?? BiasAdd ?? Head).Outputs[0];

    public int Newest => Nodes[^1].Index;

    public override string ToString() => string.Join("; ", Nodes);
}
