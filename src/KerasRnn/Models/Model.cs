using KerasRnn.Display;
using KerasRnn.Engines;
using KerasRnn.Engines.Simd;

namespace KerasRnn;

/// <summary>
/// Layers that are trained, evaluated and asked together. Seed and engine belong to the model: nothing global decides a result, and
/// many models can train side by side. Calls on one model wait for each other.
/// </summary>
/// <remarks>Made as <see cref="Sequential"/> or by <see cref="Keras.Model"/>; a part of one's own is a <see cref="Layer"/>.</remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public abstract partial class Model : Layer, INetwork, IDisposable, IHtmlView
{
    private static readonly SimdEngine DefaultEngine = new();
    private readonly Session session;

    private protected Model(int seed, string? name)
    {
        if (name is not null) GiveName(Naming.CheckName(name));
        Seed = seed;
        session = new Session(this, DefaultEngine);
    }

    /// <summary>Where first weights, shuffles and dropout masks come from.</summary>
    public int Seed { get; }

    /// <summary>The layers, in Keras' order.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>
    /// What computes: <see cref="SimdEngine"/> unless set. Setting it carries weights, states and optimizer slots over.
    /// </summary>
    public IEngine Engine
    {
        get => session.Engine;
        set => session.SetEngine(value);
    }

    /// <summary>Set by a callback or another thread to end training after the present batch.</summary>
    public bool StopTraining { get; set; }

    internal override IReadOnlyList<Layer> Sublayers => Layers;

    private protected override bool FollowsLastShapes => true;

    /// <summary>The shapes of the inputs; empty while they are unknown.</summary>
    internal abstract IReadOnlyList<Shape> ModelInputs { get; }

    internal virtual IReadOnlyList<string> InputNames => [.. ModelInputs.Select((_, i) => i == 0 ? "input" : $"input_{i}")];

    internal abstract IReadOnlyList<string> OutputNames { get; }

    internal Session Session => session;

    string INetwork.Subject => Subject;

    IReadOnlyList<Shape> INetwork.InputShapes => ModelInputs;

    IReadOnlyList<string> INetwork.InputNames => InputNames;

    IReadOnlyList<string> INetwork.OutputNames => OutputNames;

    Compilation? INetwork.Compiled => Compiled;

    void INetwork.Build(IReadOnlyList<Shape> inputs) => BuildModel(inputs);

    MaskedTensors INetwork.Call(MaskedTensors inputs, CallContext context) => CallAll(inputs, context);

    /// <summary>Frees the engine's memory; weights stay readable, and the model can be used again.</summary>
    public void Dispose()
    {
        session.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Prints Keras' table of layers.</summary>
    /// <param name="lineLength">The width of the table; by default what fits the terminal, 88 or 108 at most.</param>
    /// <param name="expandNested">Whether models within the model show their layers.</param>
    /// <param name="showTrainable">Whether a column tells frozen layers.</param>
    /// <param name="positions">Where columns end, as shares of the width.</param>
    /// <param name="output">Where it is written; the console unless given.</param>
    /// <example><code>model.Summary();</code></example>
    public void Summary(int? lineLength = null, bool expandNested = false, bool showTrainable = false, IReadOnlyList<double>? positions = null, TextWriter? output = null)
    {
        bool onTerminal = output is null && !Console.IsOutputRedirected;
        bool color = onTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        int columns = onTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : 100;
        new SummaryTable(this, lineLength, expandNested, showTrainable, positions, columns).Write(output ?? Console.Out, color);
    }

    /// <summary>The layer of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence has the nearest one.</exception>
    public Layer GetLayer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Layers.FirstOrDefault(layer => layer.Name == name) ?? throw Throw.Unknown("layer", name, Layers.Select(layer => layer.Name));
    }

    /// <summary>Keras' table of layers.</summary>
    public override string ToString()
    {
        StringWriter text = new();
        Summary(output: text);
        return text.ToString();
    }

    /// <summary>Keras' table of layers as a self-contained HTML fragment, for notebooks; an unbuilt or uncompiled model says so.</summary>
    public string ToHtml() => SummaryHtml.Of(this);

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs)
    {
        IReadOnlyList<Shape> expected = ModelInputs;
        if (expected.Count == 0) return;
        if (inputs.Count != expected.Count) throw Throw.Argument($"{Subject} expects {Throw.Count(expected.Count, "input")}; got {inputs.Count}.");
        for (int i = 0; i < inputs.Count; i++)
        {
            if (!Fits(expected[i], inputs[i])) throw Throw.Argument($"{Subject} expects input {expected[i]}; got {inputs[i]}. Give it a tensor of that shape, or make its Input as long.");
        }

        static bool Fits(Shape model, Shape given) => model.Rank == given.Rank
            && Enumerable.Range(1, Math.Max(0, model.Rank - 1)).All(axis => model[axis] == given[axis] || model[axis] == Shape.Unknown || given[axis] == Shape.Unknown);
    }

    // Builds every layer, gives weights their paths and, unless somebody set them, their first values.
    internal void BuildModel(IReadOnlyList<Shape> inputs)
    {
        OutputShapesFor(inputs);
        SetPaths("");
        Dictionary<Variable, int> numbers = Weights.Select((w, i) => (w, i)).ToDictionary(p => p.w, p => p.i);
        InitializeWeights(Seed, numbers);
        _ = Compiled?.Trainable;
    }

    private protected void ThrowIfInUse()
    {
        if (session.IsOpen || Compiled is not null) throw Throw.Operation($"{Subject} is compiled or has run: its layers are fixed. Make a new model.");
    }
}
