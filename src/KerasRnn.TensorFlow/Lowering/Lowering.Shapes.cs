using KerasRnn.Graph;

namespace KerasRnn.TensorFlow.Lowering;

internal sealed partial class Lowering
{
    private readonly Dictionary<(KerasTensor, int Axis, int Count), TfTensor> splits = [];

    private void Reshape(Node node) => Set(node, Reshape(Value(node.Inputs[0]), node.Outputs[0].Shape));

    private TfTensor Reshape(TfTensor x, Shape shape)
    {
        int[] target = new int[shape.Rank];
        for (int axis = 0; axis < target.Length; axis++) target[axis] = shape[axis] < 0 ? -1 : shape[axis];
        return Reshape(x, target);
    }

    private TfTensor Reshape(TfTensor x, params ReadOnlySpan<int> shape) => Pair("Reshape", x, graph.Integers(shape));

    private void Transpose(Node node) => Set(node, Transpose(Value(node.Inputs[0]), ((TransposeOp)node.Op).Permutation.Span));

    private TfTensor Transpose(TfTensor x, ReadOnlySpan<int> permutation) => Pair("Transpose", x, graph.Integers(permutation));

    private void Concat(Node node) => Set(node, Concat([.. node.Inputs.Select(Value)], ((ConcatOp)node.Op).Axis));

    private TfTensor Concat(ReadOnlySpan<TfTensor> parts, int axis) =>
        parts.Length == 1 ? Identity(parts[0]) : graph.Op("ConcatV2").Inputs(parts).Input(graph.Integer(axis)).Finish();

    private void Pad(Node node)
    {
        PadOp pad = (PadOp)node.Op;
        int rank = node.Outputs[0].Rank;
        int[] sizes = new int[2 * rank];
        sizes[2 * pad.Axis] = pad.Before;
        sizes[(2 * pad.Axis) + 1] = pad.After;
        Set(node, graph.Op("PadV2").Input(Value(node.Inputs[0])).Input(Reshape(graph.Integers(sizes), rank, 2)).Input(graph.Constant([], [(float)pad.Value])).Finish());
    }

    // The gradient of n slices is n tensors of the whole size and their sum, that of one split a concatenation.
    private void Slice(Node node) => Set(node, Slice((SliceOp)node.Op, node.Inputs[0]));

    private TfTensor Slice(SliceOp slice, KerasTensor x)
    {
        if (slice.Step == -1 && slice.Count == x.Shape[slice.Axis]) return Pair("ReverseV2", Value(x), graph.Integers(slice.Axis));
        if (!uses.IsOneOfMany(slice, x)) return Strided(Value(x), x.Rank, slice);
        (KerasTensor, int, int) key = (x, slice.Axis, slice.Count);
        if (!splits.TryGetValue(key, out TfTensor split))
        {
            split = Split(Value(x), slice.Axis, x.Shape[slice.Axis] / slice.Count);
            splits[key] = split;
        }

        return split.Output(slice.Start / slice.Count);
    }

    // TensorFlow's gradient of a split with one part fails: the caller has at least two.
    private TfTensor Split(TfTensor x, int axis, int parts) => graph.Op("Split").Input(graph.Integer(axis)).Input(x).Set("num_split", parts).Finish();

    private TfTensor Strided(TfTensor x, int rank, SliceOp slice)
    {
        int[] begin = new int[rank], end = new int[rank], step = new int[rank];
        Array.Fill(step, 1);
        long others = ((1L << rank) - 1) & ~(1L << slice.Axis), open = others;
        begin[slice.Axis] = slice.Start;
        end[slice.Axis] = slice.Start + (slice.Count * slice.Step);
        step[slice.Axis] = slice.Step;

        // An end of -1 would be the last element: backwards to the very first, the axis is left open.
        if (end[slice.Axis] < 0) open |= 1L << slice.Axis;
        return graph.Op("StridedSlice").Input(x).Input(graph.Integers(begin)).Input(graph.Integers(end)).Input(graph.Integers(step))
            .Set("begin_mask", others).Set("end_mask", open).Finish();
    }
}
