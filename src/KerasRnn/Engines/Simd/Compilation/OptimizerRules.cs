using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;
using static KerasRnn.Engines.Simd.Steps.UpdateOperand;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// The library's update rules as the words write them; each has a kernel that does one weight in one pass. A rule of a user's own that
/// differs in a single op is a chain like any other.
/// </summary>
internal static class OptimizerRules
{
    private static readonly OptimizerTemplate[] Templates = [.. All()];

    /// <summary>Merges the nodes of each rule that is found into one group that knows it.</summary>
    public static void Find(FlatGraph graph, FusionGraph groups)
    {
        Dictionary<Variable, KerasTensor> updates = new(graph.Updates);
        foreach ((Variable weight, KerasTensor value) in graph.Updates)
        {
            foreach (OptimizerTemplate template in Templates)
            {
                List<Node> nodes = [];
                if (template.Match(weight, value, updates, nodes) is not OptimizerMatch match || !IsClosed(graph, nodes, match)) continue;
                FusionGroup group = groups.Of(nodes[0])!;
                bool merged = nodes.TrueForAll(n => groups.Of(n) is FusionGroup other && (other == group || (other.Nodes.Count == 1 && groups.TryMerge(group, other))));
                if (merged) group.Rule = match;
                break;
            }
        }
    }

    // Nobody outside looks at what the kernel keeps to itself, and all tensors have the weight's shape where they lie: a kernel repeats nothing,
    // and has read all operands before it writes.
    private static bool IsClosed(FlatGraph graph, List<Node> nodes, OptimizerMatch match)
    {
        Shape shape = match.Targets[^1].Key.Shape;
        return match.Operands.Values.All(t => graph.Unbroadcast(t) == t && !nodes.Contains(graph.Root(t).Root.Node!) && (t.Rank == 0 || t.Shape.Equals(shape))) && nodes.TrueForAll(n =>
            match.Targets.Any(t => t.Value == n.Outputs[0])
            || (!graph.IsResult(n.Outputs[0]) && graph.Consumers(n.Outputs[0]).All(nodes.Contains)));
    }

    private static IEnumerable<OptimizerTemplate> All()
    {
        foreach (bool amsgrad in (bool[])[false, true])
        {
            foreach (bool decays in (bool[])[false, true]) yield return new(OptimizerRule.Adam, t => Adam(t, amsgrad, decays));
        }

        foreach (bool momentum in (bool[])[false, true]) yield return new(OptimizerRule.RmsProp, t => RmsProp(t, momentum));
        yield return new(OptimizerRule.Momentum, t => WithMomentum(t, nesterov: false));
        yield return new(OptimizerRule.Nesterov, t => WithMomentum(t, nesterov: true));
        yield return new(OptimizerRule.Sgd, t => t.Assign(Weight, t.Read(Weight) - (t.Read(Gradient) * t.Read(LearningRate))));
    }

    private static void Adam(OptimizerTemplate t, bool amsgrad, bool decays)
    {
        KerasTensor g = t.Read(Gradient), m0 = t.Read(FirstMoment), v0 = t.Read(SecondMoment), w = t.Read(Weight);
        KerasTensor m = m0 + ((g - m0) * t.Read(OneMinusBeta1));
        KerasTensor v = v0 + ((Square(g) - v0) * t.Read(OneMinusBeta2));
        t.Assign(FirstMoment, m);
        t.Assign(SecondMoment, v);
        if (amsgrad)
        {
            v = Maximum(t.Read(LargestSecondMoment), v);
            t.Assign(LargestSecondMoment, v);
        }

        KerasTensor from = decays ? w - (w * t.Read(WeightDecay) * t.Read(LearningRate)) : w;
        t.Assign(Weight, from - (m * t.Read(CorrectedLearningRate) / (Sqrt(v) + t.Read(Epsilon))));
    }

    private static void RmsProp(OptimizerTemplate t, bool momentum)
    {
        KerasTensor g = t.Read(Gradient);
        KerasTensor v = (t.Read(SecondMoment) * t.Read(Rho)) + (Square(g) * t.Read(OneMinusRho));
        t.Assign(SecondMoment, v);
        KerasTensor change = g * t.Read(LearningRate) / Sqrt(v + t.Read(Epsilon));
        if (momentum)
        {
            change = (t.Read(FirstMoment) * t.Read(Momentum)) + change;
            t.Assign(FirstMoment, change);
        }

        t.Assign(Weight, t.Read(Weight) - change);
    }

    private static void WithMomentum(OptimizerTemplate t, bool nesterov)
    {
        KerasTensor g = t.Read(Gradient), lr = t.Read(LearningRate), w = t.Read(Weight);
        KerasTensor m = (t.Read(FirstMoment) * t.Read(Momentum)) - (g * lr);
        t.Assign(FirstMoment, m);
        t.Assign(Weight, nesterov ? w + ((m * t.Read(Momentum)) - (g * lr)) : w + m);
    }
}
