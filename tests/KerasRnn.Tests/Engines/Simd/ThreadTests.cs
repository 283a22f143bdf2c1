using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Graph;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

public sealed class ThreadTests
{
    // Enough sequences for several parts of every kind of step.
    private const int Batch = 150;

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        (Shape, float[])[] inputs =
        [
            Side.Numbers(new Shape(Shape.Batch, 6, 100), 1, Batch, 0.2),
            Side.Numbers(new Shape(100, 120), 2, 1, 0.05),
            Side.Numbers(new Shape(120, 120), 3, 1, 0.05),
            Side.Numbers(new Shape(2, 120, 40), 4, 1, 0.05),
        ];
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> build = Side.WithGradients(x =>
        {
            KerasTensor start = Squeeze(Slice(x[0], 1, 0, 1), 1);
            KerasTensor z = Tanh(MatMul(x[0], x[1]) + Slice(Reshape(x[1], new Shape(12000)), 0, 0, 120));
            KerasTensor states = SimpleRnn(z, x[2], MatMul(start, x[1]), RecurrentActivation.Tanh).States;
            return [Relu(Conv1D(states, x[3])), MatMul(states, x[2], transposeB: true)];
        });
        double[][] expected = Side.Run(new SimdEngine(threads: 1), build, Batch, inputs);
        foreach (int threads in (int[])[2, 3, 5, Environment.ProcessorCount]) Assert.Equal(expected, Side.Run(new SimdEngine(threads), build, Batch, inputs));
    }

    [Fact]
    public void A_run_on_several_threads_allocates_nothing()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch, 200), InputSource.Data);
        KerasTensor kernel = trace.Constant([.. Enumerable.Range(0, 40000).Select(i => (i % 7) * 0.01)], new Shape(200, 200));
        using IEngineState state = new SimdEngine(threads: 2).Open();
        using IProgram program = state.Compile(new GraphProgram(trace, [Sum(MatMul(MatMul(x, kernel), kernel))]));
        program.Prepare(256);
        for (int i = 0; i < 20; i++) program.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++) program.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Programs_that_run_side_by_side_share_the_threads_without_mixing_their_numbers()
    {
        (Shape, float[])[] inputs = [Side.Numbers(new Shape(Shape.Batch, 200), 1, 96, 0.2), Side.Numbers(new Shape(200, 200), 2, 1, 0.05)];
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> build = x => [Tanh(MatMul(Relu(MatMul(x[0], x[1])), x[1]))];
        double[][] expected = Side.Run(new SimdEngine(threads: 1), build, 96, inputs);
        Task<double[][][]> all = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Side.Run(new SimdEngine(threads: 2), build, 96, inputs))));
        foreach (double[][] found in await all) Assert.Equal(expected, found);
    }
}
