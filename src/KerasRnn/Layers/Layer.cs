using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// A layer: its configuration, its weights and one equation. Derive from it to write your own: make weights in <see cref="Build(Shape)"/>,
/// write the equation in <see cref="Call(KerasTensor, CallContext)"/> with <see cref="Ops"/>; it then runs and trains on every engine.
/// </summary>
/// <example><code>
/// public sealed class Damped(double factor) : Layer
/// {
///     protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Tanh(x) * factor;
/// }
/// </code></example>
public abstract partial class Layer
{
    private readonly List<Variable> weights = [];
    private readonly List<Variable> states = [];
    private readonly List<Layer> sublayers = [];
    private readonly List<LayerNode> nodes = [];
    private readonly Dictionary<Variable, Initializer> uninitialized = [];
    private string? name;
    private bool trainable = true;

    /// <summary>The name within a model; unless it is given, the model that first takes the layer names it: <c>dense</c>, <c>dense_1</c>.</summary>
    public string Name
    {
        get => name ?? Naming.Snake(ClassName);
        init => name = Naming.CheckName(value);
    }

    /// <summary>The Keras class name.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>Whether training changes the weights. A change takes effect at the next <c>Compile</c>, as in Keras.</summary>
    public virtual bool Trainable
    {
        get => trainable;
        set
        {
            trainable = value;
            foreach (Variable weight in weights) weight.Trainable = value && weight.IsWeight;
            foreach (Layer layer in Sublayers) layer.Trainable = value;
        }
    }

    /// <summary>Whether the weights exist.</summary>
    public bool Built { get; private set; }

    /// <summary>All weights: those of this layer in the order they were made, trained ones first, then those of the layers inside.</summary>
    public IReadOnlyList<Variable> Weights => [.. weights.Where(w => w.IsWeight), .. weights.Where(w => !w.IsWeight), .. Sublayers.SelectMany(layer => layer.Weights).Where(w => !weights.Contains(w)).Distinct()];

    /// <summary>The weights that training changes; none of a frozen layer, whatever the layers inside say.</summary>
    public IReadOnlyList<Variable> TrainableWeights => [.. Trainable ? Weights.Where(w => w.Trainable) : []];

    /// <summary>The weights that training leaves alone.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights => [.. Weights.Except(TrainableWeights)];

    /// <summary>What the layer carries from batch to batch beside its weights: the state of a stateful recurrence.</summary>
    public IReadOnlyList<Variable> States => [.. states, .. Sublayers.SelectMany(layer => layer.States).Distinct()];

    /// <summary>The shape of the first input when the layer was built, or null.</summary>
    public Shape? InputShape => InputShapes.Count > 0 ? InputShapes[0] : null;

    /// <summary>The shapes of the outputs when the layer was first applied; empty before.</summary>
    public IReadOnlyList<Shape> OutputShapes { get; private protected set; } = [];

    /// <summary>The layer as the subject of a sentence: <c>Dense "dense_1"</c>.</summary>
    internal string Subject => $"{ClassName} \"{Name}\"";

    internal IReadOnlyList<Shape> InputShapes { get; private set; } = [];

    internal IReadOnlyList<LayerNode> Nodes => nodes;

    /// <summary>The layers inside this one.</summary>
    internal virtual IReadOnlyList<Layer> Sublayers => sublayers;

    internal bool IsNamed => name is not null;

    // Where the layer's weights are in Keras' paths, given where the layer is.
    internal virtual string PathWithin(string outer) => $"{outer}{Name}/";

    /// <summary>The number of weight values.</summary>
    /// <exception cref="InvalidOperationException">The layer is not built.</exception>
    public int CountParams() => Built
        ? Weights.Sum(w => w.Count)
        : throw Throw.Operation($"{Subject} has no weights yet: give the model an Input, or call it on data first.");

    /// <summary>Sets all carried states to zero.</summary>
    public void ResetState()
    {
        foreach (Variable state in States) state.SetValue(new float[state.Count]);
    }

    /// <summary>Applies the layer to tensors of a functional model; an RNN takes its initial state as a second tensor.</summary>
    /// <exception cref="ArgumentException">The shape does not fit, or the layer returns several tensors.</exception>
    public KerasTensor Apply(params IReadOnlyList<KerasTensor> inputs)
    {
        IReadOnlyList<KerasTensor> outputs = ApplyAll(inputs);
        return outputs.Count == 1
            ? outputs[0]
            : throw Throw.Argument($"{Subject} returns {outputs.Count} tensors; use ApplyAll to get them all.");
    }

    /// <summary>Applies the layer to tensors of a functional model and returns all its outputs.</summary>
    public IReadOnlyList<KerasTensor> ApplyAll(params IReadOnlyList<KerasTensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (KerasTensor input in inputs)
        {
            if (input.Node is not null) throw Throw.Operation($"{Subject}: inside a layer's Call use Call(tensor, context); Apply joins layers of a functional model.");
        }

        IReadOnlyList<Shape> shapes = ComputeOutputShapes([.. inputs.Select(i => i.Shape)]);
        LayerNode node = new(this, nodes.Count, [.. inputs], shapes);
        nodes.Add(node);
        return node.Outputs;
    }

    /// <summary>Runs the layer inside another layer's Call.</summary>
    public KerasTensor CallIn(CallContext context, params IReadOnlyList<KerasTensor> inputs) => CallAll(inputs, context)[0];

    /// <summary>Class and name.</summary>
    public override string ToString() => Subject;

    /// <summary>Makes the weights for the shape of the first input. The batch, and a length that only data know, are not numbers there.</summary>
    protected virtual void Build(Shape input)
    {
    }

    /// <summary>The equation, for a layer of one input and one output.</summary>
    protected virtual KerasTensor Call(KerasTensor x, CallContext context) =>
        throw Throw.Operation($"{ClassName} has no equation: override Call(KerasTensor, CallContext), or the one of several inputs.");

    /// <summary>The equation, for a layer of several inputs or outputs.</summary>
    protected virtual IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => inputs.Count == 1
        ? [Call(inputs[0], context)]
        : throw Throw.Argument($"{Subject} expects one input; got {inputs.Count}.");

    /// <summary>Makes a weight; its first value comes from the initializer and the seed of the model.</summary>
    /// <param name="weightName">Its name: <c>kernel</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">Where its first value comes from.</param>
    /// <param name="regularizer">A penalty on it, or null.</param>
    /// <param name="isTrainable">False for a state that no optimizer changes.</param>
    protected Variable AddWeight(string weightName, Shape shape, Initializer initializer, Regularizer? regularizer = null, bool isTrainable = true)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long count = 1;
        foreach (int dimension in shape.Dimensions)
        {
            if (dimension <= 0) throw Throw.Argument($"{Subject} expects a known, positive size for weight \"{weightName}\"; got {shape}. Give the model an Input with numbers.");
            count = Math.Min(count * dimension, int.MaxValue);
        }

        if (count > MaximumWeight) throw Throw.Argument($"{Subject} asks for a weight \"{weightName}\" {shape}: more than {MaximumWeight} values. Use fewer units.");
        Variable weight = new(weightName, shape, new float[(int)count], isTrainable) { Path = $"{Name}/{weightName}", Regularizer = regularizer, Trainable = isTrainable && trainable };
        weights.Add(weight);
        uninitialized.Add(weight, initializer);
        return weight;
    }

    /// <summary>Makes a state of zeros that is carried from batch to batch.</summary>
    protected Variable AddState(string stateName, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Variable state = new(stateName, shape, new float[shape.Count(1)]) { Path = $"{Name}/{stateName}" };
        states.Add(state);
        return state;
    }

    /// <summary>Makes a layer part of this one: its weights are this one's, its <c>Trainable</c> follows.</summary>
    protected T Track<T>(T layer)
        where T : Layer
    {
        ArgumentNullException.ThrowIfNull(layer);
        HashSet<string> names = [.. sublayers.Select(l => l.Name)];
        if (layer.IsNamed && names.Contains(layer.Name)) throw Throw.Argument($"{Subject} already has a layer \"{layer.Name}\" inside. Give the new one another name.");
        layer.GiveName(Naming.Unique(layer.Name, names));
        sublayers.Add(layer);
        return layer;
    }

    /// <summary>What the layer expects of its inputs, checked before Build and Call; throw a sentence.</summary>
    protected virtual void Check(IReadOnlyList<Shape> inputs)
    {
    }

    internal const int MaximumWeight = 1 << 28;

    internal IReadOnlyList<KerasTensor> CallAll(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        using IDisposable scope = context.Trace.Scope(new Origin(Name, ClassName, "call"));
        EnsureBuilt([.. inputs.Select(i => i.Shape)]);
        IReadOnlyList<KerasTensor> outputs = Call(inputs, context);
        return outputs?.Contains(null!) == false ? outputs : throw Throw.Operation($"{Subject} returned null from Call. Return the tensor that the equation gives.");
    }

    internal void EnsureBuilt(IReadOnlyList<Shape> inputs)
    {
        Check(inputs);
        if (Built) return;
        if (inputs.Count > 0) Build(inputs[0]);
        InputShapes = inputs;
        Built = true;
    }

    /// <summary>Builds the layer and returns the shapes of its outputs.</summary>
    internal IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count == 0 && this is not Layers.Input) throw Throw.Argument($"{Subject} expects an input; got none.");
        IReadOnlyList<Shape> shapes = InferShapes(inputs);
        if (OutputShapes.Count == 0 || this is Model) OutputShapes = shapes;
        return shapes;
    }

    // A trace that is thrown away. A length that only data know is tried with two numbers; what differs then is unknown too.
    private protected virtual IReadOnlyList<Shape> InferShapes(IReadOnlyList<Shape> inputs)
    {
        EnsureBuilt(inputs);
        if (inputs.All(shape => !shape.HasUnknown)) return Probe(inputs, 0);
        return [.. Probe(inputs, 509).Zip(Probe(inputs, 521), Merge)];

        static Shape Merge(Shape a, Shape b)
        {
            Shape merged = a;
            for (int axis = 0; axis < a.Rank; axis++)
            {
                if (a[axis] != b[axis]) merged = merged.With(axis, Shape.Unknown);
            }

            return merged;
        }
    }

    internal void GiveName(string given) => name ??= given;

    private IReadOnlyList<Shape> Probe(IReadOnlyList<Shape> inputs, int length)
    {
        CallContext context = new(new Trace());
        KerasTensor[] probes = [.. inputs.Select((shape, i) => context.Trace.Input($"input_{i}", shape.Fill(length), InputSource.Data))];
        return [.. CallAll(probes, context).Select(output => output.Shape)];
    }
}
