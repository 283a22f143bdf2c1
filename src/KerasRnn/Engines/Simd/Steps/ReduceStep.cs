using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Steps;

/// <summary>A sum or maximum over neighbouring axes: x [outer, n, inner] gives y [outer, inner].</summary>
internal sealed class ReduceStep : Step
{
    private readonly Reduction function;
    private readonly Location x;
    private readonly Location y;
    private readonly int outerDimension;
    private readonly int reducedDimension;
    private readonly int inner;
    private int outer;
    private int n;

    /// <summary>Makes the step.</summary>
    /// <param name="function">Sum or maximum.</param>
    /// <param name="shape">The shape of x.</param>
    /// <param name="first">The first reduced axis.</param>
    /// <param name="count">How many axes are reduced.</param>
    /// <param name="x">The operand.</param>
    /// <param name="y">The result.</param>
    public ReduceStep(Reduction function, Shape shape, int first, int count, Location x, Location y)
    {
        this.function = function;
        this.x = x;
        this.y = y;
        outerDimension = Product(shape, 0, first);
        reducedDimension = Product(shape, first, first + count);
        inner = Product(shape, first + count, shape.Rank);
    }

    public override void Bind(int batch)
    {
        outer = At(outerDimension, batch);
        n = At(reducedDimension, batch);
    }

    public override void Run()
    {
        if (function == Reduction.Sum) Reduce.Sum(x.Span, outer, n, inner, y.Span);
        else Reduce.Max(x.Span, outer, n, inner, y.Span);
    }

    // The batch keeps its sign: -k for k·B.
    private static int Product(Shape shape, int from, int to)
    {
        int product = 1;
        for (int axis = from; axis < to; axis++) product *= shape[axis];
        return product;
    }
}
