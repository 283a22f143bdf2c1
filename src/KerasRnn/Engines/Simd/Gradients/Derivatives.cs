using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Engines.Simd.Gradients;

/// <summary>
/// The backward rule of each op: from the gradients of the outputs (null where none arrives) those of the inputs. Ties, kinks and NaN as the
/// docs of the records say. A rule may leave out what is not wanted.
/// </summary>
internal static partial class Derivatives
{
    public static KerasTensor?[] Of(Node node, KerasTensor?[] g, bool[] wanted)
    {
        IReadOnlyList<KerasTensor> x = node.Inputs;
        return node.Op switch
        {
            UnaryOp unary => [OfUnary(unary.Function, x[0], node.Outputs[0], g[0]!)],
            BinaryOp binary => OfBinary(binary.Function, x[0], x[1], node.Outputs[0], g[0]!, wanted),
            SelectOp => OfSelect(x, g[0]!, wanted),
            ReduceOp reduce => [OfReduce(reduce, x[0], node.Outputs[0], g[0]!)],
            MatMulOp product => OfMatMul(product, x[0], x[1], g[0]!, wanted),
            Conv1DOp conv => OfConv1D(conv, x[0], x[1], g[0]!, wanted),
            SoftmaxOp => [Apply(new SoftmaxGradientOp(), node.Outputs[0], g[0]!)],
            SimpleRnnOp rnn => OfSimpleRnn(rnn, x, node.Outputs[0], g),
            ReshapeOp => [Reshape(g[0]!, x[0].Shape)],
            TransposeOp transpose => [OfTranspose(transpose, g[0]!)],
            ConcatOp concat => OfConcat(concat, x, g[0]!),
            SliceOp slice => [Apply(new PlaceOp(slice.Axis, slice.Start, slice.Step, x[0].Shape[slice.Axis]), g[0]!)],
            PadOp pad => [Slice(g[0]!, pad.Axis, pad.Before, x[0].Shape[pad.Axis])],
            _ => throw Throw.NotSupported($"{node.Origin}: the simd engine has no gradient of {node.Op.Word}. Write it in ops that have one."),
        };
    }

    /// <summary>The gradient of an operand that was repeated: summed over the axes it was repeated along.</summary>
    private static KerasTensor SumTo(KerasTensor g, Shape shape)
    {
        if (g.Shape.Equals(shape)) return g;
        int lead = g.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, g.Rank).Where(i => i < lead || (shape[i - lead] == 1 && g.Shape[i] != 1))];
        KerasTensor sum = axes.Length == 0 ? g : Sum(g, axes);
        return sum.Shape.Equals(shape) ? sum : Reshape(sum, shape);
    }

    private static KerasTensor Spread(KerasTensor g, Shape shape) => g.Shape.Equals(shape) ? g : Apply(new BroadcastOp(shape), g);

    private static KerasTensor Apply(Op op, params ReadOnlySpan<KerasTensor> operands) => operands[0].Trace.Apply(op, operands)[0];
}
