using System.Collections;
using KerasRnn.Layers;

namespace KerasRnn;

/// <summary>Layers one after the other.</summary>
/// <example><code>
/// var model = new Sequential { new Input(8, 2), new SimpleRNN(32), new Dense(2) };
/// model.Compile("adam", "mse");
/// </code></example>
public sealed class Sequential : Model, IEnumerable<Layer>
{
    private readonly List<Layer> layers = [];
    private readonly HashSet<string> names = [];
    private IReadOnlyList<Shape> shapes = [];

    /// <summary>Makes an empty model.</summary>
    /// <param name="seed">Where first weights, shuffles and dropout masks come from.</param>
    /// <param name="name">The model's name.</param>
    public Sequential(int seed = 0, string? name = null)
        : base(seed, name)
    {
    }

    /// <summary>Makes a model of layers.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="seed">Where first weights, shuffles and dropout masks come from.</param>
    /// <param name="name">The model's name.</param>
    public Sequential(IEnumerable<Layer> layers, int seed = 0, string? name = null)
        : this(seed, name)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (Layer layer in layers) Add(layer);
    }

    /// <summary>The input that the first layer was given, or null.</summary>
    public Input? Input { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => layers;

    // Without an Input the first data build the weights; what their lengths may be is left to the layers.
    internal override IReadOnlyList<Shape> ModelInputs => Input is null ? [.. InputShapes.Select(Open)] : [Input.TensorShape];

    internal override IReadOnlyList<string> OutputNames
    {
        get
        {
            HashSet<string> taken = [];
            return layers.Count == 0 ? [] : [.. Enumerable.Range(0, Math.Max(1, layers[^1].OutputShapes.Count)).Select(_ => Naming.Unique(layers[^1].Name, taken))];
        }
    }

    // Keras names weights when they are made: with an Input that is before the model gets into another one.
    internal override string PathWithin(string outer) => Input is null ? base.PathWithin(outer) : base.PathWithin("");

    /// <summary>Adds a layer at the end. With an <see cref="Layers.Input"/> in front its weights are made at once.</summary>
    /// <exception cref="ArgumentException">The layer does not fit the one before it, or its name is taken.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ThrowIfInUse();
        if (layer is Input input)
        {
            if (layers.Count > 0 || Input is not null) throw Throw.Argument($"{Subject} expects its Input as the first layer; got it after {Throw.Count(layers.Count, "layer")}.");
            layer.GiveName("input_layer");
            shapes = layer.OutputShapesFor([]);
            Input = input;
            return;
        }

        if (layers.Contains(layer)) throw Throw.Argument($"{Subject} already contains {layer.Subject}. Make another one, or share it in a functional model.");
        if (layer.IsNamed && names.Contains(layer.Name)) throw Throw.Argument($"{Subject} already has a layer \"{layer.Name}\". Give the new one another name.");
        string given = layer.IsNamed ? layer.Name : Naming.Unique(layer.Name, new HashSet<string>(names));
        if (shapes.Count > 1) throw Throw.Argument($"{Subject} passes one tensor from layer to layer; {layers[^1].Subject} returns {shapes.Count}. Use a functional model.");
        layer.GiveName(given);
        if (Input is not null) shapes = layer.OutputShapesFor(shapes);
        names.Add(given);
        layers.Add(layer);
        if (Input is not null) BuildModel([Input.TensorShape]);
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => layers.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Shape Open(Shape shape) => new([.. shape.Dimensions.ToArray().Select((d, axis) => axis == 0 || axis == shape.Rank - 1 ? d : Shape.Unknown)]);

    // Layer by layer, so that each knows its own shapes.
    [StackTraceHidden]
    private protected override IReadOnlyList<Shape> InferShapes(IReadOnlyList<Shape> inputs)
    {
        if (layers.Count == 0) throw Throw.Operation($"{Subject} has no layers. Add some.");
        EnsureBuilt(inputs);
        return layers.Aggregate(inputs, (present, layer) => layer.OutputShapesFor(present));
    }

    [StackTraceHidden]
    private protected override MaskedTensors CallMasked(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        if (layers.Count == 0) throw Throw.Operation($"{Subject} has no layers. Add some.");
        return layers.Aggregate(new MaskedTensors(inputs, context.Masks), (tensors, layer) => layer.CallAll(tensors, context));
    }
}
