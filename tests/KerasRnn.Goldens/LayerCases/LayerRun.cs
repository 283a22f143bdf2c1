using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>
/// A layer in an engine, without a model: every call is a trace of its own with the outputs, the gradients of the sum of output·cotangent,
/// the penalties and their gradients as the program's outputs. Variables stay in the engine from call to call.
/// </summary>
internal sealed class LayerRun : IDisposable
{
    private readonly Layer net;
    private readonly IEngineState state;
    private readonly bool isFixedBatch;

    public LayerRun(Layer net, EngineChoice engine, bool isFixedBatch)
    {
        this.net = net;
        this.isFixedBatch = isFixedBatch;
        state = engine.Make().Open();
        state.Add(net.Weights);
    }

    public void Dispose() => state.Dispose();

    public double[] Read(Variable variable)
    {
        double[] value = new double[variable.Count];
        state.Read(variable, value);
        return value;
    }

    public CallResult Run(LayerCall call, bool training)
    {
        Trace trace = new();
        Dictionary<KerasTensor, float[]> feeds = [];
        KerasTensor[] x = [.. call.Inputs.Select(Feed)], initial = [.. call.InitialState.Select(Feed)];
        KerasTensor?[] masks = [.. x.Select((_, i) => call.Masks.ElementAtOrDefault(i) is GoldenTensor mask ? Feed(mask) : null), .. new KerasTensor?[initial.Length]];
        MaskedTensors y = net.CallAllIn(new CallContext(trace, training), new MaskedTensors([.. x, .. initial], masks));
        IReadOnlyDictionary<Variable, Regularizer> penalties = net.Regularizers;
        KerasTensor[] losses = [.. net.TrainableWeights.Where(penalties.ContainsKey).Select(weight => penalties[weight].Call(trace.Initial(weight)))];

        KerasTensor[] weights = [.. net.Weights.Select(trace.Initial)];
        KerasTensor[] sources = [.. x, .. initial, .. weights];
        IReadOnlyList<KerasTensor?> gradients = call.Cotangents.Length == 0
            ? new KerasTensor?[sources.Length]
            : trace.Gradients(y.Zip(call.Cotangents, (output, c) => Ops.Sum(output * Feed(c))).Aggregate(Ops.Add), sources);
        IReadOnlyList<KerasTensor?> lossGradients = losses.Length == 0
            ? new KerasTensor?[sources.Length]
            : trace.Gradients(losses.Aggregate(Ops.Add), sources);

        KerasTensor[] shown = [.. y.Masks.OfType<KerasTensor>()];
        KerasTensor[] wanted = [.. y, .. losses, .. gradients.Concat(lossGradients).Where(g => g is not null).Select(g => g!), .. shown];
        GraphProgram graph = new(trace, wanted);
        using IProgram program = state.Compile(graph);
        program.Prepare(call.Batch);
        IReadOnlyList<float[]> random = RandomInputs.Fill(trace.Inputs, call);
        for (int i = 0, r = 0; i < trace.Inputs.Count; i++)
        {
            if (((InputOp)trace.Inputs[i].Node!.Op).Source == InputSource.State) continue;
            (feeds.TryGetValue(trace.Inputs[i], out float[]? fed) ? fed : random[r++]).CopyTo(program.Feed(i));
        }

        foreach (StateFlow flow in graph.States) program.Feed(flow.Input, flow.State.ValueFor(call.Batch));
        program.Run();
        foreach (StateFlow flow in graph.States) program.Read(flow.Output, flow.State.ValueFor(call.Batch));
        Dictionary<KerasTensor, double[]> values = [];
        foreach ((int i, KerasTensor tensor) in wanted.Index())
        {
            double[] value = new double[tensor.Shape.Count(call.Batch)];
            program.Read(i, value);
            values[tensor] = value;
        }

        return new CallResult(
            [.. y.Masks.Select(mask => mask is null ? null : values[mask])],
            [.. y.Select(output => (output.Shape.At(call.Batch).Dimensions.ToArray(), values[output]))],
            [.. losses.Select(loss => values[loss][0])],
            Split(gradients),
            Split(lossGradients));

        KerasTensor Feed(GoldenTensor tensor)
        {
            Shape shape = isFixedBatch ? new Shape(tensor.Shape) : tensor.Batched;
            KerasTensor input = trace.Input($"input_{feeds.Count}", shape, InputSource.Data);
            feeds[input] = tensor.Floats;
            return input;
        }

        CallGradients Split(IReadOnlyList<KerasTensor?> found)
        {
            double[]?[] all = [.. found.Select(g => g is null ? null : values[g])];
            return new CallGradients(all[..x.Length], all[x.Length..(x.Length + initial.Length)], all[(x.Length + initial.Length)..]);
        }
    }
}
