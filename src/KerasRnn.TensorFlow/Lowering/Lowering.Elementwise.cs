using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

internal sealed partial class Lowering
{
    private void Unary(Node node)
    {
        Unary function = ((UnaryOp)node.Op).Function;
        TfTensor x = Value(node.Inputs[0]);
        Set(node, function switch
        {
            // TensorFlow differentiates Sign to zeros that are there; the op set has none.
            KerasRnn.Graph.Unary.Sign => Stopped(One("Sign", x)),
            KerasRnn.Graph.Unary.Erfc => Erfc(x),
            _ => One(function.ToString(), x),
        });
    }

    // Erfc keeps the precision of its tail but has no gradient: Erf, which has, adds exactly nothing to it.
    private TfTensor Erfc(TfTensor x)
    {
        TfTensor erf = One("Erf", x);
        return Pair("Sub", Stopped(One("Erfc", x)), Pair("Sub", erf, Stopped(erf)));
    }

    private void Binary(Node node)
    {
        (KerasTensor a, KerasTensor b) = (node.Inputs[0], node.Inputs[1]);
        switch (((BinaryOp)node.Op).Function)
        {
            case KerasRnn.Graph.Binary.Equal or KerasRnn.Graph.Binary.Less:
                conditions[node.Outputs[0]] = Pair(node.Op.Word, Value(a), Value(b));
                Set(node, Stopped(graph.Op("Cast").Input(conditions[node.Outputs[0]]).Set("DstT", TfDataType.Float).Finish()));
                break;
            case KerasRnn.Graph.Binary.Add:
                Set(node, Add(Value(a), a.Shape, Value(b), b.Shape));
                break;
            case KerasRnn.Graph.Binary.Subtract:
                Set(node, Pair("Sub", Value(a), Value(b)));
                break;
            case KerasRnn.Graph.Binary.Multiply:
                Set(node, Pair("Mul", Value(a), Value(b)));
                break;
            case KerasRnn.Graph.Binary.Divide:
                Set(node, Pair("RealDiv", Value(a), Value(b)));
                break;
            default:
                Set(node, Pair(node.Op.Word, Value(a), Value(b)));
                break;
        }
    }

    // The gradient of AddV2 takes seven nodes that work out shapes: where the shapes tell, other ops add.
    private TfTensor Add(TfTensor a, Shape shapeA, TfTensor b, Shape shapeB)
    {
        if (shapeA.Equals(shapeB)) return Sum(a, b);
        bool isBias = shapeB.Rank == 1 && shapeA.Rank >= 2 && shapeA.Last == shapeB.Last;
        return isBias ? Bias(a, b) : Pair("AddV2", a, b);
    }

    private TfTensor Sum(TfTensor a, TfTensor b) => graph.Op("AddN").Inputs([a, b]).Finish();

    private TfTensor Bias(TfTensor x, TfTensor bias) => graph.Op("BiasAdd").Input(x).Input(bias).Set("data_format", "NHWC").Finish();

    private void Select(Node node) => Set(node, Select(Condition(node.Inputs[0]), Value(node.Inputs[1]), Value(node.Inputs[2])));

    private TfTensor Select(TfTensor condition, TfTensor a, TfTensor b) => graph.Op("SelectV2").Input(condition).Input(a).Input(b).Finish();

    // Whether a number is not 0, as TensorFlow's own truth value.
    private TfTensor Condition(KerasTensor tensor)
    {
        if (!conditions.TryGetValue(tensor, out TfTensor holds))
        {
            holds = Pair("NotEqual", Value(tensor), graph.Constant([], [0]));
            conditions[tensor] = holds;
        }

        return holds;
    }

    private void Reduce(Node node)
    {
        ReduceOp reduce = (ReduceOp)node.Op;
        Set(node, graph.Op(reduce.Function.ToString()).Input(Value(node.Inputs[0])).Input(graph.Integers(reduce.Axes.Span)).Set("keep_dims", reduce.KeepDimensions).Finish());
    }

    // The batch size is known when the program runs; the other lengths are numbers.
    private void Size(Node node)
    {
        KerasTensor x = node.Inputs[0];
        TfTensor shape = graph.Op("Shape").Input(Value(x)).Set("out_type", TfDataType.Int32).Finish();
        TfTensor first = graph.Op("StridedSlice").Input(shape)
            .Input(graph.Integers(0)).Input(graph.Integers(1)).Input(graph.Integers(1)).Set("shrink_axis_mask", 1).Finish();
        TfTensor length = graph.Op("Cast").Input(first).Set("DstT", TfDataType.Float).Finish();
        float others = 1;
        foreach (int axis in ((SizeOp)node.Op).Axes.Span) others *= axis == 0 ? 1 : x.Shape[axis];
        Set(node, Stopped(Pair("Mul", length, graph.Constant([], [others]))));
    }

    private void Softmax(Node node) => Set(node, One("Softmax", Value(node.Inputs[0])));
}
