using static KerasRnn.Ops;

namespace KerasRnn.TensorFlow.Tests.Lowering;

/// <summary>Every op and its gradient on TensorFlow against the reference engine: broadcasts, ties, one step, one row.</summary>
public sealed class OpTests
{
    private static readonly Shape Row = new(Shape.Batch, 5), Sequence = new(Shape.Batch, 4, 6);

    private static readonly Dictionary<string, (Func<KerasTensor[], KerasTensor[]> Build, Shape[] Inputs)> Cases = new()
    {
        ["abs, sign"] = (x => [Abs(x[0]), Sign(x[0])], [Row]),
        ["square, sqrt"] = (x => [Square(x[0]), Sqrt(Square(x[0]) + 0.5)], [Row]),
        ["exp, expm1, log"] = (x => [Exp(x[0]), Expm1(x[0]), Log(Abs(x[0]) + 0.2)], [Row]),
        ["tanh, sigmoid, softplus, relu"] = (x => [Tanh(x[0]), Sigmoid(x[0]), Softplus(x[0]), Relu(x[0])], [Row]),
        ["erfc"] = (x => [Erfc(x[0] * 2)], [Row]),
        ["stop gradient"] = (x => [StopGradient(x[0]) * x[0]], [Row]),
        ["add of equal shapes, a bias, a row, a scalar"] = (x => [x[0] + x[0], x[0] + x[1], x[1] + x[0], x[0] + x[2], x[0] + x[3]], [Sequence, new Shape(6), new Shape(Shape.Batch, 1, 6), Shape.Scalar]),
        ["add of a column of one"] = (x => [x[0] + x[1], x[0] + x[2]], [new Shape(Shape.Batch, 1), new Shape(1), new Shape(4)]),
        ["subtract, multiply, divide"] = (x => [x[0] - x[1], x[0] * x[1], x[0] / (Square(x[1]) + 0.5)], [Sequence, new Shape(4, 1)]),
        ["maximum, minimum"] = (x => [Maximum(x[0], x[1]), Minimum(x[0], x[1])], [Sequence, new Shape(Shape.Batch, 4, 1)]),
        ["ties of maximum and minimum"] = (x => [Maximum(x[0], x[0] * 1), Minimum(Sign(x[0]) * x[1], x[1])], [Row, Row]),
        ["pow"] = (x => [Pow(Abs(x[0]) + 0.3, x[1]), Pow(x[0], x[0].Trace.Constant(2))], [Row, Row]),
        ["equal, less, select"] = (x => [Equal(Sign(x[0]), Sign(x[1])) + x[1], Less(x[0], x[1]) * x[0], Select(Less(x[0], x[1]), x[0], x[1] * 2), Select(x[2], x[0], x[1])], [Row, Row, new Shape(5)]),
        ["sum, max"] = (x => [Sum(x[0]), Sum(x[0], 0), SumKeep(x[0], 1, 2), Max(x[0], 1), MaxKeep(x[0], -1), Max(x[0])], [Sequence]),
        ["ties of max"] = (x => [Max(Sign(x[0]) * x[1], 1)], [Row, new Shape(Shape.Batch, 1)]),
        ["size"] = (x => [x[0] / Size(x[0]), Sum(x[0]) / Size(x[0], 0), x[0] / Size(x[0], 0, 2)], [Sequence]),
        ["matmul"] = (x => [MatMul(x[0], x[1]), MatMul(x[0], x[1], transposeB: true), MatMul(x[2], x[1])], [Row, new Shape(5, 5), new Shape(Shape.Batch, 3, 5)]),
        ["matmul over the batch"] = (x => [MatMul(x[0], x[0], transposeA: true)], [Row]),
        ["matmul of matrices"] = (x => [MatMul(x[0], x[1], transposeA: true, transposeB: true)], [new Shape(3, 4), new Shape(5, 3)]),
        ["matmul by rows"] = (x => [MatMul(x[0], x[1]), MatMul(x[0], x[0], transposeB: true), MatMul(x[0], x[0], transposeA: true)], [Sequence, new Shape(Shape.Batch, 6, 3)]),
        ["conv1d"] = (x => [Conv1D(x[0], x[1]), Conv1D(x[0], x[1], stride: 2), Conv1D(x[0], x[1], dilation: 2)], [new Shape(Shape.Batch, 9, 4), new Shape(3, 4, 6)]),
        ["conv1d in groups"] = (x => [Conv1D(x[0], x[1], groups: 2), Conv1D(x[0], x[1], stride: 2, dilation: 2, groups: 2)], [new Shape(Shape.Batch, 9, 4), new Shape(3, 2, 6)]),
        ["conv1d of the whole length"] = (x => [Conv1D(x[0], x[1])], [new Shape(Shape.Batch, 3, 4), new Shape(3, 4, 2)]),
        ["softmax"] = (x => [Softmax(x[0]), Softmax(x[1]), LogSoftmax(x[0])], [Sequence, new Shape(5)]),
        ["reshape, transpose"] = (x => [Reshape(x[0], new Shape(-4, 6)), Reshape(x[0], new Shape(Shape.Batch, 24)), Transpose(x[0], 0, 2, 1), Transpose(x[1], 1, 0)], [Sequence, new Shape(2, 3)]),
        ["concat, pad"] = (x => [Concat([x[0], x[1], x[0]], 1), Concat([x[0], x[0]], 2), Pad(x[0], 1, 2, 0, -3), Pad(x[0], 2, 0, 1)], [Sequence, new Shape(Shape.Batch, 1, 6)]),
        ["slices"] = (x => [Slice(x[0], 1, 1, 2), Slice(x[0], 1, 0, 2, 2), Reverse(x[0], 1), Slice(x[0], 2, 4, 2, -2), Slice(x[0], 2, 4, 3, -2), Slice(x[0], 1, 3, 1)], [Sequence]),
        ["slices that are one split"] = (x => [Slice(x[0], 1, 0, 1), Slice(x[0], 1, 2, 1) * 2, Slice(x[0], 1, 3, 1) * 3, Slice(x[0], 2, 0, 3), Slice(x[0], 2, 3, 3) * 2], [Sequence]),
        ["whole slices"] = (x => [Slice(x[0], 1, 0, 4), Reverse(x[1], 1)], [Sequence, new Shape(Shape.Batch, 1, 3)]),
        ["an input as it is"] = (x => [x[0], x[0], Reshape(x[0], x[0].Shape), x[1]], [Row, Row]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_op_and_its_gradient_are_those_of_the_reference_engine(string name)
    {
        TensorFlowEngine engine = Installed.Engine();
        (Func<KerasTensor[], KerasTensor[]> build, Shape[] shapes) = Cases[name];
        foreach (int batch in (int[])[1, 3])
        {
            Side.AssertAgrees(engine, Side.WithGradients(build), batch, [.. shapes.Select((shape, i) => Side.Numbers(shape, (31 * batch) + i, batch))]);
        }
    }

    [Fact]
    public void Convolutions_of_few_channels_and_filters_have_right_gradients()
    {
        TensorFlowEngine engine = Installed.Engine();
        List<string> wrong = [];
        foreach (int channels in (int[])[1, 2, 3])
        {
            foreach (int filters in (int[])[1, 2, 3])
            {
                foreach (int width in (int[])[1, 2, 3])
                {
                    foreach (int stride in (int[])[1, 2])
                    {
                        try
                        {
                            Side.AssertAgrees(
                                engine, Side.WithGradients(x => [Conv1D(x[0], x[1], stride)]), 2,
                                Side.Numbers(new Shape(Shape.Batch, 5, channels), 1, 2), Side.Numbers(new Shape(width, channels, filters), 2, 2));
                        }
                        catch (Xunit.Sdk.XunitException e)
                        {
                            wrong.Add($"{channels} channels, {filters} filters, width {width}, stride {stride}: {e.Message}");
                        }
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(OpSamples.Names), MemberType = typeof(OpSamples))]
    public void Every_op_is_there(string name) => OpSamples.AssertAgrees(Installed.Engine(), name);

    [Fact]
    public void Not_a_number_and_infinity_are_as_in_the_reference_engine()
    {
        TensorFlowEngine engine = Installed.Engine();
        float[] corners = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, 1, -1, 30, -30];
        (Shape, float[]) x = (new Shape(Shape.Batch, 1), corners), y = (new Shape(Shape.Batch, 1), [.. corners.Reverse()]);
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> build = v =>
        [
            Abs(v[0]), Sign(v[0]), Square(v[0]), Exp(v[0]), Expm1(v[0]), Tanh(v[0]), Sigmoid(v[0]), Softplus(v[0]), Erfc(v[0]), Relu(v[0]), Equal(v[0], v[1]), Equal(v[0], v[0]),
            Less(v[0], v[1]), Maximum(v[0], v[1]), Minimum(v[0], v[1]), Select(v[0], v[1], v[0]), Log(v[0]), Sqrt(v[0]),
        ];
        double[][] expected = Side.Run(new KerasRnn.Reference.ReferenceEngine(), build, 9, x, y), found = Side.Run(engine, build, 9, x, y);
        for (int i = 0; i < expected.Length; i++) Side.AssertNear([.. expected[i].Select(v => (double)(float)v)], found[i], $"output {i}", 1e-5);
    }
}
