using KerasRnn.Layers;

namespace KerasRnn;

/// <summary>
/// The layers between the inputs and outputs of a functional model in Keras' order: by falling distance from the outputs, layers of one
/// distance as they are met walking back. Weights, summaries and files follow it.
/// </summary>
internal sealed class LayerGraph
{
    private readonly Model owner;
    private readonly IReadOnlyList<KerasTensor> inputs;
    private readonly List<LayerNode> finished = [];
    private readonly HashSet<LayerNode> seen = [];
    private readonly Dictionary<Layer, int> met = [];

    public LayerGraph(Model owner, IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        this.owner = owner;
        this.inputs = inputs;
        if (inputs.Count == 0 || outputs.Count == 0) throw Throw.Argument($"{owner.Subject} expects at least one input and one output.");
        foreach (KerasTensor tensor in inputs.Concat(outputs))
        {
            if (tensor.Source is null) throw Throw.Argument($"{owner.Subject} expects tensors made by Keras.Input and layer.Apply; got {tensor}.");
        }

        if (inputs.Distinct().Count() != inputs.Count) throw Throw.Argument($"{owner.Subject} expects every input once; got one twice.");
        foreach (KerasTensor output in outputs) Walk(output);
        Nodes = finished;

        Dictionary<LayerNode, int> nodeDepth = [];
        Dictionary<Layer, int> depth = [];
        foreach (LayerNode node in Enumerable.Reverse(finished))
        {
            int own = Math.Max(nodeDepth.GetValueOrDefault(node), depth.GetValueOrDefault(node.Layer));
            depth[node.Layer] = own;
            nodeDepth[node] = own;
            foreach (LayerNode parent in node.Inputs.Where(_ => !IsInput(node)).Select(i => i.History!))
            {
                nodeDepth[parent] = Math.Max(own + 1, nodeDepth.GetValueOrDefault(parent));
            }
        }

        foreach (Layer layer in inputs.Select(i => i.History.Layer).Where(l => !depth.ContainsKey(l)))
        {
            depth[layer] = 0;
            met[layer] = -1;
        }

        Layers = [.. depth.Keys.OrderByDescending(l => depth[l]).ThenBy(l => met[l])];
        Depth = depth;
        IsChain = nodeDepth.Values.Distinct().Count() == nodeDepth.Count && finished.All(n => n.Inputs.Count <= 1 || IsInput(n)) && finished.DistinctBy(n => n.Layer).Count() == finished.Count;
    }

    /// <summary>Whether the layers follow each other without a branch, a join or a second use.</summary>
    public bool IsChain { get; }

    /// <summary>The layers, inputs among them.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The distance of each layer from the outputs.</summary>
    public IReadOnlyDictionary<Layer, int> Depth { get; }

    /// <summary>The uses of layers, each after those it needs.</summary>
    public IReadOnlyList<LayerNode> Nodes { get; }

    private bool IsInput(LayerNode node) => node.Outputs.Any(inputs.Contains);

    private void Walk(KerasTensor tensor)
    {
        LayerNode node = tensor.History!;
        if (IsInput(node) && !inputs.Contains(tensor)) throw Throw.Argument($"{owner.Subject} takes one output of {node.Layer.Subject} as an input and needs another. Give it all of them, or start before that layer.");
        if (!seen.Add(node)) return;
        met.TryAdd(node.Layer, met.Count);
        if (!IsInput(node))
        {
            if (node.Inputs.Count == 0) throw Throw.Argument($"{owner.Subject} needs {node.Layer.Subject}, which is not among its inputs. Add it to them.");
            foreach (KerasTensor input in node.Inputs) Walk(input);
        }

        finished.Add(node);
    }
}
