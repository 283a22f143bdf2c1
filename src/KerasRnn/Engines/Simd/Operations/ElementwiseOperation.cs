using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>An op of elements at one place: an instruction of a chain, whose gradients are summed back where an operand was broadcast.</summary>
internal abstract class ElementwiseOperation<TOp> : SimdOperation<TOp>
    where TOp : Op
{
    public override bool IsElementwise(Op op) => true;

    /// <summary>The gradient of an operand that was broadcast: summed over the axes it was repeated along.</summary>
    protected static KerasTensor SumTo(KerasTensor g, Shape shape)
    {
        if (g.Shape.Equals(shape)) return g;
        int lead = g.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, g.Rank).Where(i => i < lead || (shape[i - lead] == 1 && g.Shape[i] != 1))];
        KerasTensor sum = axes.Length == 0 ? g : Ops.Sum(g, axes);
        return sum.Shape.Equals(shape) ? sum : Ops.Reshape(sum, shape);
    }

    protected static KerasTensor Zero(KerasTensor like) => like.Trace.Constant(0);
}
