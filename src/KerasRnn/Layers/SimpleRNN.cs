using KerasRnn.Graph;
using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>
/// The fully connected recurrence h_t = φ(x_t·K + b + h_{t-1}·U), h_0 = 0 unless given: x [batch, time, in], K [in, units], U [units, units],
/// b [units]; the output is the last state [batch, units], or all states [batch, time, units].
/// </summary>
/// <remarks>
/// Elman 1990, as in Keras. With <see cref="GoBackwards"/> the sequence is read from its end and the states stay in that order. An initial
/// state is a second input: <c>rnn.Apply(x, state)</c>.
/// </remarks>
/// <example><code>new SimpleRNN(32) { ReturnSequences = true }</code></example>
/// <param name="units">The size of the state.</param>
/// <param name="activation">φ; tanh unless given.</param>
public sealed class SimpleRNN(int units, ActivationFunction? activation = null) : Layer
{
    private Variable? kernel;
    private Variable? recurrentKernel;
    private Variable? bias;
    private CarriedState? state;

    /// <summary>The size of the state.</summary>
    public int Units { get; } = Expect.Positive(units, "SimpleRNN", "units");

    /// <summary>φ.</summary>
    public ActivationFunction Activation { get; } = activation ?? "tanh";

    /// <summary>Whether the output is all states, or the last one.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the last state is a second output.</summary>
    public bool ReturnState { get; init; }

    /// <summary>Whether the sequence is read from its end.</summary>
    public bool GoBackwards { get; init; }

    /// <summary>Whether the last state of a batch is the first of the next one: batches of one size, until the state is reset.</summary>
    public bool Stateful { get; init; }

    /// <summary>Whether the recurrence is written step by step; the numbers are the same.</summary>
    public bool Unroll { get; init; }

    /// <summary>Whether masked steps show zeros instead of the state before them.</summary>
    public bool ZeroOutputForMask { get; init; }

    /// <summary>The share of input features dropped in training, the same ones at all time steps.</summary>
    public double Dropout { get; init; }

    /// <summary>The share of state features dropped in training, the same ones at all time steps.</summary>
    public double RecurrentDropout { get; init; }

    /// <summary>A seed of its own for dropout; null takes the model's.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether b is added.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Where K starts.</summary>
    public Initializer KernelInitializer { get; init; } = "glorot_uniform";

    /// <summary>Where U starts.</summary>
    public Initializer RecurrentInitializer { get; init; } = "orthogonal";

    /// <summary>Where b starts.</summary>
    public Initializer BiasInitializer { get; init; } = "zeros";

    /// <summary>A penalty on K.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on U.</summary>
    public Regularizer? RecurrentRegularizer { get; init; }

    /// <summary>A penalty on b.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>K [in, units].</summary>
    public Variable Kernel => Expect.Built(kernel, this);

    /// <summary>U [units, units].</summary>
    public Variable RecurrentKernel => Expect.Built(recurrentKernel, this);

    /// <summary>b [units], or null without one.</summary>
    public Variable? Bias => bias;

    internal override string? FurtherInputs => "initial_state";

    internal override string PathWithin(string outer) => $"{outer}{Name}/simple_rnn_cell/";

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs)
    {
        Expect.Sequence(this, inputs[0], kernel?.Shape[0]);
        if (inputs.Count > 2 || (inputs.Count == 2 && !inputs[1].Equals(new Shape(inputs[0][0], Units))))
        {
            throw Throw.Argument($"{Subject} expects one initial state [batch, {Units}]; got {string.Join(" and ", inputs.Skip(1))}.");
        }

        if (state is not null && state.Shape[0] != inputs[0][0])
        {
            throw Throw.Argument($"{Subject} is stateful with a batch size of {state.Shape[0]}; got {inputs[0]}. Use batches of that size.");
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        kernel = AddWeight("kernel", new Shape(input.Last, Units), KernelInitializer, KernelRegularizer);
        recurrentKernel = AddWeight("recurrent_kernel", new Shape(Units, Units), RecurrentInitializer, RecurrentRegularizer);
        if (UseBias) bias = AddWeight("bias", new Shape(Units), BiasInitializer, BiasRegularizer);
        if (Stateful) state = AddState("state", new Shape(input[0], Units));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs)
    {
        Shape last = new(inputs[0][0], Units), output = ReturnSequences ? inputs[0].With(2, Units) : last;
        return ReturnState ? [output, last] : [output];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor?> ComputeMasks(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, CallContext context) =>
        [.. outputs.Select((_, i) => i == 0 && ReturnSequences ? context.Mask : null)];

    /// <inheritdoc/>
    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        KerasTensor x = GoBackwards ? Ops.Reverse(inputs[0], 1) : inputs[0];
        KerasTensor? mask = MaskOf(inputs, context);
        KerasTensor? start = inputs.Count > 1 ? inputs[1] : state is null ? null : context.Read(state);
        KerasTensor z = Ops.MatMul(Drop(x, new Shape(x.Shape[0], 1, x.Shape[2]), Dropout, context), context.Read(Kernel));
        if (bias is not null) z += context.Read(bias);

        bool whole = Activation.Recurrent is not null && !Unroll && !(context.Training && RecurrentDropout > 0);
        (KerasTensor states, KerasTensor last) = whole
            ? Ops.SimpleRnn(z, context.Read(RecurrentKernel), start, Activation.Recurrent!.Value, mask)
            : StepByStep(z, start, mask, context);
        if (state is not null) context.Assign(state, last);
        KerasTensor output = ReturnSequences ? states : last;
        if (mask is not null) output = Masked(output, mask, start);
        return ReturnState ? [output, last] : [output];
    }

    // As in Keras, a mask that comes along with the sequence counts only where that is the one tensor of the call; and it turns with the sequence.
    private KerasTensor? MaskOf(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
        (inputs.Count > 1 && !context.MasksAreGiven) || context.Mask is not KerasTensor mask ? null
        : GoBackwards ? Ops.Reverse(Expect.Mask(this, mask, inputs[0]), 1) : Expect.Mask(this, mask, inputs[0]);

    // What the layer shows of masked steps: zeros if asked for, and before the first valid step, where the states still hold the one they began with.
    private KerasTensor Masked(KerasTensor output, KerasTensor mask, KerasTensor? start)
    {
        int steps = mask.Shape[1];
        if (!ZeroOutputForMask && start is null) return output;
        KerasTensor valid = Ops.Select(mask, mask.Trace.Constant(1), mask.Trace.Constant(0));
        KerasTensor seen = ZeroOutputForMask ? mask : Ops.MatMul(valid, mask.Trace.Constant([.. Enumerable.Range(0, steps * steps).Select(i => i / steps <= i % steps ? 1.0 : 0.0)], new Shape(steps, steps)));
        KerasTensor shown = ReturnSequences ? Ops.ExpandDims(seen, 2) : Ops.Slice(seen, 1, steps - 1, 1);
        return Ops.Select(shown, output, output.Trace.Constant(0));
    }

    // Activations whose derivative needs more than their value, and dropout of the state, take the cell's own ops.
    private (KerasTensor States, KerasTensor Last) StepByStep(KerasTensor z, KerasTensor? start, KerasTensor? mask, CallContext context)
    {
        KerasTensor u = context.Read(RecurrentKernel);
        KerasTensor h = start ?? Ops.ZerosLike(Step(0));
        KerasTensor[] states = new KerasTensor[z.Shape[1]];
        KerasTensor? kept = context.Training && RecurrentDropout > 0 ? Mask(h.Shape, RecurrentDropout, context) : null;
        for (int t = 0; t < states.Length; t++)
        {
            KerasTensor next = Activation.Call(Step(t) + Ops.MatMul(kept is null ? h : h * kept, u));
            h = mask is null ? next : Ops.Select(Ops.Slice(mask, 1, t, 1), next, h);
            states[t] = Ops.ExpandDims(h, 1);
        }

        // Keras sees the activation behind the last output, and so a cross-entropy its logits, only where it unrolls.
        return (Ops.Concat(states, 1), Unroll ? h : Ops.Reshape(h, h.Shape));

        KerasTensor Step(int t) => Ops.Squeeze(Ops.Slice(z, 1, t, 1), 1);
    }

    private KerasTensor Drop(KerasTensor x, Shape mask, double rate, CallContext context) =>
        context.Training && rate > 0 ? x * Mask(mask, rate, context) : x;

    private KerasTensor Mask(Shape shape, double rate, CallContext context)
    {
        KerasTensor keep = context.Random(new RandomDraw(RandomDistribution.Keep, Math.Min(rate, 1), Seed), shape);
        return rate >= 1 ? keep * 0 : keep * (1 / (1 - rate));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<SimpleRNN>("SimpleRNN", [], Read, Write);

    private static SimpleRNN Read(Config config)
    {
        Without(config, "activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint");
        return new SimpleRNN(UnitsOf(config, "units"), config.Activation("activation", "tanh"))
        {
            ReturnSequences = config.Flag("return_sequences", false),
            ReturnState = config.Flag("return_state", false),
            GoBackwards = config.Flag("go_backwards", false),
            Stateful = config.Flag("stateful", false),
            Unroll = config.Flag("unroll", false),
            ZeroOutputForMask = config.Flag("zero_output_for_mask", false),
            UseBias = config.Flag("use_bias", true),
            KernelInitializer = config.Initializer("kernel_initializer", "glorot_uniform"),
            RecurrentInitializer = config.Initializer("recurrent_initializer", "orthogonal"),
            BiasInitializer = config.Initializer("bias_initializer", "zeros"),
            KernelRegularizer = config.Regularizer("kernel_regularizer"),
            RecurrentRegularizer = config.Regularizer("recurrent_regularizer"),
            BiasRegularizer = config.Regularizer("bias_regularizer"),
            Dropout = config.Number("dropout", 0),
            RecurrentDropout = config.Number("recurrent_dropout", 0),
            Seed = config.WholeOrNull("seed"),
        };
    }

    private static void Write(SimpleRNN x, ConfigWriter w)
    {
        w.Flag("return_sequences", x.ReturnSequences).Flag("return_state", x.ReturnState).Flag("go_backwards", x.GoBackwards)
            .Flag("stateful", x.Stateful).Flag("unroll", x.Unroll).Flag("zero_output_for_mask", x.ZeroOutputForMask)
            .Whole("units", x.Units).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
            .Initializer("kernel_initializer", x.KernelInitializer)
            .Initializer("recurrent_initializer", x.RecurrentInitializer)
            .Initializer("bias_initializer", x.BiasInitializer)
            .Regularizer("kernel_regularizer", x.KernelRegularizer)
            .Regularizer("recurrent_regularizer", x.RecurrentRegularizer)
            .Regularizer("bias_regularizer", x.BiasRegularizer)
            .Null("activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint")
            .Number("dropout", x.Dropout).Number("recurrent_dropout", x.RecurrentDropout);

        // Keras' layer takes one and does not write it.
        if (x.Seed is not null) w.Whole("seed", x.Seed);
    }
}
