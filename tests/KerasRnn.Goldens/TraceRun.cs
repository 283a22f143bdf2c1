using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Goldens;

/// <summary>A trace that is being written with the numbers for its inputs, then run once: the shortest way from ops to numbers.</summary>
internal sealed class TraceRun(IEngineState state, int batch)
{
    private readonly Dictionary<KerasTensor, float[]> feeds = [];
    private readonly Dictionary<KerasTensor, double> scalars = [];
    private readonly Dictionary<KerasTensor, double[]> values = [];

    public Trace Trace { get; } = new();

    /// <summary>An input; its first axis is the batch if it is as long.</summary>
    public KerasTensor Feed(GoldenTensor tensor)
    {
        Shape shape = tensor.Shape.Length > 0 && tensor.Shape[0] == batch ? tensor.Batched : new Shape(tensor.Shape);
        return Feed(shape, tensor.Floats);
    }

    public KerasTensor Feed(Shape shape, float[] numbers)
    {
        KerasTensor input = Trace.Input($"input_{Trace.Inputs.Count}", shape, InputSource.Data);
        feeds[input] = numbers;
        return input;
    }

    public KerasTensor Scalar(double value)
    {
        KerasTensor input = Trace.Input($"input_{Trace.Inputs.Count}", Shape.Scalar, InputSource.Scalar);
        scalars[input] = value;
        return input;
    }

    /// <summary>Runs the trace; null outputs are left out.</summary>
    public void Run(params IReadOnlyList<KerasTensor?> outputs)
    {
        KerasTensor[] wanted = [.. outputs.Where(output => output is not null).Select(output => output!).Distinct()];
        GraphProgram graph = new(Trace, wanted);
        using IProgram program = state.Compile(graph);
        program.Prepare(batch);
        foreach (StateFlow flow in graph.States) program.Feed(flow.Input, flow.State.ValueFor(batch));
        foreach ((int i, KerasTensor input) in Trace.Inputs.Index())
        {
            if (scalars.TryGetValue(input, out double scalar)) program.Feed(i, scalar);
            else if (feeds.TryGetValue(input, out float[]? fed)) fed.CopyTo(program.Feed(i));
        }

        program.Run();
        foreach ((int i, KerasTensor output) in wanted.Index())
        {
            double[] found = new double[output.Shape.Count(batch)];
            program.Read(i, found);
            values[output] = found;
        }
    }

    public double[] this[KerasTensor output] => values[output];

    public int[] ShapeOf(KerasTensor tensor) => tensor.Shape.At(batch).Dimensions.ToArray();
}
