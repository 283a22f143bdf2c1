using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;
using KerasRnn.TensorFlow.Lowering;
using static KerasRnn.Ops;

namespace KerasRnn.TensorFlow.Tests;

/// <summary>Variables: all reads see the values before the run, all writes come after it, and nobody's memory is theirs.</summary>
public sealed class StateTests
{
    private static readonly Dictionary<string, Action<Trace, Variable, Variable>> Updates = new()
    {
        ["two variables change places"] = (t, a, b) =>
        {
            KerasTensor old = t.Read(a);
            t.Assign(a, t.Read(b));
            t.Assign(b, old);
        },
        ["functions of both"] = (t, a, b) =>
        {
            KerasTensor oldA = t.Initial(a), oldB = t.Initial(b);
            t.Assign(a, oldA + (oldB * 10));
            t.Assign(b, oldB + (oldA * 100));
        },
        ["one tensor to both"] = (t, a, b) =>
        {
            KerasTensor sum = t.Read(a) + t.Read(b);
            t.Assign(a, sum);
            t.Assign(b, sum);
        },
        ["a value that does not depend on the old one"] = (t, a, b) =>
        {
            t.Assign(a, t.Constant([7, 8, 9], new Shape(3)));
            t.Assign(b, t.Initial(a) * t.Initial(b));
        },
        ["itself, and a view of the other"] = (t, a, b) =>
        {
            t.Assign(a, t.Read(a));
            t.Assign(b, Reverse(t.Read(a), 0));
        },
    };

    public static TheoryData<string> Names => [.. Updates.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Updates_leave_what_they_leave_on_the_reference_engine(string name)
    {
        float[][] found = Run(Installed.Engine()), expected = Run(new ReferenceEngine());
        Assert.Equal(expected, found);

        float[][] Run(IEngine engine)
        {
            Variable a = Row("a", 1, 2, 3), b = Row("b", 4, 5, 6);
            Trace trace = new();
            Updates[name](trace, a, b);
            using IEngineState state = engine.Open();
            state.Add([a, b]);
            using IProgram program = state.Compile(new GraphProgram(trace, [Sum(trace.Initial(a)), trace.Initial(b)]));
            program.Prepare(1);
            for (int i = 0; i < 3; i++) program.Run();
            return [Value(state, a), Value(state, b), [.. Side.Read(program, 0, 1).Concat(Side.Read(program, 1, 3)).Select(v => (float)v)]];
        }
    }

    [Fact]
    public void What_was_fed_and_assigned_does_not_change_with_the_next_feed()
    {
        Variable a = Row("a", 0, 0, 0), b = Row("b", 0, 0, 0);
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(3), InputSource.Data);
        trace.Assign(a, x);
        trace.Assign(b, Reshape(StopGradient(x), new Shape(3)));
        using IEngineState state = Installed.Engine().Open();
        state.Add([a, b]);
        using IProgram program = state.Compile(new GraphProgram(trace, [x]));
        program.Prepare(1);
        new float[] { 1, 2, 3 }.CopyTo(program.Feed(0));
        program.Run();
        program.Feed(0).Fill(9);
        Assert.Equal([1, 2, 3], Value(state, a));
        Assert.Equal([1, 2, 3], Value(state, b));
        Assert.Equal([1, 2, 3], Side.Read(program, 0, 3));
    }

    [Fact]
    public void A_value_written_or_read_is_a_copy()
    {
        Variable a = Row("a", 1, 2, 3);
        Trace trace = new();
        KerasTensor sum = Sum(trace.Initial(a));
        using IEngineState state = Installed.Engine().Open();
        state.Add([a]);
        using IProgram program = state.Compile(new GraphProgram(trace, [sum, trace.Initial(a)]));
        program.Prepare(1);
        float[] mine = [4, 5, 6];
        state.Write(a, mine);
        program.Run();
        mine.AsSpan().Fill(100);
        float[] read = Value(state, a);
        read.AsSpan().Fill(100);
        program.Run();
        Assert.Equal(15, program.ReadScalar(0));
        Assert.Equal([4, 5, 6], Value(state, a));
    }

    [Fact]
    public void An_op_that_the_engine_lacks_is_named_with_its_layer()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3), InputSource.Data), y;
        using (trace.Scope(new Origin("model/odd", "Odd", "call"))) y = trace.Apply(new MysteryOp(), x)[0];
        using IEngineState state = Installed.Engine().Open();
        Assert.Equal(
            "Odd \"model/odd\" uses the op Mystery, which the TensorFlow engine lacks. Use SimdEngine, or write it in other ops.",
            Assert.Throws<NotSupportedException>(() => state.Compile(new GraphProgram(trace, [y]))).Message);
    }

    [Fact]
    public void Programs_of_one_state_share_variables_and_outlive_the_graph_they_were_written_in()
    {
        Variable a = Row("a", 1, 2, 3);
        using TensorFlowState state = (TensorFlowState)Installed.Engine().Open();
        state.Add([a]);
        Trace trace = new();
        trace.Assign(a, trace.Read(a) + 1);
        using IProgram lasting = state.Compile(new GraphProgram(trace, [Sum(trace.Initial(a))]));
        lasting.Prepare(1);
        lasting.Run();
        GraphSession first = state.Session;
        for (int i = 0; i < 60; i++)
        {
            Trace other = new();
            KerasTensor x = other.Read(a);
            for (int k = 0; k < 200; k++) x = Tanh(x + k);
            using IProgram program = state.Compile(new GraphProgram(other, [x]));
            program.Prepare(1);
            program.Run();
        }

        Assert.NotSame(first, state.Session);
        Assert.True(state.Session.Graph.Size < 10_000, $"The graph has {state.Session.Graph.Size} operations.");
        lasting.Run();
        Assert.Equal(9, lasting.ReadScalar(0));
        Assert.Equal([3, 4, 5], Value(state, a));
    }

    [Fact]
    public void One_program_runs_batches_of_every_size()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3, 2), InputSource.Data);
        KerasTensor states = SimpleRnn(x, trace.Constant([0.1, 0.2, 0.3, 0.4], new Shape(2, 2)), null, RecurrentActivation.Tanh).States;
        KerasTensor[] outputs = [states, Size(x, 0), trace.Gradients(Sum(Square(states)), [x])[0]!];
        using IEngineState state = Installed.Engine().Open(), truth = new ReferenceEngine().Open();
        GraphProgram graph = new(trace, outputs);
        using IProgram program = state.Compile(graph), reference = truth.Compile(graph);
        foreach (int batch in (int[])[4, 1, 7, 4])
        {
            float[] values = Side.Numbers(x.Shape, batch, batch).Values;
            double[][] expected = Side.Feed(reference, batch, outputs, values), found = Side.Feed(program, batch, outputs, values);
            for (int i = 0; i < outputs.Length; i++) Side.AssertNear(expected[i], found[i], $"output {i} at batch {batch}");
        }
    }

    [Fact]
    public void Misuse_is_answered_with_a_sentence()
    {
        using IEngineState state = Installed.Engine().Open();
        Variable w = Row("w", 1, 2, 3), stranger = Row("stranger", 1);
        state.Add([w]);
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3), InputSource.Data);
        using IProgram program = state.Compile(new GraphProgram(trace, [x + 1]));
        Assert.Equal(
            "A program expects Prepare(batch) before its inputs are fed and it runs; it has not been called.",
            Assert.Throws<InvalidOperationException>(program.Run).Message);
        Assert.Equal("A program expects a batch of at least 1; got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => program.Prepare(0)).Message);
        program.Prepare(2);
        Assert.Equal("Input \"x\" has 6 elements and was fed one number. Fill the span of Feed(0).", Assert.Throws<ArgumentException>(() => program.Feed(0, 1)).Message);
        Assert.Equal("A program with 1 outputs expects an index below that; got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => program.ReadScalar(1)).Message);
        Assert.Equal(
            "A state takes a variable over once; got \"w\" again. Add it before the first program, with its neighbours.",
            Assert.Throws<ArgumentException>(() => state.Add([w])).Message);
        Assert.Equal(
            "A state knows the variables added to it; got \"stranger\" [1]. Add it before compiling or reading.",
            Assert.Throws<ArgumentException>(() => state.Read(stranger, new float[1])).Message);
        Assert.Equal("Variable \"w\" [3] expects 3 values; got 2.", Assert.Throws<ArgumentException>(() => state.Write(w, new float[2])).Message);
    }

    [Fact]
    public void What_is_disposed_says_so()
    {
        IEngineState state = Installed.Engine().Open();
        Variable w = Row("w", 1, 2, 3);
        state.Add([w]);
        Trace trace = new();
        GraphProgram graph = new(trace, [Sum(trace.Read(w))]);
        IProgram program = state.Compile(graph);
        program.Prepare(1);
        state.Dispose();
        state.Dispose();
        program.Dispose();
        Assert.Equal(
            "This TensorFlowState has been disposed and its variables with it. Open another one and add the variables again.",
            Assert.Throws<ObjectDisposedException>(() => state.Read(w, new float[3])).Message);
        Assert.Equal("This TensorFlowProgram has been disposed, or its state was. Compile it again.", Assert.Throws<ObjectDisposedException>(program.Run).Message);
        Assert.Throws<ObjectDisposedException>(() => state.Compile(graph));
        Assert.Throws<ObjectDisposedException>(() => program.Feed(0));
    }

    private static Variable Row(string name, params float[] values) => new(name, new Shape(values.Length), values);

    private static float[] Value(IEngineState state, Variable variable)
    {
        float[] value = new float[variable.Count];
        state.Read(variable, value);
        return value;
    }

    private sealed record MysteryOp : Op
    {
        public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];
    }
}
