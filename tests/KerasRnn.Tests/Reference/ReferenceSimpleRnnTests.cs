using KerasRnn.Graph;

namespace KerasRnn.Tests.Reference;

public sealed class ReferenceSimpleRnnTests
{
    public static TheoryData<RecurrentActivation, int, bool> Cases
    {
        get
        {
            TheoryData<RecurrentActivation, int, bool> cases = [];
            foreach (RecurrentActivation activation in Enum.GetValues<RecurrentActivation>())
            {
                foreach (int steps in new[] { 1, 2, 5 })
                {
                    cases.Add(activation, steps, false);
                    cases.Add(activation, steps, true);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void Two_steps_have_the_numbers_computed_by_hand()
    {
        // One unit, U = 0.5, linear: h1 = 1 + 0.5·4 = 3, h2 = 2 + 0.5·3 = 3.5.
        // L = h1 + h2 + 10·h2: dz2 = 11, dz1 = 1 + 5.5, dU = 3·11 + 4·6.5, dh0 = 3.25.
        double[][] y = Graphs.Run(
            x =>
            {
                (KerasTensor states, KerasTensor last) = Ops.SimpleRnn(x[0], x[1], x[2], RecurrentActivation.Linear);
                return [states, last, .. states.Trace.Gradients(Ops.Sum(states) + (10 * Ops.Sum(last)), x)];
            },
            1, (new Shape(-1, 2, 1), [1, 2]), (new Shape(1, 1), [0.5f]), (new Shape(-1, 1), [4]));
        Assert.Equal([[3, 3.5], [3.5], [6.5, 11], [59], [3.25]], y);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backpropagation_through_time_equals_differences_and_the_unrolled_definition(RecurrentActivation activation, int steps, bool initial)
    {
        (Shape, float[])[] inputs = [Graphs.Numbers(new Shape(-1, steps, 3), 8, 4), Graphs.Numbers(new Shape(3, 3), 9)];
        if (initial) inputs = [.. inputs, Graphs.Numbers(new Shape(-1, 3), 10, 4)];
        SimpleRnnOp op = new(activation);
        Graphs.AssertDifferentiates(x => x[0].Trace.Apply(op, [.. x]), 4, inputs);
        WholeOps.AssertDefined(op, 4, inputs);
    }

    [Theory]
    [InlineData(RecurrentActivation.Relu, new float[] { -1, 0, 1 })]
    [InlineData(RecurrentActivation.HardSigmoid, new float[] { -3, 3, 0 })]
    public void At_a_kink_kernel_and_definition_agree(RecurrentActivation activation, float[] z) =>
        WholeOps.AssertDefined(new SimpleRnnOp(activation), 1, (new Shape(-1, 1, 3), z), Graphs.Numbers(new Shape(3, 3), 1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Masked_steps_keep_the_state_and_a_perturbation_receives_the_whole_gradient_of_it(bool initial)
    {
        // Row 0 has a masked first step, row 1 an inner and a last one, row 2 is masked all over.
        (Shape, float[]) mask = (new Shape(-1, 4), [0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0]);
        (Shape, float[])[] inputs = [Graphs.Numbers(new Shape(-1, 4, 3), 8, 3), Graphs.Numbers(new Shape(3, 3), 9), Graphs.Numbers(new Shape(-1, 4, 3), 11, 3)];
        if (initial) inputs = [.. inputs, Graphs.Numbers(new Shape(-1, 3), 10, 3)];
        SimpleRnnOp op = new(RecurrentActivation.Tanh);
        Graphs.AssertDifferentiates(
            x => x[0].Trace.Apply(op, x[0], x[1], initial ? x[3] : null, x[0].Trace.Constant([0, 1, 1, 0], new Shape(1, 4)) * Ops.OnesLike(Ops.Sum(x[0], 2)), x[2]), 3, inputs);
        double[][] whole = Graphs.Run(x => All(x[0].Trace.Apply(op, x[0], x[1], initial ? x[4] : null, x[3], x[2]), x), 3, [.. inputs[..3], mask, .. inputs[3..]]);
        double[][] defined = Graphs.Run(x => All(op.Define([x[0], x[1], initial ? x[4] : null, x[3], x[2]])!, x), 3, [.. inputs[..3], mask, .. inputs[3..]]);
        for (int i = 0; i < whole.Length; i++) Graphs.AssertClose(defined[i], whole[i]);

        static KerasTensor?[] All(IReadOnlyList<KerasTensor> y, KerasTensor[] x)
        {
            KerasTensor loss = Ops.Sum(Ops.Square(y[0])) + Ops.Sum(y[1]);
            IReadOnlyList<KerasTensor?> gradients = loss.Trace.Gradients(loss, x);
            Assert.Null(gradients[3]);
            return [.. y, .. gradients.Where(g => g is not null)];
        }
    }

    [Theory]
    [InlineData(RecurrentActivation.HardSigmoid, 5, 0)]
    [InlineData(RecurrentActivation.Relu, 1e-20f, 1)]
    public void A_perturbation_does_not_hide_the_slope_of_what_it_is_added_to(RecurrentActivation activation, float z, double slope)
    {
        double[][] dz = Graphs.Run(
            x => [x[0].Trace.Gradients(Ops.Sum(x[0].Trace.Apply(new SimpleRnnOp(activation), x[0], x[1], null, null, x[2])[0]), [x[0]])[0]],
            1, (new Shape(-1, 3, 1), [z, z, z]), (new Shape(1, 1), [0]), (new Shape(-1, 3, 1), [1e-20f, 1, -1]));
        Assert.Equal(Enumerable.Repeat(slope, 3), dz[0]);
    }

    [Fact]
    public void No_initial_state_equals_zeros()
    {
        (Shape, float[]) z = Graphs.Numbers(new Shape(-1, 4, 2), 1), u = Graphs.Numbers(new Shape(2, 2), 2);
        double[] without = Graphs.Run(x => [Ops.SimpleRnn(x[0], x[1], null, RecurrentActivation.Tanh).States], 2, z, u)[0];
        double[] zeros = Graphs.Run(x => [Ops.SimpleRnn(x[0], x[1], x[2], RecurrentActivation.Tanh).States], 2, z, u, (new Shape(-1, 2), new float[4]))[0];
        Assert.Equal(without, zeros);
    }

    [Fact]
    public void Relu_Square_and_Softmax_equal_their_definitions()
    {
        (Shape, float[]) x = (new Shape(-1, 4), [-1, 0, 2, 2, 0.5f, -3, 0, 1]);
        foreach (Op op in new Op[] { new UnaryOp(Unary.Relu), new UnaryOp(Unary.Square), new SoftmaxOp() }) WholeOps.AssertDefined(op, 2, x);
    }

    [Theory]
    [MemberData(nameof(OpSamples.Names), MemberType = typeof(OpSamples))]
    public void Every_op_is_there_and_whole_ones_are_their_definitions(string name)
    {
        OpSamples.AssertAgrees(Sample.Reference, name);
        OpSamples.AssertDefined(Sample.Reference, name, 1e-12);
    }

    [Fact]
    public void Elementary_ops_have_no_definition()
    {
        KerasTensor x = new Trace().Input("x", new Shape(-1, 2), InputSource.Data);
        foreach (Op op in new Op[] { new UnaryOp(Unary.Tanh), new BinaryOp(Binary.Add), new MatMulOp(false, false), new SliceOp(1, 0, 1, 1) })
        {
            Assert.Null(op.Define([x, x]));
        }
    }
}
