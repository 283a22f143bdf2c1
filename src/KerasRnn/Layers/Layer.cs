using KerasRnn.Graph;
using KerasRnn.Layers;

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
    private readonly List<CarriedState> states = [];
    private readonly List<Layer> sublayers = [];
    private readonly List<LayerNode> nodes = [];
    private readonly Dictionary<Variable, Initializer> uninitialized = [];
    private readonly Dictionary<Variable, Regularizer> regularizers = [];
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
    public IReadOnlyList<CarriedState> States => [.. states, .. Sublayers.SelectMany(layer => layer.States).Distinct()];

    /// <summary>The penalties on weights that join the loss, those of the layers inside among them.</summary>
    public IReadOnlyDictionary<Variable, Regularizer> Regularizers
    {
        get
        {
            Dictionary<Variable, Regularizer> all = new(regularizers);
            foreach ((Variable weight, Regularizer regularizer) in Sublayers.SelectMany(layer => layer.Regularizers)) all.TryAdd(weight, regularizer);
            return all;
        }
    }

    /// <summary>Whether the layer hands the mask of its input on with its output: it treats every time step alike.</summary>
    protected virtual bool SupportsMasking => false;

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

    /// <summary>The argument that takes the inputs behind the first in Keras' call, <c>initial_state</c>; null where several inputs are one list.</summary>
    internal virtual string? FurtherInputs => null;

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
        foreach (CarriedState state in States) state.Reset();
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
            if (input is null) throw Throw.Argument($"{Subject} expects tensors; got null among them.");
            if (input.Node is not null) throw Throw.Operation($"{Subject}: inside a layer's Call use Call(tensor, context); Apply joins layers of a functional model.");
        }

        IReadOnlyList<Shape> shapes = OutputShapesFor([.. inputs.Select(i => i.Shape)]);
        LayerNode node = new(this, nodes.Count, [.. inputs], shapes);
        nodes.Add(node);
        return node.Outputs;
    }

    /// <summary>Runs the layer inside another layer's Call; its inputs carry no masks.</summary>
    /// <exception cref="ArgumentException">The shape does not fit, or the layer returns several tensors.</exception>
    public KerasTensor CallIn(CallContext context, params IReadOnlyList<KerasTensor> inputs)
    {
        MaskedTensors outputs = CallAllIn(context, new MaskedTensors(inputs));
        return outputs.Count == 1
            ? outputs[0]
            : throw Throw.Argument($"{Subject} returns {outputs.Count} tensors; use CallAllIn to get them all.");
    }

    /// <summary>Runs the layer inside another layer's Call: all its outputs, with masks going in and coming out.</summary>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    /// <example><code>MaskedTensors states = rnn.CallAllIn(context, new MaskedTensors([x], context.Masks));</code></example>
    public MaskedTensors CallAllIn(CallContext context, MaskedTensors inputs)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(inputs);
        return CallAll(inputs, context, masksAreGiven: true);
    }

    /// <summary>Class and name.</summary>
    public override string ToString() => Subject;

    /// <summary>Makes the weights for the shape of the first input. The batch, and a length that only data know, are not numbers there.</summary>
    protected virtual void Build(Shape input)
    {
    }

    /// <summary>Makes the weights for the shapes of all inputs, in a layer of several.</summary>
    protected virtual void Build(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count > 0) Build(inputs[0]);
    }

    /// <summary>
    /// The shapes of the outputs for shapes of the inputs, in which a length may be <see cref="Shape.Unknown"/>: known only when data arrive. Null, unless
    /// overridden: then the equation is tried with lengths that differ much, and a length that differs in the output is unknown there too.
    /// </summary>
    protected virtual IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) => null;

    /// <summary>
    /// The masks of the outputs, one or null for each. Unless overridden: that of the first input if the layer supports masking, else none.
    /// </summary>
    protected virtual IReadOnlyList<KerasTensor?> ComputeMasks(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, CallContext context) =>
        [.. outputs.Select(_ => SupportsMasking ? context.Mask : null)];

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
        Variable weight = new(weightName, shape, new float[(int)count], isTrainable) { Path = $"{Name}/{weightName}", Trainable = isTrainable && trainable };
        weights.Add(weight);
        if (regularizer is not null) regularizers.Add(weight, regularizer);
        uninitialized.Add(weight, initializer);
        return weight;
    }

    /// <summary>Makes a state of zeros that is carried from batch to batch: read it, and assign what the next batch begins with, through the context.</summary>
    /// <param name="stateName">Its name: <c>state</c>.</param>
    /// <param name="shape">Its shape, the batch in front.</param>
    protected CarriedState AddState(string stateName, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        CarriedState state = new(stateName, shape) { Path = $"{Name}/{stateName}" };
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

    [StackTraceHidden]
    internal MaskedTensors CallAll(MaskedTensors inputs, CallContext context, bool masksAreGiven = false)
    {
        using IDisposable scope = context.Trace.Scope(new Origin(Name, ClassName, "call"));
        IReadOnlyList<Shape> shapes = [.. inputs.Select(i => i.Shape)];
        EnsureBuilt(shapes);
        MaskedTensors outputs = CallMasked(inputs, context.With(inputs.Masks, masksAreGiven));
        if (!context.IsTrial) CheckPromise(shapes, outputs);
        return outputs;
    }

    // The equation, and the masks that go with it; a model's layers have their own.
    [StackTraceHidden]
    private protected virtual MaskedTensors CallMasked(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        IReadOnlyList<KerasTensor> outputs = Call(inputs, context);
        if (outputs?.Contains(null!) != false) throw Throw.Operation($"{Subject} returned null from Call. Return the tensor that the equation gives.");
        CheckOwn("a tensor", "Call", outputs);
        IReadOnlyList<KerasTensor?>? masks = ComputeMasks(inputs, outputs, context);
        if (masks is null || masks.Count != outputs.Count) throw Throw.Operation($"{Subject} returned {Throw.Count(masks?.Count ?? 0, "mask")} from ComputeMasks for {Throw.Count(outputs.Count, "output")}. Return one or null for each.");
        CheckOwn("a mask", "ComputeMasks", masks.OfType<KerasTensor>());
        foreach ((KerasTensor output, KerasTensor? mask) in outputs.Zip(masks))
        {
            if (mask is not null && !Expect.IsMask(mask.Shape, output.Shape)) throw Throw.Operation($"{Subject} returned a mask {mask.Shape} from ComputeMasks for an output {output.Shape}. Return a mask of its first axes, [batch, time].");
        }

        return new MaskedTensors(outputs, masks);

        [StackTraceHidden]
        void CheckOwn(string what, string method, IEnumerable<KerasTensor> tensors)
        {
            if (tensors.Any(tensor => tensor.Node?.Trace != context.Trace)) throw Throw.Operation($"{Subject} returned {what} of another trace from {method}. Return one that is made of the tensors given to this call; none can be kept for the next.");
        }
    }

    [StackTraceHidden]
    internal void EnsureBuilt(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count == 0 && NeedsInput) throw Throw.Argument($"{Subject} expects an input; got none.");
        Check(inputs);
        if (Built) return;
        Build(inputs);
        InputShapes = inputs;
        Built = true;
    }

    internal void GiveName(string given) => name ??= given;
}
