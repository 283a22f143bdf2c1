namespace KerasRnn.Tests.Reference;

public sealed class ReferenceShapesTests
{
    private static readonly (Shape, float[]) Cube = Graphs.Numbers(new Shape(Shape.Batch, 3, 4), 5);

    public static TheoryData<string> Moves => [.. All.Keys];

    private static Dictionary<string, Func<KerasTensor, KerasTensor>> All => new()
    {
        ["reshape, time into the batch"] = x => Ops.Reshape(x, new Shape(-3, 4)),
        ["reshape, flattened"] = x => Ops.Reshape(x, new Shape(-1, 12)),
        ["transpose"] = x => Ops.Transpose(x, 0, 2, 1),
        ["slice"] = x => Ops.Slice(x, 1, 1, 2),
        ["slice, every second"] = x => Ops.Slice(x, 2, 1, 2, 2),
        ["slice, backwards"] = x => Ops.Slice(x, 2, 3, 2, -2),
        ["reverse"] = x => Ops.Reverse(x, 1),
        ["pad"] = x => Ops.Pad(x, 1, 2, 1, 0.5),
        ["pad, last axis"] = x => Ops.Pad(x, 2, 0, 3),
        ["concat with itself"] = x => Ops.Concat([x, Ops.Slice(x, 1, 0, 1), x], 1),
        ["concat, last axis"] = x => Ops.Concat([x, x * x], -1),
        ["sum of all"] = x => Ops.Sum(x),
        ["sum over the batch"] = x => Ops.Sum(x, 0),
        ["sum over two axes, kept"] = x => Ops.SumKeep(x, 0, 2),
        ["max over time"] = x => Ops.Max(x, 1),
        ["max of all"] = x => Ops.Max(x),
        ["mean over the batch and time"] = x => Ops.Mean(x, 0, 1),
        ["softmax"] = x => Ops.Softmax(x),
        ["log softmax"] = Ops.LogSoftmax,
        ["product with its transpose by row"] = x => Ops.MatMul(x, x, transposeB: true),
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_move_or_reduction_differentiates(string move) =>
        Graphs.AssertDifferentiates(x => [All[move](x[0])], 2, Cube);

    [Fact]
    public void Moves_put_elements_where_they_belong()
    {
        double[][] y = Graphs.Run(
            x =>
            [
                Ops.Transpose(x[0], 0, 2, 1), Ops.Slice(x[0], 2, 2, 2, -2), Ops.Pad(x[0], 1, 1, 0, 9), Ops.Concat([x[0], x[0]], 2),
                Ops.Sum(x[0], 1), Ops.Max(x[0], 0, 2), Ops.Size(x[0], 0, 2),
            ],
            1, (new Shape(Shape.Batch, 2, 3), [1, 2, 3, 4, 5, 6]));
        Assert.Equal(
            [
                [1, 4, 2, 5, 3, 6], [3, 1, 6, 4], [9, 9, 9, 1, 2, 3, 4, 5, 6], [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6],
                [5, 7, 9], [3, 6], [3],
            ],
            y);
    }

    [Fact]
    public void Size_follows_the_batch_of_the_run()
    {
        foreach (int batch in new[] { 1, 4 })
        {
            Assert.Equal([batch * 3.0], Graphs.Run(x => [Ops.Size(x[0])], batch, Graphs.Numbers(new Shape(-1, 3), 1, batch))[0]);
            Assert.Equal([batch * 2.0], Graphs.Run(x => [Ops.Size(x[0], 0)], batch, Graphs.Numbers(new Shape(-2, 3), 1, batch))[0]);
        }
    }

    [Fact]
    public void Equal_maxima_share_the_gradient_evenly()
    {
        double[] g = Graphs.SumGradients(x => Ops.Max(x[0], 1), 2, (new Shape(-1, 4), [1, 3, 3, 3, 2, 0, 2, 1])).Gradients[0];
        Graphs.AssertClose([0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0.5, 0, 0.5, 0], g);
    }

    [Fact]
    public void Softmax_does_not_overflow()
    {
        double[] y = Graphs.Run(x => [Ops.Softmax(x[0])], 1, (new Shape(-1, 3), [1000, 1001, -1000]))[0];
        Graphs.AssertClose([1 / (1 + Math.E), Math.E / (1 + Math.E), 0], y);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_product_has_its_value_and_gradients_with_either_side_transposed(bool transposeA, bool transposeB)
    {
        // [1 2 3; 4 5 6]·[1 0; 2 1; 0 3] = [5 11; 14 23]
        (Shape, float[]) a = transposeA ? (new Shape(3, 2), [1, 4, 2, 5, 3, 6]) : (new Shape(2, 3), [1, 2, 3, 4, 5, 6]);
        (Shape, float[]) b = transposeB ? (new Shape(2, 3), [1, 2, 0, 0, 1, 3]) : (new Shape(3, 2), [1, 0, 2, 1, 0, 3]);
        Assert.Equal([5, 11, 14, 23], Graphs.Run(x => [Ops.MatMul(x[0], x[1], transposeA, transposeB)], 1, a, b)[0]);
        Graphs.AssertDifferentiates(x => [Ops.MatMul(x[0], x[1], transposeA, transposeB)], 1, a, b);

        (Shape, float[]) rowsA = Graphs.Numbers(transposeA ? new Shape(-1, 4, 3) : new Shape(-1, 3, 4), 1);
        (Shape, float[]) rowsB = Graphs.Numbers(transposeB ? new Shape(-1, 2, 4) : new Shape(-1, 4, 2), 2);
        Graphs.AssertDifferentiates(x => [Ops.MatMul(x[0], x[1], transposeA, transposeB)], 2, rowsA, rowsB);
    }

    [Fact]
    public void A_product_with_one_matrix_takes_every_leading_axis_along()
    {
        (Shape, float[]) a = Graphs.Numbers(new Shape(-1, 3, 2, 4), 3), b = Graphs.Numbers(new Shape(4, 5), 4);
        Graphs.AssertDifferentiates(x => [Ops.MatMul(x[0], x[1])], 2, a, b);
        double[] whole = Graphs.Run(x => [Ops.MatMul(x[0], x[1])], 2, a, b)[0];
        double[] flat = Graphs.Run(x => [Ops.MatMul(Ops.Reshape(x[0], new Shape(-6, 4)), x[1])], 2, a, b)[0];
        Assert.Equal(flat, whole);
    }
}
