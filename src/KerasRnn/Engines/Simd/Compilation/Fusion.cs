using KerasRnn.Engines.Simd.Gradients;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Merges units that one kernel can do. A fused step computes the bits that its ops compute one by one.</summary>
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

    public static void Apply(FlatGraph graph, UnitGraph units)
    {
        Epilogues(graph, units);
        BiasGradients(graph, units);
        Sums(graph, units);
        OptimizerRules.Find(graph, units);
        Chains(graph, units);
    }

    // MatMul or Conv1D, then a bias, then an activation, each with one consumer.
    private static void Epilogues(FlatGraph graph, UnitGraph units)
    {
        foreach (Node node in graph.Nodes)
        {
            bool product = node.Op is Conv1DOp || (node.Op is MatMulOp op && node.Inputs[1].Rank == 2 && !op.TransposeA);
            if (!product) continue;
            KerasTensor y = node.Outputs[0];
            Unit unit = units.Of(node)!;
            if (graph.OnlyConsumer(y) is { Op: BinaryOp { Function: Binary.Add } } add && add.Inputs[0] == y
                && add.Inputs[1] is { Rank: 1 } bias && bias.Shape[0] == y.Shape.Last && units.TryMerge(unit, units.Of(add)!))
            {
                y = add.Outputs[0];
            }

            if (graph.OnlyConsumer(y) is { Op: UnaryOp unary } activation && Activation(unary.Function) is not null) units.TryMerge(unit, units.Of(activation)!);
        }
    }

    // The gradient of a kernel, aᵀ·g or a correlation's, and that of the bias beside it: the sums of g's columns. One column alone is summed
    // in another order where it stands by itself.
    private static void BiasGradients(FlatGraph graph, UnitGraph units)
    {
        Dictionary<KerasTensor, Node> kernels = [];
        foreach (Node node in graph.Nodes)
        {
            bool kernel = node.Op is Conv1DKernelGradientOp || node.Op is MatMulOp { TransposeA: true, TransposeB: false } && node.Inputs[1].Rank == 2;
            if (kernel && graph.Root(node.Inputs[1]) is (KerasTensor root, 0)) kernels.TryAdd(root, node);
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.Op is not ReduceOp { Function: Reduction.Sum, KeepDimensions: false } sum || node.Outputs[0].Rank != 1 || node.Outputs[0].Shape[0] == 1) continue;
            KerasTensor g = node.Inputs[0];
            bool leading = sum.Axes.Count == g.Rank - 1 && !sum.Axes.Contains(g.Rank - 1);
            if (leading && graph.Root(g) is (KerasTensor root, 0) && kernels.TryGetValue(root, out Node? kernel)
                && kernel.Inputs[1].Shape.Last == g.Shape.Last && kernel.Inputs[1].Shape.CountPerRow == g.Shape.CountPerRow
                && units.Of(kernel)!.Nodes.Count == 1)
            {
                units.TryMerge(units.Of(kernel)!, units.Of(node)!);
            }
        }
    }

    // Σ a² and Σ a·b over everything, where nobody else looks at the products.
    private static void Sums(FlatGraph graph, UnitGraph units)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Op is not ReduceOp { Function: Reduction.Sum } sum || sum.Axes.Count != node.Inputs[0].Rank || sum.Axes.Count == 0) continue;
            Node product = node.Inputs[0].Node!;
            bool fits = product.Op is UnaryOp { Function: Unary.Square } or BinaryOp { Function: Binary.Multiply }
                && graph.OnlyConsumer(product.Outputs[0]) == node
                && product.Inputs.All(x => graph.Seen(x).Shape.Equals(product.Outputs[0].Shape));
            if (fits && units.Of(product) is { Nodes.Count: 1 } unit) units.TryMerge(unit, units.Of(node)!);
        }
    }

    // Elementwise nodes of one shape that feed each other.
    private static void Chains(FlatGraph graph, UnitGraph units)
    {
        foreach (Node node in graph.Nodes.Where(n => FlatGraph.IsElementwise(n) && graph.IsComputed(n)))
        {
            foreach (KerasTensor input in node.Inputs)
            {
                Unit unit = units.Of(node)!;
                if (unit.Rule is not null || !unit.IsChain) break;
                if (units.Producer(input) is Unit before && before != unit && before.Rule is null && before.IsChain
                    && graph.Root(input).Root.Shape.Equals(node.Outputs[0].Shape)
                    && before.Nodes.Count + unit.Nodes.Count <= LongestChain)
                {
                    units.TryMerge(before, unit);
                }
            }
        }
    }
}
