using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;

namespace KerasRnn.Tests.Reference;

public sealed class ReferenceProgramTests
{
    private readonly Trace trace = new();
    private readonly Variable a = new("a", new Shape(2), [1, 2], trainable: true), b = new("b", new Shape(2), [10, 20], trainable: true);

    [Fact]
    public void Reads_see_the_old_values_and_two_variables_can_swap()
    {
        KerasTensor oldA = trace.Read(a), oldB = trace.Read(b);
        trace.Assign(a, oldB);
        trace.Assign(b, oldA);
        (IEngineState state, double[][] outputs) = Run([oldA, oldB], runs: 3);
        Assert.Equal([[1, 2], [10, 20]], outputs.Select((_, i) => Value(state, i == 0 ? b : a)));
        Assert.Equal([[1, 2], [10, 20]], outputs);
    }

    [Fact]
    public void A_read_after_an_assignment_sees_the_assigned_tensor_and_the_last_one_is_written()
    {
        trace.Assign(a, trace.Read(a) + 1);
        trace.Assign(a, trace.Read(a) * 10);
        (IEngineState state, double[][] outputs) = Run([trace.Read(a), trace.Initial(a)], runs: 1);
        Assert.Equal([[20, 30], [1, 2]], outputs);
        Assert.Equal([20, 30], Value(state, a));
    }

    [Fact]
    public void Two_variables_that_receive_one_tensor_do_not_share_it_afterwards()
    {
        KerasTensor sum = trace.Read(a) + trace.Read(b);
        trace.Assign(a, sum);
        trace.Assign(b, sum);
        (IEngineState state, _) = Run([sum], runs: 1);
        state.Write(a, [0, 0]);
        Assert.Equal([11, 22], Value(state, b));
    }

    [Fact]
    public void A_tensor_that_nothing_differentiable_reaches_has_no_gradient()
    {
        KerasTensor x = trace.Read(a), y = trace.Read(b);
        KerasTensor stopped = Ops.Sum((Ops.StopGradient(x) * y) + Ops.Sign(x) + Ops.Less(x, y) + Ops.Select(x, y, y));
        Assert.Null(trace.Gradients(stopped, [x])[0]);
        Assert.NotNull(trace.Gradients(stopped, [y])[0]);
        Assert.Equal([null, null], trace.Gradients(Ops.Sum(trace.Constant(1)), [x, y]));
    }

    [Fact]
    public void A_tensor_that_is_reached_through_closed_gates_has_zeros()
    {
        KerasTensor x = trace.Read(a);
        Assert.Equal([[0, 0]], Run([trace.Gradients(Ops.Sum(Ops.Relu(-Ops.Square(x))), [x])[0]!], 1).Outputs);
    }

    [Fact]
    public void Several_gradients_in_one_graph_do_not_mix()
    {
        KerasTensor x = trace.Read(a), inner = x * trace.Read(b), loss = Ops.Sum(Ops.Square(inner)), other = Ops.Sum(3 * x);
        IReadOnlyList<KerasTensor?> first = trace.Gradients(loss, [x, inner, loss, x]), second = trace.Gradients(other, [x]);
        (_, double[][] outputs) = Run([.. first.Select(g => g!), second[0]!], 1);
        Assert.Equal([[2 * 10 * 10, 2 * 40 * 20], [20, 80], [1], [200, 1600], [3, 3]], outputs);
    }

    [Fact]
    public void A_gradient_can_feed_an_update_as_an_optimizer_does()
    {
        KerasTensor weight = trace.Read(a), loss = Ops.Sum(Ops.Square(weight));
        trace.Assign(a, weight - (0.25 * trace.Gradients(loss, [weight])[0]!));
        (IEngineState state, double[][] outputs) = Run([loss], runs: 2);
        Assert.Equal([1.25], outputs[0]);
        Assert.Equal([0.25, 0.5], Value(state, a));
    }

    [Fact]
    public void Constants_scalars_and_variables_stay_in_double()
    {
        KerasTensor rate = trace.Input("rate", Shape.Scalar, InputSource.Scalar);
        trace.Assign(a, trace.Read(a) + (rate * trace.Constant(1.0 / 3)));
        using IEngineState state = new ReferenceEngine().Open();
        state.Add([a]);
        using IProgram program = state.Compile(new GraphProgram(trace, [rate]));
        program.Prepare(1);
        program.Feed(0, 0.1);
        program.Run();
        Assert.Equal([1 + (0.1 * (1.0 / 3)), 2 + (0.1 * (1.0 / 3))], Value(state, a));
    }

    [Fact]
    public void A_run_of_another_batch_size_needs_no_other_program()
    {
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 2), InputSource.Data);
        using IEngineState state = new ReferenceEngine().Open();
        using IProgram program = state.Compile(new GraphProgram(trace, [Ops.Mean(x)]));
        foreach (int batch in new[] { 3, 1, 4 })
        {
            program.Prepare(batch);
            program.Feed(0).Fill(batch);
            Assert.Equal(batch * 2, program.Feed(0).Length);
            program.Run();
            Assert.Equal(batch, program.ReadScalar(0));
        }
    }

    [Fact]
    public void A_run_that_throws_leaves_the_variables_as_they_were()
    {
        using IEngineState state = new ReferenceEngine().Open();
        state.Add([a]);
        trace.Assign(a, trace.Read(a) + 1);
        trace.Assign(b, trace.Read(b) + 1);
        using IProgram program = state.Compile(new GraphProgram(trace, []));
        program.Prepare(1);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(program.Run);
        Assert.Equal("Variable b [2] was not added to this state. Add it before a program uses it.", error.Message);
        Assert.Equal([1, 2], Value(state, a));
    }

    private static double[] Value(IEngineState state, Variable variable)
    {
        double[] value = new double[variable.Count];
        state.Read(variable, value);
        return value;
    }

    private (IEngineState State, double[][] Outputs) Run(KerasTensor[] outputs, int runs)
    {
        IEngineState state = new ReferenceEngine().Open();
        state.Add([a, b]);
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        program.Prepare(1);
        for (int run = 0; run < runs; run++) program.Run();
        return (state, [.. outputs.Select((output, i) =>
        {
            double[] values = new double[output.Shape.Count(1)];
            program.Read(i, values);
            return values;
        })]);
    }
}
