using KerasRnn.Graph;

namespace KerasRnn.Layers;

/// <summary>One use of a layer in a functional model: which tensors went in, which came out.</summary>
internal sealed class LayerNode : KerasHistory
{
    public LayerNode(Layer layer, int index, IReadOnlyList<KerasTensor> inputs, IReadOnlyList<Shape> shapes)
    {
        Layer = layer;
        Index = index;
        Inputs = inputs;
        Outputs = [.. shapes.Select((shape, i) => new KerasTensor(shape, this, i))];
    }

    public Layer Layer { get; }

    public override string Name => Layer.Name;

    /// <summary>The how-many-eth use of the layer.</summary>
    public int Index { get; }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    public IReadOnlyList<KerasTensor> Outputs { get; }
}

/// <summary>Tensors between layers, seen from the layers.</summary>
internal static class LayerTensors
{
    extension(KerasTensor tensor)
    {
        /// <summary>The use of a layer that makes this tensor; a tensor inside a trace has none.</summary>
        internal LayerNode History => (LayerNode)tensor.Source!;
    }
}
