using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Gradients;

internal static partial class Derivatives
{
    private static KerasTensor OfUnary(Unary function, KerasTensor x, KerasTensor y, KerasTensor g) =>
        Apply(new UnaryGradientOp(function), UnaryGradientOp.FollowsFromResult(function) ? y : x, g);

    private static KerasTensor?[] OfBinary(Binary function, KerasTensor a, KerasTensor b, KerasTensor y, KerasTensor g, bool[] wanted)
    {
        return [wanted[0] ? First() : null, wanted[1] ? Second() : null];

        KerasTensor? First() => function switch
        {
            Binary.Add or Binary.Subtract => SumTo(g, a.Shape),
            Binary.Multiply => SumTo(g * b, a.Shape),
            Binary.Divide => SumTo(g / b, a.Shape),
            Binary.Maximum => SumTo(Select(Less(a, b), Zero(g), g), a.Shape),
            Binary.Minimum => SumTo(Select(Less(b, a), Zero(g), g), a.Shape),
            Binary.Pow => SumTo(g * (b * Pow(a, b - 1)), a.Shape),
            _ => null,
        };

        KerasTensor? Second() => function switch
        {
            Binary.Add => SumTo(g, b.Shape),
            Binary.Subtract => SumTo(g, b.Shape) * -1,
            Binary.Multiply => SumTo(g * a, b.Shape),
            Binary.Divide => SumTo(g * (y / b), b.Shape) * -1,
            Binary.Maximum => SumTo(Select(Less(a, b), g, Zero(g)), b.Shape),
            Binary.Minimum => SumTo(Select(Less(b, a), g, Zero(g)), b.Shape),
            Binary.Pow => SumTo(g * Select(Less(Zero(a), a), y * Log(a), Zero(a)), b.Shape),
            _ => null,
        };
    }

    private static KerasTensor?[] OfSelect(IReadOnlyList<KerasTensor> x, KerasTensor g, bool[] wanted) =>
    [
        null,
        wanted[1] ? SumTo(Select(x[0], g, Zero(g)), x[1].Shape) : null,
        wanted[2] ? SumTo(Select(x[0], Zero(g), g), x[2].Shape) : null,
    ];

    private static KerasTensor OfReduce(ReduceOp op, KerasTensor x, KerasTensor y, KerasTensor g)
    {
        Shape kept = op.KeepDimensions ? y.Shape : new ReduceOp(op.Function, op.Axes, true).InferShapes([x.Shape])[0];
        KerasTensor arriving = Keep(g);
        if (op.Function == Reduction.Sum) return Spread(arriving, x.Shape);
        KerasTensor isLargest = Equal(x, Keep(y));
        KerasTensor equals = Apply(new ReduceOp(Reduction.Sum, op.Axes, true), isLargest);
        return Select(isLargest, arriving / equals, Zero(g));

        KerasTensor Keep(KerasTensor t) => t.Shape.Equals(kept) || t.Rank == 0 ? t : Reshape(t, kept);
    }

    private static KerasTensor Zero(KerasTensor like) => like.Trace.Constant(0);
}
