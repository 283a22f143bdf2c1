using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

public sealed class SimdProgramTests
{
    [Fact]
    public void Smaller_and_larger_batches_run_in_one_program_with_the_bits_of_a_fresh_one()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3, 4), InputSource.Data);
        KerasTensor[] outputs = [.. Deep([x]), Size(x, 0)];
        using IEngineState state = Side.Fused.Open();
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        foreach (int batch in (int[])[4, 2, 4, 1, 9, 3, 40, 9])
        {
            (Shape, float[] Values) input = Side.Numbers(x.Shape, batch, batch);
            double[][] expected = Side.Run(new SimdEngine(), y => [.. Deep(y), Size(y[0], 0)], batch, input);
            double[][] found = Side.Feed(program, batch, outputs, input.Values);
            Assert.Equal(expected, found);
            Assert.Equal(batch, found[^1][0]);
        }
    }

    [Fact]
    public void The_rows_of_a_batch_have_the_bits_that_they_have_alone()
    {
        (Shape Shape, float[] Values) input = Side.Numbers(new Shape(Shape.Batch, 3, 4), 5, 11);
        double[] together = Side.Run(Side.Fused, x => [Deep(x)[0]], 11, input)[0];
        for (int row = 0; row < 11; row++)
        {
            double[] alone = Side.Run(Side.Fused, x => [Deep(x)[0]], 1, (input.Shape, input.Values[(row * 12)..((row + 1) * 12)]))[0];
            Assert.Equal(alone, together[(row * alone.Length)..((row + 1) * alone.Length)]);
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 5, 4), InputSource.Data);
        KerasTensor rate = trace.Input("rate", Shape.Scalar, InputSource.Scalar);
        Variable w = Matrix("w", 4, 4), m = Matrix("m", 4, 4);
        KerasTensor kernel = trace.Read(w);
        KerasTensor states = SimpleRnn(MatMul(x, kernel), kernel * 0.5, null, RecurrentActivation.Tanh).States;
        KerasTensor loss = Mean(Square(Softmax(states) - Reverse(x, 1))) + Sum(Transpose(Pad(states, 1, 1, 0), 0, 2, 1) * rate) / Size(x);
        KerasTensor momentum = (trace.Read(m) * 0.9) + trace.Gradients(loss, [kernel])[0]!;
        trace.Assign(m, momentum);
        trace.Assign(w, kernel - (rate * momentum));
        using IEngineState state = Side.Fused.Open();
        state.Add([w]);
        state.Add([m]);
        using IProgram program = state.Compile(new GraphProgram(trace, [loss]));
        float[] data = Side.Numbers(x.Shape, 1, 7).Values;
        program.Prepare(7);
        for (int i = 0; i < 50; i++) Step(7);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Step(i % 2 == 0 ? 7 : 3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step(int batch)
        {
            program.Prepare(batch);
            data.AsSpan(0, batch * 20).CopyTo(program.Feed(0));
            program.Feed(1, 0.01);
            program.Run();
            program.ReadScalar(0);
        }
    }

    [Fact]
    public void A_batch_that_is_too_large_leaves_a_program_that_must_be_prepared_again()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 4), InputSource.Data);
        using IEngineState state = Side.Fused.Open();
        using IProgram program = state.Compile(new GraphProgram(trace, [Tanh(x) + 1]));
        float[] zeros = new float[8];
        program.Prepare(2);
        Assert.Throws<OverflowException>(() => program.Prepare(int.MaxValue));
        Assert.Throws<InvalidOperationException>(program.Run);
        program.Prepare(2);
        zeros.CopyTo(program.Feed(0));
        program.Run();
        Assert.Equal(Enumerable.Repeat(1.0, 8), Side.Read(program, 0, 8));
    }

    [Fact]
    public void A_disposed_program_says_so()
    {
        using IEngineState state = Side.Fused.Open();
        Trace trace = new();
        IProgram program = state.Compile(new GraphProgram(trace, [trace.Input("x", Shape.Scalar, InputSource.Scalar) + 1]));
        program.Prepare(1);
        program.Dispose();
        program.Dispose();
        const string Sentence = "This SimdProgram has been disposed, or its state was. Compile it again.";
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(program.Run).Message);
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(() => program.Prepare(2)).Message);
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(() => program.Feed(0, 1)).Message);
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(() => program.ReadScalar(0)).Message);
    }

    [Fact]
    public void A_disposed_state_says_so_and_takes_its_programs_along()
    {
        Variable w = Matrix("w", 2, 2);
        IEngineState state = Side.Fused.Open();
        state.Add([w]);
        Trace trace = new();
        GraphProgram graph = new(trace, [Sum(trace.Read(w))]);
        IProgram program = state.Compile(graph);
        state.Dispose();
        state.Dispose();
        const string Sentence = "This SimdState has been disposed and its variables with it. Open another one and add the variables again.";
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(() => state.Read(w, new float[4])).Message);
        Assert.Equal(Sentence, Assert.Throws<ObjectDisposedException>(() => state.Compile(graph)).Message);
        Assert.Throws<ObjectDisposedException>(() => program.Prepare(1));
    }

    [Fact]
    public void Misuse_is_answered_with_a_sentence()
    {
        using IEngineState state = Side.Fused.Open();
        Variable w = Matrix("w", 2, 2), stranger = Matrix("stranger", 1, 1);
        state.Add([w]);
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3), InputSource.Data);
        using IProgram program = state.Compile(new GraphProgram(trace, [x + 1]));
        Assert.Equal(
            "A program expects Prepare(batch) before its inputs are fed and it runs; it has not been called.",
            Assert.Throws<InvalidOperationException>(program.Run).Message);
        Assert.Equal("A program expects a batch of at least 1; got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => program.Prepare(0)).Message);
        program.Prepare(2);
        Assert.Equal(
            "Input \"x\" has 6 elements and was fed one number. Fill the span of Feed(0).",
            Assert.Throws<ArgumentException>(() => program.Feed(0, 1)).Message);
        Assert.Equal(
            "A program with 1 outputs expects an index below that; got 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => program.ReadScalar(1)).Message);
        Assert.Equal(
            "A state takes a variable over once; got \"w\" again. Add it before the first program, with its neighbours.",
            Assert.Throws<ArgumentException>(() => state.Add([w])).Message);
        Assert.Equal(
            "A state knows the variables added to it; got \"stranger\" [1, 1]. Add it before compiling or reading.",
            Assert.Throws<ArgumentException>(() => state.Read(stranger, new float[1])).Message);
        Assert.Equal("Variable \"w\" [2, 2] expects 4 values; got 3.", Assert.Throws<ArgumentException>(() => state.Write(w, new float[3])).Message);
        Assert.Equal(
            "SimdEngine expects at least one thread; got 0. Leave it out to use all cores.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SimdEngine(threads: 0)).Message);
    }

    [Fact]
    public void An_op_that_the_engine_does_not_know_is_named_with_the_layer_that_made_it()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 3), InputSource.Data), y, g;
        using (trace.Scope(new Origin("model/mystery", "Mystery", "call")))
        {
            y = trace.Apply(new MysteryOp(), x)[0];
            g = trace.Gradients(Sum(y), [x])[0]!;
        }

        using IEngineState state = Side.Fused.Open();
        Assert.Equal(
            "Mystery \"model/mystery\": the simd engine does not know the op Mystery. Write it in ops of the set.",
            Assert.Throws<NotSupportedException>(() => state.Compile(new GraphProgram(trace, [y]))).Message);
        Assert.Equal(
            "Mystery \"model/mystery\": the simd engine does not know the op Mystery. Write it in ops of the set.",
            Assert.Throws<NotSupportedException>(() => state.Compile(new GraphProgram(trace, [g]))).Message);
    }

    [Fact]
    public void An_op_that_the_engine_lacks_is_computed_and_differentiated_by_its_definition()
    {
        double[][] own = Side.Run(Side.Fused, Side.WithGradients(x => x[0].Trace.Apply(new CubeOp(), x[0])), 3, Side.Numbers(new Shape(Shape.Batch, 5), 1, 3));
        double[][] written = Side.Run(Side.Fused, Side.WithGradients(x => [x[0] * x[0] * x[0]]), 3, Side.Numbers(new Shape(Shape.Batch, 5), 1, 3));
        Assert.Equal(written, own);
    }

    private sealed record CubeOp : Op
    {
        public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];

        public override IReadOnlyList<KerasTensor> Define(Operands<KerasTensor> operands) => [operands[0] * operands[0] * operands[0]];
    }

    private sealed record MysteryOp : Op
    {
        public override Shape[] InferShapes(Operands<Shape> operands) => [operands[0]];
    }

    private static Variable Matrix(string name, int rows, int columns) =>
        new(name, new Shape(rows, columns), Side.Numbers(new Shape(rows, columns), name[0], 1, 0.3).Values);

    private static KerasTensor[] Deep(KerasTensor[] x)
    {
        KerasTensor kernel = x[0].Trace.Constant([.. Enumerable.Range(0, 16).Select(i => (i % 5) - 1.9)], new Shape(4, 4));
        KerasTensor h = SimpleRnn(Tanh(MatMul(x[0], kernel)), kernel * 0.2, null, RecurrentActivation.Tanh).States;
        KerasTensor y = Softmax(h) + (Slice(h, 1, 1, 1) * x[0]);
        return [y, x[0].Trace.Gradients(Sum(Square(y)), [x[0]])[0]!];
    }
}
