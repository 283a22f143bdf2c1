using KerasRnn.Layers;

namespace KerasRnn;

/// <summary>A graph of layers: several inputs and outputs, shared layers, models as layers. Made by <see cref="Keras.Model"/>.</summary>
public sealed class Functional : Model
{
    private readonly IReadOnlyList<KerasTensor> inputs;
    private readonly IReadOnlyList<KerasTensor> outputs;
    private readonly LayerGraph graph;

    internal Functional(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, int seed, string? name)
        : base(seed, name)
    {
        this.inputs = inputs;
        this.outputs = outputs;
        graph = new LayerGraph(this, inputs, outputs);
        HashSet<string> names = [];
        foreach (Layer layer in graph.Layers)
        {
            if (layer.IsNamed && !names.Add(layer.Name)) throw Throw.Argument($"{Subject} has two layers \"{layer.Name}\". Give them different names.");
        }

        foreach (Layer layer in graph.Layers.Where(l => !l.IsNamed)) layer.GiveName(Naming.Unique(layer.Name, names));
        BuildModel([.. inputs.Select(i => i.Shape)]);
    }

    /// <summary>The input tensors.</summary>
    public IReadOnlyList<KerasTensor> Inputs => inputs;

    /// <summary>The output tensors.</summary>
    public IReadOnlyList<KerasTensor> Outputs => outputs;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => graph.Layers;

    internal LayerGraph Graph => graph;

    internal override IReadOnlyList<Shape> ModelInputs => [.. inputs.Select(i => i.Shape)];

    internal override IReadOnlyList<string> InputNames => [.. inputs.Select(i => i.History.Layer.Name)];

    internal override IReadOnlyList<string> OutputNames
    {
        get
        {
            HashSet<string> taken = [];
            return [.. outputs.Select(o => Naming.Unique(o.History.Layer.Name, taken))];
        }
    }

    // Keras names weights when they are made, and a functional model is put together of layers that have theirs.
    internal override string PathWithin(string outer) => "";

    // Layer by layer, so that each knows its own shapes and may answer for a length that only data know.
    [StackTraceHidden]
    private protected override IReadOnlyList<Shape> InferShapes(IReadOnlyList<Shape> inputs)
    {
        EnsureBuilt(inputs);
        return Walk(inputs, (layer, shapes) => layer.OutputShapesFor(shapes));
    }

    [StackTraceHidden]
    private protected override MaskedTensors CallMasked(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        (KerasTensor, KerasTensor?)[] outputs = Walk(Pairs(new MaskedTensors(inputs, context.Masks)), (layer, given) => Pairs(layer.CallAll(Lists(given), context)));
        return Lists(outputs);

        static (KerasTensor Tensor, KerasTensor? Mask)[] Pairs(MaskedTensors tensors) => [.. tensors.Zip(tensors.Masks)];

        static MaskedTensors Lists(IReadOnlyList<(KerasTensor Tensor, KerasTensor? Mask)> pairs) => new([.. pairs.Select(p => p.Tensor)], [.. pairs.Select(p => p.Mask)]);
    }

    private T[] Walk<T>(IReadOnlyList<T> given, Func<Layer, IReadOnlyList<T>, IReadOnlyList<T>> apply)
    {
        Dictionary<KerasTensor, T> values = [];
        for (int i = 0; i < given.Count; i++) values[inputs[i]] = given[i];
        foreach (LayerNode node in graph.Nodes)
        {
            if (node.Outputs.Any(values.ContainsKey)) continue;
            IReadOnlyList<T> results = apply(node.Layer, [.. node.Inputs.Select(i => values[i])]);
            if (results.Count != node.Outputs.Count) throw Throw.Operation($"{node.Layer.Subject} returned {Throw.Count(results.Count, "tensor")}; where it was applied it returned {node.Outputs.Count}. Return as many from every call.");
            for (int i = 0; i < results.Count; i++) values[node.Outputs[i]] = results[i];
        }

        return [.. outputs.Select(o => values[o])];
    }
}
