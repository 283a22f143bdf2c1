using KerasRnn.Engines.Simd.Compilation;
using KerasRnn.Engines.Simd.Kernels;
using KerasRnn.Engines.Simd.Memory;
using KerasRnn.Engines.Simd.Steps;
using KerasRnn.Graph;

namespace KerasRnn.Engines.Simd.Operations;

/// <summary>A sum or maximum over axes; the whole sum of a product takes the product with it.</summary>
internal sealed class ReduceOperation : SimdOperation<ReduceOp>
{
    protected override KerasTensor?[] Differentiate(ReduceOp op, Node node, KerasTensor?[] g, bool[] wanted)
    {
        KerasTensor x = node.Inputs[0];
        Shape kept = op.KeepDimensions ? node.Outputs[0].Shape : (op with { KeepDimensions = true }).InferShapes([x.Shape])[0];
        KerasTensor arriving = Keep(g[0]!);
        if (op.Function == Reduction.Sum) return [arriving.Shape.Equals(x.Shape) ? arriving : Apply(new BroadcastOp(x.Shape), arriving)];
        KerasTensor isLargest = Ops.Equal(x, Keep(node.Outputs[0]));
        KerasTensor equals = Apply(new ReduceOp(Reduction.Sum, op.Axes, true), isLargest);
        return [Ops.Select(isLargest, arriving / equals, x.Trace.Constant(0))];

        KerasTensor Keep(KerasTensor t) => t.Shape.Equals(kept) || t.Rank == 0 ? t : Ops.Reshape(t, kept);
    }

    // Runs of neighbouring axes, the last one first; the shape between two runs keeps the axes that are still to go.
    protected override void Emit(ReduceOp op, Node node, Emitter emitter)
    {
        if (emitter.Group.Products is Node product)
        {
            Location a = emitter.ReadUnbroadcast(product.Inputs[0]);
            emitter.Add(new SumStep(a, product.Inputs.Count > 1 ? emitter.ReadUnbroadcast(product.Inputs[1]) : null, emitter.Write(node.Outputs[0])));
            return;
        }

        Shape shape = node.Inputs[0].Shape;
        Location x = emitter.Read(node.Inputs[0]), y = emitter.Write(node.Outputs[0]);
        int last = op.Axes.Count - 1;
        if (last < 0) emitter.Add(new CopyStep(x, y));
        while (last >= 0)
        {
            int first = last;
            while (first > 0 && op.Axes[first - 1] == op.Axes[first] - 1) first--;
            Shape rest = shape;
            for (int axis = op.Axes[last]; axis >= op.Axes[first]; axis--) rest = rest.Without(axis);
            Location to = first == 0 ? y : emitter.Scratch(rest);
            emitter.Add(new ReduceStep(op.Function, shape, op.Axes[first], last - first + 1, x, to));
            (shape, x, last) = (rest, to, first - 1);
        }
    }
}

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

/// <summary>Σ a² or Σ a·b without writing the products: norms and penalties.</summary>
internal sealed class SumStep(Location a, Location? b, Location y) : Step
{
    public override void Run() => y.Scalar = b is null ? Reduce.SumOfSquares(a.Span) : Reduce.SumOfProducts(a.Span, b.Span);
}
