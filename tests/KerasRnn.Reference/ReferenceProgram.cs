using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Reference;

/// <summary>A program that walks its nodes in order. Every run starts from nothing: no memory is used twice.</summary>
internal sealed class ReferenceProgram(GraphProgram program, ReferenceState state) : IProgram
{
    private readonly float[][] feeds = new float[program.Inputs.Count][];
    private readonly double[]?[] exact = new double[program.Inputs.Count][];
    private readonly double?[] scalars = new double?[program.Inputs.Count];
    private Dictionary<KerasTensor, NdArray> values = [];
    private int batch;

    public void Prepare(int batch)
    {
        this.batch = batch;
        for (int i = 0; i < feeds.Length; i++) feeds[i] = new float[program.Inputs[i].Shape.Count(batch)];
    }

    public void Feed(int input, ReadOnlySpan<double> values) => exact[input] = values.ToArray();

    public Span<float> Feed(int input)
    {
        scalars[input] = null;
        exact[input] = null;
        return feeds[input];
    }

    public void Feed(int input, double value) => scalars[input] = value;

    public void Run()
    {
        values = [];
        foreach (Node node in program.Nodes)
        {
            NdArray[] results = node.Op is GradientsOp ? Differentiation.Gradients(node, values) : Evaluate(node);
            for (int i = 0; i < results.Length; i++) values[node.Outputs[i]] = results[i];
        }

        // A copy, because two variables may receive one tensor.
        foreach ((Variable variable, KerasTensor value) in program.Updates) state.Set(variable, [.. values[value].Data]);
    }

    public void Read(int output, Span<float> destination)
    {
        double[] data = values[program.Outputs[output]].Data;
        for (int i = 0; i < data.Length; i++) destination[i] = (float)data[i];
    }

    public void Read(int output, Span<double> destination) => values[program.Outputs[output]].Data.CopyTo(destination);

    public double ReadScalar(int output) => values[program.Outputs[output]].Data[0];

    public void Dispose()
    {
    }

    private NdArray[] Evaluate(Node node)
    {
        int[][] shapes = [.. node.Outputs.Select(output => output.Shape.At(batch).Dimensions.ToArray())];
        return node.Op switch
        {
            InputOp => [new NdArray(shapes[0], Fed(node))],
            ConstantOp constant => [new NdArray(shapes[0], [.. constant.Values])],
            VariableOp variable => [new NdArray(shapes[0], [.. state.Of(variable.Variable)])],
            _ => Kernel.Of(node.Op).Forward(node.Operands.Select(x => values[x]), shapes),
        };
    }

    private double[] Fed(Node node)
    {
        int input = program.Inputs.Index().First(entry => entry.Item == node.Outputs[0]).Index;
        return scalars[input] is double scalar ? [scalar] : exact[input] ?? [.. feeds[input].Select(value => (double)value)];
    }
}
