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

    private void SimpleRnn(Node node)
    {
        Operands<KerasTensor> x = node.Operands;
        TfTensor[] steps = Steps(x[RecurrenceOp.Sequence]);
        TfTensor kernel = Value(x[RecurrenceOp.RecurrentKernel]);
        TfTensor[]? mask = x.Find(SimpleRnnOp.Mask) is KerasTensor m ? Parts(Condition(m), 1, steps.Length) : null;
        TfTensor[]? added = x.Find(SimpleRnnOp.Perturbation) is KerasTensor e ? Steps(e) : null;

        // Without an initial state the first step has no product; a sequence of one step keeps it, so that the kernel has a gradient.
        TfTensor? state = x.Find(SimpleRnnOp.InitialState) is KerasTensor initial ? Value(initial) : steps.Length == 1 ? One("ZerosLike", steps[0]) : null;
        TfTensor[] states = new TfTensor[steps.Length];
        for (int t = 0; t < steps.Length; t++)
        {
            TfTensor next = Activate(((SimpleRnnOp)node.Op).Activation, state is TfTensor before ? Sum(steps[t], MatMul(before, kernel)) : steps[t]);
            if (mask is not null) next = Select(mask[t], next, state ?? One("ZerosLike", next));
            if (added is not null) next = Sum(next, added[t]);
            states[t] = next;
            state = next;
        }

        SetStates(node.Outputs[RecurrenceOp.States], states);
        values[node.Outputs[RecurrenceOp.LastState]] = Identity(states[^1]);
    }

    private TfTensor[] Steps(KerasTensor z) => Parts(TimeRows(z), 0, z.Shape[1]);

    private TfTensor[] Parts(TfTensor x, int axis, int parts)
    {
        if (parts == 1) return [x];
        TfTensor split = Split(x, axis, parts);
        return [.. Enumerable.Range(0, parts).Select(split.Output)];
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
