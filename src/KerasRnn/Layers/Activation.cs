using KerasRnn.Saving;

namespace KerasRnn.Layers;

/// <summary>y = φ(x), any shape.</summary>
/// <example><code>new Activation("softmax")</code></example>
/// <param name="activation">φ.</param>
public sealed class Activation(ActivationFunction activation) : Layer
{
    /// <summary>φ.</summary>
    public ActivationFunction Function { get; } = activation;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) => inputs;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) => Function.Call(x);

    // How the layer stands in Keras' JSON: one place for both directions.
    internal static Word<Layer> Word { get; } = Word<Layer>.Of<Activation>("Activation", [], c => new Activation(c.Activation("activation") ?? throw Throw.Format($"{c.Subject} needs \"activation\", a name.")),
        (x, w) => w.Activation("activation", x.Function));
}
