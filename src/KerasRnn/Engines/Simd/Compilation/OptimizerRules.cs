using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Compilation;

/// <summary>
/// The library's update rules as the words write them; each has a kernel that does one weight in one pass. A rule of a user's own that
/// differs in a single op is a chain like any other.
/// </summary>
internal static class OptimizerRules
{
    private static readonly OptimizerTemplate[] Templates = [.. All()];

    /// <summary>Merges the nodes of each rule that is found into one unit that knows it.</summary>
    public static void Find(FlatGraph graph, UnitGraph units)
    {
        Dictionary<Variable, KerasTensor> updates = new(graph.Updates);
        foreach ((Variable weight, KerasTensor value) in graph.Updates)
        {
            foreach (OptimizerTemplate template in Templates)
            {
                List<Node> nodes = [];
                if (template.Match(weight, value, updates, nodes) is not OptimizerMatch match || !IsClosed(graph, nodes, match)) continue;
                Unit unit = units.Of(nodes[0])!;
                bool merged = nodes.TrueForAll(n => units.Of(n) is Unit other && (other == unit || (other.Nodes.Count == 1 && units.TryMerge(unit, other))));
                if (merged) unit.Rule = match;
                break;
            }
        }
    }

    // Nobody outside looks at what the kernel keeps to itself, and all tensors have the weight's shape.
    private static bool IsClosed(FlatGraph graph, List<Node> nodes, OptimizerMatch match)
    {
        Shape shape = match.Targets[^1].Key.Shape;
        return match.Letters.Values.All(t => t.Rank == 0 || t.Shape.Equals(shape)) && nodes.TrueForAll(n =>
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
        yield return new(OptimizerRule.Momentum, t => Momentum(t, nesterov: false));
        yield return new(OptimizerRule.Nesterov, t => Momentum(t, nesterov: true));
        yield return new(OptimizerRule.Sgd, t => t.Assign("w", t.Tensor("w") - (t.Tensor("g") * t.Scalar("lr"))));
    }

    private static void Adam(OptimizerTemplate t, bool amsgrad, bool decays)
    {
        KerasTensor g = t.Tensor("g"), m0 = t.Tensor("m"), v0 = t.Tensor("v"), w = t.Tensor("w");
        KerasTensor m = m0 + ((g - m0) * t.Scalar("1-b1"));
        KerasTensor v = v0 + ((Square(g) - v0) * t.Scalar("1-b2"));
        t.Assign("m", m);
        t.Assign("v", v);
        if (amsgrad)
        {
            v = Maximum(t.Tensor("h"), v);
            t.Assign("h", v);
        }

        KerasTensor from = decays ? w - (w * t.Scalar("wd") * t.Scalar("lr")) : w;
        t.Assign("w", from - (m * t.Scalar("alpha") / (Sqrt(v) + t.Scalar("e"))));
    }

    private static void RmsProp(OptimizerTemplate t, bool momentum)
    {
        KerasTensor g = t.Tensor("g");
        KerasTensor v = (t.Tensor("v") * t.Scalar("rho")) + (Square(g) * t.Scalar("1-rho"));
        t.Assign("v", v);
        KerasTensor change = g * t.Scalar("lr") / Sqrt(v + t.Scalar("e"));
        if (momentum)
        {
            change = (t.Tensor("m") * t.Scalar("mu")) + change;
            t.Assign("m", change);
        }

        t.Assign("w", t.Tensor("w") - change);
    }

    private static void Momentum(OptimizerTemplate t, bool nesterov)
    {
        KerasTensor g = t.Tensor("g"), lr = t.Scalar("lr"), w = t.Tensor("w");
        KerasTensor m = (t.Tensor("m") * t.Scalar("mu")) - (g * lr);
        t.Assign("m", m);
        t.Assign("w", nesterov ? w + ((m * t.Scalar("mu")) - (g * lr)) : w + m);
    }
}
