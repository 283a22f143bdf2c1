using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// Merges groups that one kernel can do, and notes in the group who plays which part. A fused step computes the bits that its ops compute one by one.
/// </summary>
internal static class Fusion
{
    private const int LongestChain = 48;

    /// <summary>The activation that a product can apply while it writes, or null.</summary>
    public static RecurrentActivation? Activation(Unary function) => function switch
    {
        Unary.Tanh => RecurrentActivation.Tanh,
        Unary.Sigmoid => RecurrentActivation.Sigmoid,
        Unary.Relu => RecurrentActivation.Relu,
        _ => null,
    };

    public static void Apply(FlatGraph graph, FusionGraph groups)
    {
        Epilogues(graph, groups);
        BiasGradients(graph, groups);
        Sums(graph, groups);
        OptimizerRules.Find(graph, groups);
        Chains(graph, groups);
    }

    // A product, then a bias, then an activation, each with one consumer.
    private static void Epilogues(FlatGraph graph, FusionGraph groups)
    {
        foreach (Node node in graph.Nodes)
        {
            if (!graph.Operations.Of(node).TakesEpilogue(node)) continue;
            KerasTensor y = node.Outputs[0];
            FusionGroup group = groups.Of(node)!;
            if (graph.OnlyConsumer(y) is { Op: BinaryOp { Function: Binary.Add } } add && add.Inputs[0] == y
                && add.Inputs[1] is { Rank: 1 } bias && bias.Shape[0] == y.Shape.Last && graph.Unbroadcast(bias) == bias
                && groups.TryMerge(group, groups.Of(add)!))
            {
                group.BiasAdd = add;
                y = add.Outputs[0];
            }

            if (graph.OnlyConsumer(y) is { Op: UnaryOp unary } activation && Activation(unary.Function) is not null && groups.TryMerge(group, groups.Of(activation)!))
            {
                group.Activation = activation;
            }
        }
    }

    // The gradient of a kernel, aᵀ·g or a correlation's, and that of the bias beside it: the sums of g's columns. One column alone is summed
    // in another order where it stands by itself.
    private static void BiasGradients(FlatGraph graph, FusionGraph groups)
    {
        Dictionary<KerasTensor, Node> kernels = [];
        foreach (Node node in graph.Nodes)
        {
            if (graph.Operations.Of(node).TakesColumnSums(node) && graph.Root(node.Inputs[^1]) is (KerasTensor root, 0)) kernels.TryAdd(root, node);
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.Op is not ReduceOp { Function: Reduction.Sum, KeepDimensions: false } sum || node.Outputs[0].Rank != 1 || node.Outputs[0].Shape[0] == 1) continue;
            KerasTensor g = node.Inputs[0];
            bool leading = sum.Axes.Count == g.Rank - 1 && !sum.Axes.Contains(g.Rank - 1);
            if (leading && graph.Root(g) is (KerasTensor root, 0) && kernels.TryGetValue(root, out Node? kernel)
                && kernel.Inputs[^1].Shape.Last == g.Shape.Last && kernel.Inputs[^1].Shape.CountPerRow == g.Shape.CountPerRow
                && groups.Of(kernel) is { Nodes.Count: 1 } group && groups.TryMerge(group, groups.Of(node)!))
            {
                group.ColumnSums = node;
            }
        }
    }

    // Σ a² and Σ a·b over everything, where nobody else looks at the products.
    private static void Sums(FlatGraph graph, FusionGraph groups)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Op is not ReduceOp { Function: Reduction.Sum } sum || sum.Axes.Count != node.Inputs[0].Rank || sum.Axes.Count == 0) continue;
            Node product = node.Inputs[0].Node!;
            bool fits = product.Op is UnaryOp { Function: Unary.Square } or BinaryOp { Function: Binary.Multiply }
                && graph.OnlyConsumer(product.Outputs[0]) == node
                && product.Inputs.All(x => graph.Unbroadcast(x).Shape.Equals(product.Outputs[0].Shape));
            if (fits && groups.Of(product) is { Nodes.Count: 1 } group && groups.TryMerge(group, groups.Of(node)!))
            {
                group.Head = node;
                group.Products = product;
            }
        }
    }

    // Elementwise nodes of one shape that feed each other. A chain goes element by element: it cannot read a part of what it computes itself.
    private static void Chains(FlatGraph graph, FusionGraph groups)
    {
        foreach (Node node in graph.Nodes.Where(n => graph.Operations.IsElementwise(n) && graph.IsComputed(n)))
        {
            foreach (KerasTensor input in node.Inputs)
            {
                FusionGroup group = groups.Of(node)!;
                if (group.Rule is not null || !group.IsChain) break;
                if (groups.Producer(input) is FusionGroup before && before != group && before.Rule is null && before.IsChain
                    && graph.Root(input).Root.Shape.Equals(node.Outputs[0].Shape)
                    && before.Nodes.Count + group.Nodes.Count <= LongestChain && ReadWhole(graph, groups, before, group))
                {
                    groups.TryMerge(before, group);
                }
            }
        }
    }

    // Whether two groups read element by element what either of them computes.
    private static bool ReadWhole(FlatGraph graph, FusionGraph groups, FusionGroup a, FusionGroup b) => a.Nodes.Concat(b.Nodes).All(node =>
        node.Inputs.All(x => groups.Producer(x) is not FusionGroup producer || (producer != a && producer != b) || graph.ReadsWhole(node, x)));
}
