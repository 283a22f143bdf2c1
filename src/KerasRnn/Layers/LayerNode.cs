namespace KerasRnn;

/// <summary>One use of a layer in a functional model: which tensors went in, which came out.</summary>
internal sealed class LayerNode
{
    public LayerNode(Layer layer, int index, IReadOnlyList<KerasTensor> inputs, IReadOnlyList<Shape> shapes)
    {
        Layer = layer;
        Index = index;
        Inputs = inputs;
        Outputs = [.. shapes.Select((shape, i) => new KerasTensor(shape, this, i))];
    }

    public Layer Layer { get; }

    /// <summary>The how-many-eth use of the layer.</summary>
    public int Index { get; }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    public IReadOnlyList<KerasTensor> Outputs { get; }
}
