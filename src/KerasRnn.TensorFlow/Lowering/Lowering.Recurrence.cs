using KerasRnn.Graph;

namespace KerasRnn.TensorFlow.Lowering;

/// <summary>
/// Recurrences are unrolled, time first: the projection of all steps is one product, one split cuts it into steps, one pack joins the states.
/// Loops of TensorFlow's own cannot be differentiated here, and are slower.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<KerasTensor, TfTensor> timeFirst = [];
    private readonly Dictionary<KerasTensor, TfTensor> timeRows = [];

    private void SimpleRnn(SimpleRnnOp rnn, Node node)
    {
        KerasTensor z = node.Inputs[0];
        TfTensor[] steps = Steps(z);
        TfTensor kernel = Value(node.Inputs[1]);

        // Without an initial state the first step has no product; a sequence of one step keeps it, so that the kernel has a gradient.
        TfTensor? state = rnn.HasInitialState ? Value(node.Inputs[2]) : steps.Length == 1 ? One("ZerosLike", steps[0]) : null;
        TfTensor[] states = new TfTensor[steps.Length];
        for (int t = 0; t < steps.Length; t++)
        {
            TfTensor sum = state is TfTensor before ? Sum(steps[t], MatMul(before, kernel)) : steps[t];
            states[t] = Activate(rnn.Activation, sum);
            state = states[t];
        }

        SetStates(node.Outputs[0], states);
        values[node.Outputs[1]] = Identity(states[^1]);
    }

    private TfTensor[] Steps(KerasTensor z)
    {
        TfTensor rows = TimeRows(z);
        if (z.Shape[1] == 1) return [rows];
        TfTensor split = Split(rows, 0, z.Shape[1]);
        return [.. Enumerable.Range(0, z.Shape[1]).Select(split.Output)];
    }

    // The states of all steps; turned batch first where somebody asks for them so.
    private void SetStates(KerasTensor sequence, TfTensor[] states)
    {
        timeFirst[sequence] = graph.Op("Pack").Inputs(states).Set("axis", 0L).Finish();
        if (uses.IsDifferentiated(sequence)) Value(sequence);
    }

    // [B, T, F] as rows [T·B, F], without a transposition where it is a projection that nobody else reads, or comes out of a recurrence.
    private TfTensor TimeRows(KerasTensor tensor)
    {
        if (timeRows.TryGetValue(tensor, out TfTensor known)) return known;
        Node node = tensor.Node!;
        return timeRows[tensor] = !uses.IsAbsorbed(node)
            ? Reshape(TimeFirst(tensor), -1, tensor.Shape.Last)
            : node.Op is MatMulOp product
                ? MatMul(TimeRows(node.Inputs[0]), Value(node.Inputs[1]), transposeB: product.TransposeB)
                : Bias(TimeRows(node.Inputs[0]), Value(node.Inputs[1]));
    }

    private TfTensor TimeFirst(KerasTensor tensor) =>
        timeFirst.TryGetValue(tensor, out TfTensor known) && !uses.IsDifferentiated(tensor) ? known : Transpose(Value(tensor), [1, 0, 2]);

    private TfTensor Activate(RecurrentActivation activation, TfTensor x) => activation switch
    {
        RecurrentActivation.Linear => x,
        RecurrentActivation.HardSigmoid => Pair(
            "RealDiv", Pair("Minimum", graph.Constant([], [6]), One("Relu", Pair("AddV2", x, graph.Constant([], [3])))), graph.Constant([], [6])),
        _ => One(activation.ToString(), x),
    };
}
