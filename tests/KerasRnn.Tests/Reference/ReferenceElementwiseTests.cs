using KerasRnn.Graph;

namespace KerasRnn.Tests.Reference;

public sealed class ReferenceElementwiseTests
{
    public static TheoryData<Unary> Smooth => [.. Enum.GetValues<Unary>().Except([Unary.Sign, Unary.StopGradient])];

    public static TheoryData<Binary> Differentiable => [.. Enum.GetValues<Binary>().Except([Binary.Equal, Binary.Less])];

    [Theory]
    [MemberData(nameof(Smooth))]
    public void A_function_of_one_element_differentiates(Unary function)
    {
        float[] positive = [0.31f, 1.7f, 0.05f, 2.4f, 0.9f, 3.1f];
        float[] x = function is Unary.Sqrt or Unary.Log ? positive : [-1.3f, 0.31f, 1.7f, -0.05f, 2.4f, -3.1f];
        Graphs.AssertDifferentiates(x => x[0].Trace.Apply(new UnaryOp(function), x[0]), 2, (new Shape(Shape.Batch, 3), x));
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void A_function_of_two_elements_differentiates_whatever_broadcasts(Binary function)
    {
        (Shape, Shape)[] shapes =
        [
            (new(-1, 3), new(-1, 3)), (new(-1, 2, 3), new(3)), (new(3), new(-1, 2, 3)), (new(-1, 1, 3), new(-1, 2, 1)),
            (Shape.Scalar, new(2, 3)), (new(-1, 3), new(1, 3)), (new(1, 1), new(-1, 3)), (Shape.Scalar, Shape.Scalar),
        ];
        foreach ((Shape a, Shape b) in shapes)
        {
            (Shape, float[]) First(Shape s, int seed) => (s, [.. Graphs.Numbers(s, seed).Values.Select((v, i) => 2.2f + v + (0.01f * i))]);
            Graphs.AssertDifferentiates(x => x[0].Trace.Apply(new BinaryOp(function), x[0], x[1]), 2, First(a, 1), First(b, 2));
        }
    }

    [Fact]
    public void Binary_functions_have_their_values()
    {
        float[] a = [3, -2, 0.5f], b = [2, 2, 0.5f];
        double[][] y = Graphs.Run(
            x => [.. Enum.GetValues<Binary>().Select(f => x[0].Trace.Apply(new BinaryOp(f), x[0], x[1])[0])],
            1, (new Shape(3), a), (new Shape(3), b));
        Assert.Equal(
            [[5, 0, 1], [1, -4, 0], [6, -4, 0.25], [1.5, -1, 1], [3, 2, 0.5], [2, -2, 0.5], [9, 4, Math.Sqrt(0.5)], [0, 0, 1], [0, 1, 0]],
            y);
    }

    [Fact]
    public void Kinks_are_where_the_documentation_says()
    {
        (Shape, float[]) zero = (new Shape(3), [-1, 0, 1]);
        Assert.Equal([-1, 0, 1], Graphs.SumGradients(x => Ops.Abs(x[0]), 1, zero).Gradients[0]);
        Assert.Equal([0, 0, 1], Graphs.SumGradients(x => Ops.Relu(x[0]), 1, zero).Gradients[0]);
        Assert.Equal([0.5, double.PositiveInfinity], Graphs.SumGradients(x => Ops.Sqrt(x[0]), 1, (new Shape(2), [1, 0])).Gradients[0]);
        Assert.Equal([1, 1, 1], Graphs.SumGradients(x => Ops.Clip(x[0], -1, 1), 1, zero).Gradients[0]);
    }

    [Fact]
    public void A_tie_gives_the_whole_gradient_to_the_first_operand()
    {
        (Shape, float[])[] equal = [(new Shape(2), [1, 5]), (new Shape(2), [1, 4])];
        Assert.Equal([[1, 1], [0, 0]], Graphs.SumGradients(x => Ops.Maximum(x[0], x[1]), 1, equal).Gradients);
        Assert.Equal([[0, 0], [1, 1]], Graphs.SumGradients(x => Ops.Minimum(x[1], x[0]), 1, equal).Gradients);
    }

    [Fact]
    public void The_power_of_a_base_that_is_not_positive_sends_nothing_to_the_exponent()
    {
        (double[] y, double[][] g) = Graphs.SumGradients(x => Ops.Pow(x[0], x[1]), 1, (new Shape(2), [0, -2]), (new Shape(2), [2, 3]));
        Assert.Equal([0, -8], y);
        Assert.Equal([[0, 12], [0, 0]], g);
    }

    [Fact]
    public void NaN_stays_except_in_comparisons()
    {
        (Shape, float[]) nan = (new Shape(2), [float.NaN, 1]), one = (new Shape(2), [1, float.NaN]);
        double[][] y = Graphs.Run(
            x => [Ops.Maximum(x[0], x[1]), Ops.Minimum(x[0], x[1]), Ops.Relu(x[0]), Ops.Sign(x[0]), Ops.Less(x[0], x[1]), Ops.Equal(x[0], x[0])],
            1, nan, one);
        Assert.Equal([[double.NaN, double.NaN], [double.NaN, double.NaN], [double.NaN, 1], [double.NaN, 1], [0, 0], [0, 1]], y);
    }

    [Fact]
    public void Select_takes_a_side_for_each_element_and_sends_the_gradient_there()
    {
        (double[] y, double[][] g) = Graphs.SumGradients(
            x => Ops.Select(Ops.StopGradient(x[0]), x[1], x[2]) + (0 * x[0]), 2,
            (new Shape(-1, 1), [0, -3]), (new Shape(3), [1, 2, 3]), (Shape.Scalar, [7]));
        Assert.Equal([7, 7, 7, 1, 2, 3], y);
        Assert.Equal([1, 1, 1], g[1]);
        Assert.Equal([3], g[2]);
    }
}
