using static KerasRnn.Ops;

namespace KerasRnn.Graph;

/// <summary>
/// The whole ops written in elementary ones. A new engine may start with these; tests hold every engine's kernel against them.
/// </summary>
public static class Definitions
{
    /// <summary>The outputs of a whole op in elementary ops, or null if the op is elementary.</summary>
    public static IReadOnlyList<KerasTensor>? TryDefine(Op op, IReadOnlyList<KerasTensor> x) => op switch
    {
        UnaryOp { Function: Unary.Relu } => [Maximum(x[0].Trace.Constant(0), x[0])],
        UnaryOp { Function: Unary.Square } => [x[0] * x[0]],
        SoftmaxOp => [SoftmaxOf(x[0])],
        Conv1DOp conv => [Correlate(conv, x[0], x[1])],
        SimpleRnnOp rnn => Unroll(rnn, x),
        _ => null,
    };

    /// <summary>An activation of a recurrence as ops of its own.</summary>
    public static KerasTensor Activate(RecurrentActivation activation, KerasTensor x) => activation switch
    {
        RecurrentActivation.Tanh => Tanh(x),
        RecurrentActivation.Sigmoid => Sigmoid(x),
        RecurrentActivation.Relu => Relu(x),
        RecurrentActivation.HardSigmoid => Minimum(x.Trace.Constant(6), Relu(x + 3)) / 6,
        _ => x,
    };

    private static KerasTensor SoftmaxOf(KerasTensor x)
    {
        KerasTensor e = Exp(x - StopGradient(MaxKeep(x, -1)));
        return e / SumKeep(e, -1);
    }

    private static KerasTensor Correlate(Conv1DOp op, KerasTensor x, KerasTensor kernel)
    {
        int steps = op.InferShapes([x.Shape, kernel.Shape])[0][1];
        int channels = kernel.Shape[1], filters = kernel.Shape[2] / op.Groups;
        return Concat([.. Enumerable.Range(0, op.Groups).Select(Group)], 2);

        KerasTensor Group(int group) => Enumerable.Range(0, kernel.Shape[0]).Select(tap => Tap(group, tap)).Aggregate(Add);

        KerasTensor Tap(int group, int tap)
        {
            KerasTensor seen = Slice(x, 1, tap * op.Dilation, steps, op.Stride);
            KerasTensor taps = Reshape(Slice(kernel, 0, tap, 1), new Shape(channels, kernel.Shape[2]));
            return op.Groups == 1
                ? MatMul(seen, taps)
                : MatMul(Slice(seen, 2, group * channels, channels), Slice(taps, 1, group * filters, filters));
        }
    }

    private static KerasTensor[] Unroll(SimpleRnnOp op, IReadOnlyList<KerasTensor> x)
    {
        KerasTensor z = x[0];
        KerasTensor h = op.HasInitialState ? x[2] : ZerosLike(Squeeze(Slice(z, 1, 0, 1), 1));
        KerasTensor[] states = new KerasTensor[z.Shape[1]];
        for (int t = 0; t < states.Length; t++)
        {
            h = Activate(op.Activation, Squeeze(Slice(z, 1, t, 1), 1) + MatMul(h, x[1]));
            states[t] = ExpandDims(h, 1);
        }

        return [Concat(states, 1), h];
    }
}
