using KerasRnn.Graph;

namespace KerasRnn.TensorFlow.Lowering;

internal sealed partial class Lowering
{
    private void MatMul(Node node)
    {
        MatMulOp product = (MatMulOp)node.Op;
        (KerasTensor a, KerasTensor b) = (node.Inputs[0], node.Inputs[1]);
        Set(node, a.Rank == 2
            ? MatMul(Value(a), Value(b), product.TransposeA, product.TransposeB)
            : b.Rank == 3
                ? graph.Op("BatchMatMulV2").Input(Value(a)).Input(Value(b)).Set("adj_x", product.TransposeA).Set("adj_y", product.TransposeB).Finish()
                : Reshape(MatMul(Reshape(Value(a), -1, a.Shape.Last), Value(b), transposeB: product.TransposeB), node.Outputs[0].Shape));
    }

    private TfTensor MatMul(TfTensor a, TfTensor b, bool transposeA = false, bool transposeB = false) =>
        graph.Op("MatMul").Input(a).Input(b).Set("transpose_a", transposeA).Set("transpose_b", transposeB).Finish();

    private void Conv1D(Node node)
    {
        Conv1DOp conv = (Conv1DOp)node.Op;
        (KerasTensor x, KerasTensor kernel) = (node.Inputs[0], node.Inputs[1]);

        // TensorFlow's gradients of a dilated Conv2D, and of one from one channel to one filter, are wrong without any error.
        bool isSafe = conv is { Dilation: 1, Groups: 1 } && kernel.Shape[1] * kernel.Shape[2] > 1;
        if (!isSafe)
        {
            Set(node, Taps(conv, Value(x), x.Shape, Value(kernel), kernel.Shape, node.Outputs[0].Shape[1]));
            return;
        }

        TfTensor rows = graph.Op("ExpandDims").Input(Value(x)).Input(graph.Integer(1)).Finish();
        TfTensor taps = graph.Op("ExpandDims").Input(Value(kernel)).Input(graph.Integer(0)).Finish();
        TfTensor y = graph.Op("Conv2D").Input(rows).Input(taps).SetList("strides", 1, 1, conv.Stride, 1).Set("padding", "VALID").Finish();
        Set(node, graph.Op("Squeeze").Input(y).SetList("squeeze_dims", 1).Finish());
    }

    // The taps lie side by side as channels, and one product per group does it.
    private TfTensor Taps(Conv1DOp conv, TfTensor x, Shape shapeX, TfTensor kernel, Shape shapeK, int steps)
    {
        int width = shapeK[0], channels = shapeK[1], filters = shapeK[2] / conv.Groups;
        TfTensor[] groups = new TfTensor[conv.Groups];
        for (int group = 0; group < groups.Length; group++)
        {
            TfTensor part = Part(x, 3, 2, group * channels, channels, shapeX[2]);
            TfTensor[] taps = [.. Enumerable.Range(0, width).Select(tap => Strided(part, 3, new SliceOp(1, tap * conv.Dilation, steps, conv.Stride)))];
            TfTensor rows = Reshape(Concat(taps, 2), -1, width * channels);
            TfTensor weights = Reshape(Part(kernel, 3, 2, group * filters, filters, shapeK[2]), width * channels, filters);
            groups[group] = Reshape(MatMul(rows, weights), shapeX[0] < 0 ? -1 : shapeX[0], steps, filters);
        }

        return Concat(groups, 2);
    }

    private TfTensor Part(TfTensor x, int rank, int axis, int start, int count, int all) =>
        count == all ? x : Strided(x, rank, new SliceOp(axis, start, count, 1));
}
