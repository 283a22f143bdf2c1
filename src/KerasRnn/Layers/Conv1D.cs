using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>
/// Cross-correlation along time: y[t, f] = φ(b[f] + Σ over q, c of x[t·s + q·d - left, c]·K[q, c, f]);
/// x [batch, time, in], K [kernel_size, in/groups, filters], y [batch, steps, filters].
/// </summary>
/// <remarks>
/// Steps: valid floor((T - (k-1)·d - 1)/s) + 1; same ceil(T/s), the odd zero on the right; causal floor((T-1)/s) + 1 with all zeros on the left.
/// </remarks>
/// <example><code>new Conv1D(32, 3, activation: "relu") { Padding = Padding.Causal, DilationRate = 2 }</code></example>
/// <param name="filters">The number of outputs of a step.</param>
/// <param name="kernelSize">The number of taps.</param>
/// <param name="strides">s.</param>
/// <param name="padding">valid, same or causal.</param>
/// <param name="activation">φ; linear unless given.</param>
public sealed class Conv1D(int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, ActivationFunction? activation = null) : Layer
{
    private Variable? kernel;
    private Variable? bias;

    /// <summary>The number of outputs of a step.</summary>
    public int Filters { get; } = Expect.Positive(filters, "Conv1D", "filters");

    /// <summary>The number of taps.</summary>
    public int KernelSize { get; } = Expect.Positive(kernelSize, "Conv1D", "kernel_size");

    /// <summary>Time steps between outputs.</summary>
    public int Strides { get; } = Expect.Positive(strides, "Conv1D", "strides");

    /// <summary>What is done at the ends.</summary>
    public Padding Padding { get; init; } = padding;

    /// <summary>φ.</summary>
    public ActivationFunction Activation { get; init; } = activation ?? "linear";

    /// <summary>Time steps between taps.</summary>
    public int DilationRate { get; init; } = 1;

    /// <summary>Blocks of channels; a block of filters sees its own block of channels.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether b is added.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Where K starts.</summary>
    public Initializer KernelInitializer { get; init; } = "glorot_uniform";

    /// <summary>Where b starts.</summary>
    public Initializer BiasInitializer { get; init; } = "zeros";

    /// <summary>A penalty on K.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on b.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>K [kernel_size, in/groups, filters].</summary>
    public Variable Kernel => Expect.Built(kernel, this);

    /// <summary>b [filters], or null without one.</summary>
    public Variable? Bias => bias;

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs)
    {
        Shape input = inputs[0];
        Expect.Sequence(this, input, kernel is null ? null : kernel.Shape[1] * Groups);
        Expect.Positive(DilationRate, "Conv1D", "dilation_rate");
        Expect.Positive(Groups, "Conv1D", "groups");
        if (Strides > 1 && DilationRate > 1) throw Throw.Argument($"{Subject} expects strides or dilation_rate to be 1; got {Strides} and {DilationRate}.");
        if (input.Last % Groups != 0 || Filters % Groups != 0)
        {
            throw Throw.Argument($"{Subject} expects channels and filters that groups divides; got {input.Last} channels, {Filters} filters and {Groups} groups.");
        }

        int span = ((KernelSize - 1) * DilationRate) + 1;
        if (Padding == Padding.Valid && input[1] != Shape.Unknown && input[1] < span)
        {
            throw Throw.Argument($"{Subject} expects at least {span} time steps with padding \"valid\"; got {input}. Use longer windows, a smaller kernel_size, or padding \"same\".");
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        kernel = AddWeight("kernel", new Shape(KernelSize, input.Last / Groups, Filters), KernelInitializer, KernelRegularizer);
        if (UseBias) bias = AddWeight("bias", new Shape(Filters), BiasInitializer, BiasRegularizer);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
        [new Shape(inputs[0][0], Pooling.Steps(Padding, inputs[0][1], ((KernelSize - 1) * DilationRate) + 1, Strides), Filters)];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        (int left, int right) = Pooling.Margins(Padding, x.Shape[1], ((KernelSize - 1) * DilationRate) + 1, Strides);
        KerasTensor y = Ops.Conv1D(Ops.Pad(x, 1, left, right), context.Read(Kernel), Strides, DilationRate, Groups);
        return Activation.Call(bias is null ? y : y + context.Read(bias));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Conv1D>("Conv1D", ["Convolution1D"],
        c => new Conv1D(UnitsOf(c, "filters"), SpanOf(c, "kernel_size"), c.Single("strides", 1), PaddingOf(c, "causal"), c.Activation("activation"))
        {
            DilationRate = Without(ChannelsLast(c), "activity_regularizer", "kernel_constraint", "bias_constraint").Single("dilation_rate", 1),
            Groups = c.Whole("groups", 1),
            UseBias = c.Flag("use_bias", true),
            KernelInitializer = c.Initializer("kernel_initializer", "glorot_uniform"),
            BiasInitializer = c.Initializer("bias_initializer", "zeros"),
            KernelRegularizer = c.Regularizer("kernel_regularizer"),
            BiasRegularizer = c.Regularizer("bias_regularizer"),
        },
        (x, w) => w.Whole("filters", x.Filters).Dimensions("kernel_size", [x.KernelSize]).Dimensions("strides", [x.Strides])
            .Text("padding", NameOf(x.Padding)).Text("data_format", "channels_last").Dimensions("dilation_rate", [x.DilationRate])
            .Whole("groups", x.Groups).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
            .Initializer("kernel_initializer", x.KernelInitializer).Initializer("bias_initializer", x.BiasInitializer)
            .Regularizer("kernel_regularizer", x.KernelRegularizer).Regularizer("bias_regularizer", x.BiasRegularizer)
            .Null("activity_regularizer", "kernel_constraint", "bias_constraint"));
}
