using KerasRnn.Graph;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Graph;

public sealed class TraceTests
{
    [Fact]
    public void Equal_nodes_are_one_node()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(-1, 3), InputSource.Data);
        Assert.Same(Ops.Tanh(x), Ops.Tanh(x));
        Assert.Same((x * 2) + 1, (x * 2) + 1);
        Assert.Same(trace.Constant([1, 2], new Shape(2)), trace.Constant([1, 2], new Shape(2)));
        Assert.NotSame(Ops.Tanh(x), Ops.Sigmoid(x));
        Assert.NotSame(Ops.Slice(x, 1, 0, 1), Ops.Slice(x, 1, 1, 1));
        Assert.NotSame(x - (x * 2), (x * 2) - x);
        Assert.NotSame(trace.Constant(0), trace.Constant(-0.0));
        Assert.Same(trace.Constant(double.NaN), trace.Constant(double.NaN));
        Assert.NotSame(trace.Constant([1], new Shape(1)), trace.Constant(1));
    }

    [Fact]
    public void Inputs_and_random_draws_are_never_one()
    {
        Trace trace = new();
        CallContext context = new(trace, training: true);
        Assert.NotSame(trace.Input("x", new Shape(-1, 3), InputSource.Data), trace.Input("x", new Shape(-1, 3), InputSource.Data));
        RandomDraw draw = new(RandomDistribution.Keep, 0.5);
        Assert.NotSame(context.Random(draw, new Shape(-1, 3)), context.Random(draw, new Shape(-1, 3)));
    }

    [Fact]
    public void A_constant_keeps_the_values_it_was_made_with()
    {
        double[] values = [1, 2];
        KerasTensor constant = new Trace().Constant(values, new Shape(2));
        values[0] = 9;
        Assert.Equal([1, 2], ((ConstantOp)constant.Node!.Op).Values);
    }

    [Fact]
    public void A_variable_is_its_value_before_the_run_until_it_is_assigned()
    {
        Trace trace = new();
        Variable variable = new("v", new Shape(2), [1, 2]);
        KerasTensor before = trace.Read(variable);
        Assert.Same(before, trace.Read(variable));
        KerasTensor twice = before * 2;
        trace.Assign(variable, twice);
        Assert.Same(twice, trace.Read(variable));
        Assert.Same(before, trace.Initial(variable));
        trace.Assign(variable, twice + 1);
        Assert.Equal("Add", trace.Updates[variable].Node!.Op.Word);
        Assert.Single(trace.Updates);
        Assert.Equal("A trace assigns [] to variable v [2]. Give it a tensor of the variable's shape.", Sample.Refused(() => trace.Assign(variable, trace.Constant(1))));
    }

    [Fact]
    public void What_no_differentiable_path_reaches_has_no_gradient()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(-1, 3), InputSource.Data), far = trace.Input("far", new Shape(-1, 3), InputSource.Data);
        KerasTensor condition = trace.Input("condition", new Shape(-1, 3), InputSource.Data), stopped = trace.Input("stopped", new Shape(-1, 3), InputSource.Data);
        KerasTensor signed = trace.Input("signed", new Shape(-1, 3), InputSource.Data), compared = trace.Input("compared", new Shape(-1, 3), InputSource.Data);
        KerasTensor loss = Ops.Sum(Ops.Select(condition, x, Ops.StopGradient(stopped)) + Ops.Sign(signed) + (Ops.Less(compared, x) * Ops.Size(far, 0)));
        IReadOnlyList<KerasTensor?> gradients = trace.Gradients(loss, [x, far, condition, stopped, signed, compared, x, loss]);
        Assert.Equal([true, false, false, false, false, false, true, true], gradients.Select(g => g is not null));
        Assert.Same(gradients[0], gradients[6]);
        Assert.Equal(x.Shape, gradients[0]!.Shape);
        Assert.All(trace.Gradients(trace.Constant(1), [x, far]), Assert.Null);
        Assert.Equal(
            "Gradients of gradients are not part of the op set: write the second derivative as ops.",
            Sample.Sentence<NotSupportedException>(() => trace.Gradients(Ops.Sum(gradients[0]!), [x])));
    }

    [Fact]
    public void Of_two_outputs_of_a_node_only_the_one_on_a_path_has_a_gradient()
    {
        Trace trace = new();
        (KerasTensor states, KerasTensor last) = Ops.SimpleRnn(
            trace.Input("z", new Shape(-1, 4, 3), InputSource.Data), trace.Constant(new double[9], new Shape(3, 3)), null, RecurrentActivation.Tanh);
        KerasTensor inner = Ops.Tanh(last);
        Assert.Equal([false, true, true], trace.Gradients(Ops.Sum(inner), [states, last, inner]).Select(g => g is not null));
        Assert.Equal([true, false, false], trace.Gradients(Ops.Sum(states), [states, last, inner]).Select(g => g is not null));
        Assert.Equal([inner, last], GradientPaths.Between([last, states], Ops.Sum(inner)).Where(t => t.Rank > 0).OrderByDescending(t => t.Node!.Index));
    }

    [Fact]
    public void A_program_holds_what_its_outputs_and_updates_need()
    {
        Trace trace = new();
        Variable read = new("read", new Shape(3), new float[3]), written = new("written", Shape.Scalar, [0]), unused = new("unused", Shape.Scalar, [0]);
        KerasTensor x = trace.Input("x", new Shape(-1, 3), InputSource.Data);
        KerasTensor dead = Ops.Exp(x) + trace.Read(unused);
        KerasTensor y = x * trace.Read(read);
        trace.Assign(written, Ops.Sum(y));
        GraphProgram program = new(trace, [y]);
        Assert.Contains(y.Node!, program.Nodes);
        Assert.DoesNotContain(dead.Node!, program.Nodes);
        Assert.Equal([read, written], program.Variables);
        Assert.Equal(program.Nodes.OrderBy(n => n.Index), program.Nodes);
    }

    [Fact]
    public void Tensors_of_two_traces_do_not_mix()
    {
        Trace one = new(), two = new();
        Assert.Equal(
            "A trace mixes tensors of two traces. Use the tensors given to this call, and read weights through the context.",
            Sample.Sentence<InvalidOperationException>(() => _ = one.Constant(1) + two.Constant(2)));
        Assert.Equal(
            "A trace mixes tensors of two traces. Use the tensors given to this call, and read weights through the context.",
            Sample.Sentence<InvalidOperationException>(() => one.Gradients(two.Constant(1), [])));
        KerasTensor leaked = two.Constant(3);
        Assert.Equal(
            "Leak \"leak\" mixes tensors of two traces. Use the tensors given to this call, and read weights through the context.",
            Sample.Sentence<InvalidOperationException>(() => new Leak(leaked).Apply(Keras.Input(2))));
    }

    [Fact]
    public void Ops_do_not_work_between_the_layers_of_a_functional_model()
    {
        KerasTensor x = Keras.Input([2], "x");
        const string Sentence = "Ops work inside a layer's Call; \"x\" [B, 2] lies between the layers of a functional model. Write a small Layer and use its Apply, or use the Activation layer.";
        Assert.Equal(Sentence, Sample.Sentence<InvalidOperationException>(() => Ops.Tanh(x)));
        Assert.Equal(Sentence, Sample.Sentence<InvalidOperationException>(() => _ = x + x));
        Assert.Equal(Sentence, Sample.Sentence<InvalidOperationException>(() => _ = x * 2));
        Assert.Equal(Sentence, Sample.Sentence<InvalidOperationException>(() => Ops.Concat([x, x], 1)));
        Assert.Equal(Sentence, Sample.Sentence<InvalidOperationException>(() => new Trace().Gradients(x, [])));
    }

    [Fact]
    public void Nodes_say_who_made_them_and_print_as_equations()
    {
        Trace trace = new();
        CallContext context = new(trace);
        Dense dense = new(2) { Name = "head" };
        KerasTensor y = dense.CallIn(context, trace.Input("x", new Shape(-1, 3), InputSource.Data));
        Assert.Equal(new Origin("head", "Dense", "call"), y.Node!.Origin);
        Assert.Equal("Dense \"head\"", y.Node.Origin.ToString());
        Assert.Equal("%4 = Add(%2, %3) [B, 2]", y.Node.ToString());
        Assert.Equal(("Add [B, 2]", Origin.None), (y.ToString(), trace.Origin));
    }

    [Fact]
    public void A_variable_has_a_value_for_each_element()
    {
        Assert.Equal("Variable \"v\" expects a value for each element of [2, 2]; got 3.", Sample.Refused(() => new Variable("v", new Shape(2, 2), new float[3])));
        Assert.Equal("Variable \"v\" expects a value for each element of [B, 2]; got 2.", Sample.Refused(() => new Variable("v", new Shape(-1, 2), new float[2])));
        Assert.Equal("Variable \"v\" [2] expects 2 values; got 1.", Sample.Refused(() => new Variable("v", new Shape(2), [1, 2]).SetValue([1])));
    }

    private sealed class Leak(KerasTensor foreign) : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x + foreign;
    }
}
