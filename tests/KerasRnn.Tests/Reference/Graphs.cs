using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;

namespace KerasRnn.Tests.Reference;

/// <summary>Runs small graphs on the reference engine and holds their gradients against central differences.</summary>
internal static class Graphs
{
    private const double Step = 1e-5;

    public static (Shape Shape, float[] Values) Numbers(Shape shape, int seed, int batch = 2)
    {
        CounterRandom random = new((ulong)seed);
        return (shape, [.. Enumerable.Range(0, shape.Count(batch)).Select(_ => (float)((random.NextDouble() * 4) - 2))]);
    }

    /// <summary>The outputs of a graph for inputs.</summary>
    public static double[][] Run(Func<KerasTensor[], IReadOnlyList<KerasTensor?>> build, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        Trace trace = new();
        KerasTensor[] x = [.. inputs.Select((input, i) => trace.Input($"x{i}", input.Shape, InputSource.Data))];
        KerasTensor[] outputs = [.. build(x).Select(y => y!)];
        using IEngineState state = new ReferenceEngine().Open();
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        program.Prepare(batch);
        for (int i = 0; i < inputs.Length; i++) inputs[i].Values.CopyTo(program.Feed(i));
        program.Run();
        return [.. outputs.Select((output, i) => Read(program, i, output.Shape.Count(batch)))];
    }

    /// <summary>The value of an op and the gradients of its sum with respect to every input.</summary>
    public static (double[] Value, double[][] Gradients) SumGradients(
        Func<KerasTensor[], KerasTensor> op, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        double[][] all = Run(
            x =>
            {
                KerasTensor y = op(x);
                return [y, .. y.Trace.Gradients(Ops.Sum(y), x)];
            },
            batch, inputs);
        return (all[0], all[1..]);
    }

    /// <summary>
    /// Asserts that the gradients of Σ c·y, with uneven c, equal central differences: x + s·d is run with a scalar s in double and a
    /// direction d that picks one element.
    /// </summary>
    public static void AssertDifferentiates(
        Func<KerasTensor[], IReadOnlyList<KerasTensor>> op, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        Trace trace = new();
        KerasTensor[] x = [.. inputs.Select((input, i) => trace.Input($"x{i}", input.Shape, InputSource.Data))];
        KerasTensor[] direction = [.. inputs.Select((input, i) => trace.Input($"d{i}", input.Shape, InputSource.Data))];
        KerasTensor step = trace.Input("s", Shape.Scalar, InputSource.Scalar);
        KerasTensor loss = Weigh(op([.. x.Select((input, i) => input + (direction[i] * step))]));
        IReadOnlyList<KerasTensor?> gradients = trace.Gradients(loss, x);
        using IEngineState state = new ReferenceEngine().Open();
        using IProgram program = state.Compile(new GraphProgram(trace, [loss, .. gradients.Select(g => g!)]));
        program.Prepare(batch);
        for (int i = 0; i < inputs.Length; i++) inputs[i].Values.CopyTo(program.Feed(i));

        for (int i = 0; i < inputs.Length; i++)
        {
            Loss(0);
            double[] found = Read(program, i + 1, inputs[i].Values.Length);
            for (int element = 0; element < found.Length; element++)
            {
                program.Feed(inputs.Length + i)[element] = 1;
                double expected = (Loss(Step) - Loss(-Step)) / (2 * Step);
                program.Feed(inputs.Length + i)[element] = 0;
                Assert.True(
                    Math.Abs(expected - found[element]) <= 1e-7 * (1 + Math.Abs(expected)),
                    $"The gradient of input {i} at element {element} is {found[element]}; differences give {expected}.");
            }
        }

        double Loss(double at)
        {
            program.Feed(2 * inputs.Length, at);
            program.Run();
            return program.ReadScalar(0);
        }
    }

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> found, double bound = 1e-12)
    {
        Assert.Equal(expected.Count, found.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(
                expected[i].Equals(found[i]) || Math.Abs(expected[i] - found[i]) <= bound * (1 + Math.Abs(expected[i])),
                $"Element {i} is {found[i]}; expected {expected[i]}.");
        }
    }

    // Weights that differ by element, so that a gradient that lands in the wrong place is seen; the batch is weighed by the values.
    private static KerasTensor Weigh(IReadOnlyList<KerasTensor> outputs) => outputs.Select((y, k) =>
    {
        if (y.Rank == 0) return y * (k + 1);
        Shape row = y.Shape.HasBatch ? y.Shape.Without(0) : y.Shape;
        KerasTensor weights = y.Trace.Constant([.. Enumerable.Range(0, row.Count(1)).Select(i => 1 + (0.25 * i) - (0.5 * (i % 3)))], row);
        return Ops.Sum((y * weights) + (y * y * 0.125 * (k + 1)));
    }).Aggregate(Ops.Add);

    private static double[] Read(IProgram program, int output, int count)
    {
        double[] values = new double[count];
        program.Read(output, values);
        return values;
    }
}
