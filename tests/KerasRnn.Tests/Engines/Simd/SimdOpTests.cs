using KerasRnn.Engines.Simd;
using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

/// <summary>Each op and its gradients beside the reference engine, at ties, kinks and numbers that are none.</summary>
public sealed class SimdOpTests
{
    private static readonly float[] Corners = [-3, -1.5f, -1, -0.25f, -0f, 0, 0.25f, 1, 1.5f, 3, float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    public static TheoryData<Unary> Unaries => [.. Enum.GetValues<Unary>()];

    public static TheoryData<Binary> Binaries => [.. Enum.GetValues<Binary>()];

    [Theory]
    [MemberData(nameof(Unaries))]
    public void A_function_of_one_element_and_its_derivative(Unary function)
    {
        (Shape, float[]) x = (new Shape(Shape.Batch), Corners);
        Side.AssertAgrees(
            t =>
            {
                KerasTensor y = t[0].Trace.Apply(new UnaryOp(function), t[0])[0];
                return [y, .. t[0].Trace.Gradients(Sum(y), t).OfType<KerasTensor>()];
            },
            Corners.Length, x);
    }

    [Theory]
    [MemberData(nameof(Binaries))]
    public void A_function_of_two_elements_and_its_derivatives(Binary function)
    {
        // All pairs of finite corners: every tie and every zero. NaN and infinities are compared by value alone.
        float[] finite = [.. Corners.Where(float.IsFinite)];
        Pairs(finite, gradients: true);
        Pairs(Corners, gradients: false);

        void Pairs(float[] values, bool gradients)
        {
            int n = values.Length;
            Side.AssertAgrees(
                t =>
                {
                    KerasTensor y = t[0].Trace.Apply(new BinaryOp(function), t[0], t[1])[0];
                    return gradients ? [y, .. t[0].Trace.Gradients(Sum(y), t).OfType<KerasTensor>()] : [y];
                },
                n * n,
                (new Shape(Shape.Batch), [.. Enumerable.Range(0, n * n).Select(i => values[i / n])]),
                (new Shape(Shape.Batch), [.. Enumerable.Range(0, n * n).Select(i => values[i % n])]));
        }
    }

    [Fact]
    public void Select_takes_and_gives_by_the_condition() => Side.AssertAgrees(
        x =>
        {
            KerasTensor y = Select(x[0], x[1], x[2]);
            return [y, .. y.Trace.Gradients(Sum(y * 3), x).OfType<KerasTensor>()];
        },
        5, (new Shape(Shape.Batch), [0, 1, -2, float.NaN, -0f]), (new Shape(Shape.Batch), [1, 2, 3, 4, 5]), (Shape.Scalar, [9]));

    [Fact]
    public void Equal_maxima_share_the_gradient_evenly_over_any_axes()
    {
        (Shape, float[]) x = (new Shape(Shape.Batch, 2, 3), [1, 5, 5, 5, 2, 1, 0, 0, 0, 0, 0, -1]);
        foreach (int[] axes in (int[][])[[0], [1], [2], [0, 2], [1, 2], [0, 1, 2]])
        {
            Side.AssertAgrees(
                t =>
                {
                    KerasTensor y = Max(t[0], axes);
                    return [y, Sum(t[0], axes), MaxKeep(t[0], axes), t[0].Trace.Gradients(Sum(y * y), t)[0]!, t[0].Trace.Gradients(Sum(Square(SumKeep(t[0], axes))), t)[0]!];
                },
                2, x);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Products_in_all_transpositions(bool transposeA, bool transposeB)
    {
        (int m, int k, int n) = (3, 5, 2);
        Shape b = transposeB ? new Shape(n, k) : new Shape(k, n);
        Check(transposeA ? new Shape(k, m) : new Shape(m, k), b);
        Check((transposeA ? new Shape(k, m) : new Shape(m, k)).Insert(0, Shape.Batch), b.Insert(0, Shape.Batch));
        if (!transposeA) Check(new Shape(Shape.Batch, m, k), b);

        void Check(Shape left, Shape right) => Side.AssertAgrees(
            Side.WithGradients(x => [MatMul(x[0], x[1], transposeA, transposeB)]), 4, Side.Numbers(left, 1, 4), Side.Numbers(right, 2, 4));
    }

    [Fact]
    public void A_product_contracts_over_the_batch() => Side.AssertAgrees(
        Side.WithGradients(x => [MatMul(x[0], x[1], transposeA: true)]),
        5, Side.Numbers(new Shape(Shape.Batch, 3), 1, 5), Side.Numbers(new Shape(Shape.Batch, 2), 2, 5));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(3, 2, 2)]
    public void Correlations_with_bias_and_activation(int stride, int dilation, int groups)
    {
        (Shape, float[])[] inputs = [Side.Numbers(new Shape(Shape.Batch, 9, 4), 1, 3), Side.Numbers(new Shape(3, 4 / groups, 6), 2, 1), Side.Numbers(new Shape(6), 3, 1)];
        foreach (Func<KerasTensor, KerasTensor> activation in (Func<KerasTensor, KerasTensor>[])[x => x, Relu, Tanh, Sigmoid])
        {
            Side.AssertAgrees(Side.WithGradients(x => [activation(Conv1D(x[0], x[1], stride, dilation, groups) + x[2])]), 3, inputs);
        }
    }

    [Fact]
    public void A_number_that_is_repeated_is_added_to_a_product_like_a_bias() => Side.AssertAgrees(
        x => [MatMul(x[0], x[1]) + x[2].Trace.Gradients(Sum(x[2]) * 3, [x[2]])[0]!, Conv1D(x[3], x[4]) + x[2].Trace.Gradients(Sum(x[2]) * Sum(x[2]), [x[2]])[0]!],
        4, Side.Numbers(new Shape(Shape.Batch, 3), 1, 4), Side.Numbers(new Shape(3, 5), 2, 1), Side.Numbers(new Shape(5), 3, 1),
        Side.Numbers(new Shape(Shape.Batch, 6, 3), 4, 4), Side.Numbers(new Shape(2, 3, 5), 5, 1));

    [Theory]
    [InlineData(RecurrentActivation.Linear)]
    [InlineData(RecurrentActivation.Tanh)]
    [InlineData(RecurrentActivation.Sigmoid)]
    [InlineData(RecurrentActivation.Relu)]
    [InlineData(RecurrentActivation.HardSigmoid)]
    public void A_recurrence_with_each_output_used_or_not(RecurrentActivation activation)
    {
        foreach (int steps in (int[])[1, 2, 7])
        {
            foreach (bool starts in (bool[])[false, true])
            {
                (Shape, float[])[] inputs = [Side.Numbers(new Shape(Shape.Batch, steps, 5), 1, 3), Side.Numbers(new Shape(5, 5), 2, 1, 0.3), Side.Numbers(new Shape(Shape.Batch, 5), 3, 3)];
                if (!starts) inputs = inputs[..2];
                Side.AssertAgrees(Side.WithGradients(x => [Run(x).States]), 3, inputs);
                Side.AssertAgrees(Side.WithGradients(x => [Run(x).Last]), 3, inputs);
                Side.AssertAgrees(Side.WithGradients(x => [Run(x).States, Run(x).Last]), 3, inputs);

                (KerasTensor States, KerasTensor Last) Run(KerasTensor[] x) => SimpleRnn(x[0], x[1], starts ? x[2] : null, activation);
            }
        }
    }

    [Theory]
    [InlineData(RecurrentActivation.HardSigmoid, 5, 0)]
    [InlineData(RecurrentActivation.Relu, 1e-20f, 1)]
    public void A_perturbation_does_not_hide_the_slope_of_what_it_is_added_to(RecurrentActivation activation, float z, double slope)
    {
        (Shape, float[])[] inputs = [(new Shape(Shape.Batch, 6, 1), [z, z, z, z, z, z]), (new Shape(1, 1), [0]), (new Shape(Shape.Batch, 6, 1), [0, 0.1f, -0.3f, 0.7f, -0.1f, 0.05f])];
        foreach (SimdEngine engine in (SimdEngine[])[Side.Fused, Side.Plain]) Assert.Equal(Enumerable.Repeat(slope, 6), Side.Run(engine, Gradient, 1, inputs)[0]);

        IReadOnlyList<KerasTensor> Gradient(KerasTensor[] x)
        {
            Trace t = x[0].Trace;
            return [t.Gradients(Sum(t.Apply(new SimpleRnnOp(activation), x[0], x[1], null, null, x[2])[0]), [x[0]])[0]!];
        }
    }

    [Theory]
    [MemberData(nameof(OpSamples.Names), MemberType = typeof(OpSamples))]
    public void Every_op_is_there_fused_or_not_and_whole_ones_are_their_definitions(string name)
    {
        OpSamples.AssertAgrees(Side.Fused, name);
        OpSamples.AssertAgrees(Side.Plain, name);
        OpSamples.AssertDefined(Side.Fused, name, 3e-5);
    }

    [Fact]
    public void Slices_places_pads_and_permutations()
    {
        (Shape, float[]) x = Side.Numbers(new Shape(Shape.Batch, 5, 4), 1, 3);
        Side.AssertAgrees(Side.WithGradients(t => [Slice(t[0], 1, 3, 2, -2), Slice(t[0], 2, 1, 2, 2), Reverse(t[0], 2)]), 3, x);
        Side.AssertAgrees(Side.WithGradients(t => [Pad(t[0], 2, 1, 2, -7), Pad(t[0], 1, 0, 3, double.NegativeInfinity) * 0 + 1 - 1]), 1, (x.Item1, x.Item2[..20]));
        Side.AssertAgrees(Side.WithGradients(t => [Transpose(t[0], 0, 2, 1), Concat([t[0], Slice(t[0], 1, 0, 1), t[0]], 1)]), 3, x);
        Side.AssertAgrees(Side.WithGradients(t => [Concat([.. Enumerable.Range(0, 5).Select(i => Slice(t[0], 1, i, 1) * (i + 1))], 2)]), 3, x);
    }

    [Fact]
    public void Views_of_variables_and_constants_are_read_where_they_lie() => Side.AssertAgrees(
        Side.WithGradients(x =>
        {
            KerasTensor rows = x[0].Trace.Constant([1, 2, 3, 4, 5, 6], new Shape(3, 2));
            return [x[0] * Slice(rows, 0, 1, 1) + Reshape(Slice(rows, 0, 2, 1), new Shape(2)), Reshape(x[0], new Shape(Shape.Batch, 2, 1)) * StopGradient(Reshape(x[0], new Shape(Shape.Batch, 1, 2)))];
        }),
        3, Side.Numbers(new Shape(Shape.Batch, 2), 1, 3));

    [Fact]
    public void A_part_of_a_value_is_read_when_the_whole_of_it_is_there() => Side.AssertAgrees(
        x =>
        {
            KerasTensor e = Exp(x[0]), rows = Tanh(x[1]), times = Tanh(x[2]), twice = x[0] * 2;
            return [e / Slice(e, 0, 0, 1), rows - Slice(rows, 0, 2, 1), times - Slice(times, 1, 0, 1), e + (twice / Slice(e, 0, 1, 1)), rows * Reshape(Slice(rows, 0, 1, 1), new Shape(2))];
        },
        1, Side.Numbers(new Shape(3), 1, 1), Side.Numbers(new Shape(3, 2), 2, 1), Side.Numbers(new Shape(1, 4, 2), 3, 1));

    [Fact]
    public void Sums_of_squares_and_products_over_everything() => Side.AssertAgrees(
        Side.WithGradients(x => [Sum(Square(x[0])), Sum(x[0] * x[1]), SumKeep(x[0] * Tanh(x[1]), 0, 1), Sum(x[0] * x[2]), Max(x[0] * x[1])]),
        37, Side.Numbers(new Shape(Shape.Batch, 3), 1, 37), Side.Numbers(new Shape(Shape.Batch, 3), 2, 37), Side.Numbers(new Shape(3), 3, 1));

    [Fact]
    public void The_gradient_of_one_output_of_a_recurrence_alone() => Side.AssertAgrees(
        x =>
        {
            (KerasTensor states, KerasTensor last) = SimpleRnn(x[0], x[1], null, RecurrentActivation.Tanh);
            return [.. x[0].Trace.Gradients(Sum(last), [states, last, .. x]).OfType<KerasTensor>(), .. x[0].Trace.Gradients(Sum(states), [states, last, .. x]).OfType<KerasTensor>()];
        },
        3, Side.Numbers(new Shape(Shape.Batch, 4, 3), 1, 3), Side.Numbers(new Shape(3, 3), 2, 1, 0.3));

    [Fact]
    public void Several_gradients_in_one_program_and_gradients_of_inner_tensors() => Side.AssertAgrees(
        x =>
        {
            KerasTensor inner = Tanh(x[0] * 2), first = Sum(Square(inner)), second = Sum(inner * x[0]);
            Trace t = x[0].Trace;
            return [t.Gradients(first, [inner])[0]!, t.Gradients(second, [inner, x[0]])[0]!, t.Gradients(second, [inner, x[0]])[1]!, t.Gradients(first + second, [x[0]])[0]!, t.Gradients(first, [first])[0]!];
        },
        4, Side.Numbers(new Shape(Shape.Batch, 3), 1, 4));
}
