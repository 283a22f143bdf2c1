using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;

namespace KerasRnn.Tests;

/// <summary>Runs one graph side by side: on an engine and on the reference engine.</summary>
internal static partial class Side
{
    public static (Shape Shape, float[] Values) Numbers(Shape shape, int seed, int batch, double scale = 1)
    {
        CounterRandom random = new((ulong)seed, 7);
        return (shape, [.. Enumerable.Range(0, shape.Count(batch)).Select(_ => (float)(((random.NextDouble() * 4) - 2) * scale))]);
    }

    public static double[][] Run(
        IEngine engine, Func<KerasTensor[], IReadOnlyList<KerasTensor>> build, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        Trace trace = new();
        KerasTensor[] x = [.. inputs.Select((input, i) => trace.Input($"x{i}", input.Shape, InputSource.Data))];
        KerasTensor[] outputs = [.. build(x)];
        using IEngineState state = engine.Open();
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        return Feed(program, batch, outputs, [.. inputs.Select(i => i.Values)]);
    }

    public static double[][] Feed(IProgram program, int batch, IReadOnlyList<KerasTensor> outputs, params float[][] inputs)
    {
        program.Prepare(batch);
        for (int i = 0; i < inputs.Length; i++) inputs[i].CopyTo(program.Feed(i));
        program.Run();
        return [.. outputs.Select((output, i) => Read(program, i, output.Shape.Count(batch)))];
    }

    public static double[] Read(IProgram program, int output, int count)
    {
        double[] values = new double[count];
        program.Read(output, values);
        return values;
    }

    /// <summary>The outputs, and the gradients of their unevenly weighted sum for every input that it depends on.</summary>
    public static Func<KerasTensor[], IReadOnlyList<KerasTensor>> WithGradients(Func<KerasTensor[], IReadOnlyList<KerasTensor>> build) => x =>
    {
        IReadOnlyList<KerasTensor> outputs = build(x);
        KerasTensor loss = outputs.Select((y, i) => Ops.Sum(y * Ops.Reshape(Weights(y, i), Lead(y)))).Aggregate(Ops.Add);
        return [.. outputs, loss, .. loss.Trace.Gradients(loss, x).OfType<KerasTensor>()];
    };

    /// <summary>An engine's outputs are those of the double-precision engine.</summary>
    public static void AssertAgrees(
        IEngine engine, Func<KerasTensor[], IReadOnlyList<KerasTensor>> build, int batch, params (Shape Shape, float[] Values)[] inputs)
    {
        double[][] expected = Run(new ReferenceEngine(), build, batch, inputs);
        double[][] found = Run(engine, build, batch, inputs);
        for (int i = 0; i < expected.Length; i++) AssertNear(expected[i], found[i], $"output {i}");
    }

    public static void AssertNear(double[] expected, double[] found, string what, double tolerance = 3e-5)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max() + 0.1;
        for (int i = 0; i < expected.Length; i++)
        {
            bool near = double.IsFinite(expected[i]) ? Math.Abs(expected[i] - found[i]) <= tolerance * scale : expected[i].Equals(found[i]);
            Assert.True(near, $"{what} is {found[i]:R} at element {i}; the reference engine has {expected[i]:R}.");
        }
    }

    // A weight for each element of a row; the batch repeats them.
    private static KerasTensor Weights(KerasTensor y, int seed)
    {
        int count = y.Shape.HasBatch ? y.Shape.CountPerRow / -y.Shape[0] : y.Shape.CountPerRow;
        CounterRandom random = new((ulong)(seed + 100));
        return y.Trace.Constant([.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 0.7)], new Shape(count));
    }

    private static Shape Lead(KerasTensor y) => y.Shape.HasBatch ? y.Shape.With(0, 1) : y.Shape;
}
