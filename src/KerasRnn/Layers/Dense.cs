using KerasRnn.Saving;
using static KerasRnn.Layers.LayerConfig;

namespace KerasRnn.Layers;

/// <summary>
/// y = φ(x·K + b) over the last axis: x [batch, .., in], K [in, units], b [units], y [batch, .., units].
/// </summary>
/// <example><code>new Dense(64, "relu")</code></example>
/// <param name="units">The number of outputs.</param>
/// <param name="activation">φ; linear unless given.</param>
/// <exception cref="ArgumentException"><paramref name="units"/> is not positive.</exception>
public sealed class Dense(int units, ActivationFunction? activation = null) : Layer
{
    private Variable? kernel;
    private Variable? bias;

    /// <summary>The number of outputs.</summary>
    public int Units { get; } = Expect.Positive(units, "Dense", "units");

    /// <summary>φ.</summary>
    public ActivationFunction Activation { get; } = activation ?? "linear";

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

    /// <summary>K [in, units].</summary>
    public Variable Kernel => Expect.Built(kernel, this);

    /// <summary>b [units], or null without one.</summary>
    public Variable? Bias => bias;

    /// <inheritdoc/>
    protected override void Check(IReadOnlyList<Shape> inputs) => Expect.LastAxis(this, inputs[0], minimumRank: 2, kernel?.Shape[0]);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        kernel = AddWeight("kernel", new Shape(input.Last, Units), KernelInitializer, KernelRegularizer);
        if (UseBias) bias = AddWeight("bias", new Shape(Units), BiasInitializer, BiasRegularizer);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0].With(-1, Units)];

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        KerasTensor y = Ops.MatMul(x, context.Read(Kernel));
        return Activation.Call(bias is null ? y : y + context.Read(bias));
    }

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Dense>("Dense", [],
        c => new Dense(UnitsOf(c, "units"), c.Activation("activation"))
        {
            UseBias = Without(c, "activity_regularizer", "kernel_constraint", "bias_constraint", "quantization_config", "lora_rank", "lora_alpha").Flag("use_bias", true),
            KernelInitializer = c.Initializer("kernel_initializer", "glorot_uniform"),
            BiasInitializer = c.Initializer("bias_initializer", "zeros"),
            KernelRegularizer = c.Regularizer("kernel_regularizer"),
            BiasRegularizer = c.Regularizer("bias_regularizer"),
        },
        (x, w) => w.Whole("units", x.Units).Activation("activation", x.Activation).Flag("use_bias", x.UseBias)
            .Initializer("kernel_initializer", x.KernelInitializer).Initializer("bias_initializer", x.BiasInitializer)
            .Regularizer("kernel_regularizer", x.KernelRegularizer).Regularizer("bias_regularizer", x.BiasRegularizer)
            .Null("kernel_constraint", "bias_constraint"));
}
