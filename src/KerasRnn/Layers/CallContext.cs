using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>What a layer, loss or metric may ask for while it writes its part of a trace.</summary>
public sealed class CallContext
{
    private readonly List<KerasTensor> losses;

    /// <summary>Makes a context for a trace.</summary>
    /// <param name="trace">The trace that is being written.</param>
    /// <param name="training">Whether it is a training step: dropout is active.</param>
    public CallContext(Trace trace, bool training = false)
        : this(trace, training, [], [], masksAreGiven: false)
    {
    }

    private CallContext(Trace trace, bool training, List<KerasTensor> losses, IReadOnlyList<KerasTensor?> masks, bool masksAreGiven)
    {
        Trace = trace;
        Training = training;
        this.losses = losses;
        Masks = masks;
        MasksAreGiven = masksAreGiven;
    }

    /// <summary>The trace that is being written.</summary>
    public Trace Trace { get; }

    /// <summary>Whether it is a training step.</summary>
    public bool Training { get; }

    /// <summary>The masks of the inputs of the layer that is being called, one or null for each.</summary>
    public IReadOnlyList<KerasTensor?> Masks { get; }

    /// <summary>The mask of the first input: numbers [batch, time], 0 for a step to be skipped; null where all steps count.</summary>
    public KerasTensor? Mask => Masks.Count > 0 ? Masks[0] : null;

    /// <summary>What layers have added to the loss so far, a scalar each.</summary>
    public IReadOnlyList<KerasTensor> Losses => losses;

    /// <summary>A weight or state: its value before the run, or what was assigned to it in this trace.</summary>
    public KerasTensor Read(Variable variable) => Trace.Read(variable);

    /// <summary>Gives a state a new value, written back when the run is over.</summary>
    public void Assign(Variable variable, KerasTensor value) => Trace.Assign(variable, value);

    /// <summary>What a layer carries from batch to batch: its value before the run, or what was assigned to it in this trace.</summary>
    public KerasTensor Read(CarriedState state) => Trace.Read(state);

    /// <summary>Gives a carried state the value that the next batch begins with.</summary>
    public void Assign(CarriedState state, KerasTensor value) => Trace.Assign(state, value);

    /// <summary>A number as a tensor.</summary>
    public KerasTensor Constant(double value) => Trace.Constant(value);

    /// <summary>Random numbers, drawn anew for every run; each call is a stream of its own.</summary>
    public KerasTensor Random(RandomDraw draw, Shape shape) =>
        Trace.Input($"random_{Trace.Inputs.Count}", shape, InputSource.Random, draw);

    /// <summary>Adds a term to what training makes small, beside the model's losses; what is not a scalar is summed.</summary>
    /// <example><code>context.AddLoss(Ops.Mean(Ops.Square(x)) * 1e-3);</code></example>
    public void AddLoss(KerasTensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        losses.Add(loss.Rank == 0 ? loss : Ops.Sum(loss));
    }

    /// <summary>Whether the masks were given to the call, and did not just come along with its tensors.</summary>
    internal bool MasksAreGiven { get; }

    /// <summary>Whether the trace is thrown away, after a look at the shapes.</summary>
    internal bool IsTrial { get; private init; }

    /// <summary>A context for a trace that is thrown away.</summary>
    internal static CallContext ForTrial(Trace trace) => new(trace) { IsTrial = true };

    /// <summary>The same context for tensors with these masks.</summary>
    internal CallContext With(IReadOnlyList<KerasTensor?> masks, bool areGiven = false) => new(Trace, Training, losses, masks, areGiven) { IsTrial = IsTrial };
}
