using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>Merges units that one kernel can do. A fused step computes the bits that its ops compute one by one.</summary>
internal static class Fusion
{
    /// <summary>The activation that a product can apply while it writes, or null.</summary>
    public static RecurrentActivation? Activation(Unary function) => function switch
    {
        Unary.Tanh => RecurrentActivation.Tanh,
        Unary.Relu => RecurrentActivation.Relu,
        _ => null,
    };

    public static void Apply(FlatGraph graph, UnitGraph units)
    {
        Epilogues(graph, units);
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
}
