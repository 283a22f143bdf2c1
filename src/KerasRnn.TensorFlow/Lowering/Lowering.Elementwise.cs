using KerasRnn.Graph;
using KerasRnn.TensorFlow.Native;

namespace KerasRnn.TensorFlow.Lowering;

internal sealed partial class Lowering
{
    private TfTensor Elementwise(Unary function, TfTensor x) => function switch
    {
        // TensorFlow differentiates Sign to zeros that are there; the op set has none.
        Unary.Sign => Stopped(One("Sign", x)),
        Unary.Erfc => Erfc(x),
        _ => One(function.ToString(), x),
    };

    // Erfc keeps the precision of its tail but has no gradient: Erf, which has, adds exactly nothing to it.
    private TfTensor Erfc(TfTensor x)
    {
        TfTensor erf = One("Erf", x);
        return Pair("Sub", Stopped(One("Erfc", x)), Pair("Sub", erf, Stopped(erf)));
    }

    private static string Type(Binary function) => function switch
    {
        Binary.Subtract => "Sub",
        Binary.Multiply => "Mul",
        Binary.Divide => "RealDiv",
        _ => function.ToString(),
    };

    // The gradient of AddV2 takes seven nodes that work out shapes: where the shapes tell, other ops add.
    private TfTensor Add(TfTensor a, Shape shapeA, TfTensor b, Shape shapeB)
    {
        if (shapeA.Equals(shapeB)) return Sum(a, b);
        bool isBias = shapeB.Rank == 1 && shapeA.Rank >= 2 && shapeA.Last == shapeB.Last;
        return isBias ? Bias(a, b) : Pair("AddV2", a, b);
    }

    private TfTensor Sum(TfTensor a, TfTensor b) => graph.Op("AddN").Inputs([a, b]).Finish();

    private TfTensor Bias(TfTensor x, TfTensor bias) => graph.Op("BiasAdd").Input(x).Input(bias).Set("data_format", "NHWC").Finish();

    private TfTensor Select(KerasTensor condition, TfTensor a, TfTensor b)
    {
        if (!conditions.TryGetValue(condition, out TfTensor holds))
        {
            holds = Pair("NotEqual", Value(condition), Zero());
            conditions[condition] = holds;
        }

        return graph.Op("SelectV2").Input(holds).Input(a).Input(b).Finish();
    }

    private TfTensor Reduce(ReduceOp reduce, TfTensor x) =>
        graph.Op(reduce.Function.ToString()).Input(x).Input(graph.Integers(reduce.Axes.Span)).Set("keep_dims", reduce.KeepDimensions).Finish();

    // The batch size is known when the program runs; the other lengths are numbers.
    private TfTensor Size(SizeOp size, KerasTensor x)
    {
        TfTensor shape = graph.Op("Shape").Input(Value(x)).Set("out_type", TfDataType.Int32).Finish();
        TfTensor first = graph.Op("StridedSlice").Input(shape)
            .Input(graph.Integers(0)).Input(graph.Integers(1)).Input(graph.Integers(1)).Set("shrink_axis_mask", 1).Finish();
        TfTensor length = graph.Op("Cast").Input(first).Set("DstT", TfDataType.Float).Finish();
        float others = 1;
        foreach (int axis in size.Axes.Span) others *= axis == 0 ? 1 : x.Shape[axis];
        return Stopped(Pair("Mul", length, graph.Constant([], [others])));
    }

    private TfTensor Zero() => graph.Constant([], [0]);
}
