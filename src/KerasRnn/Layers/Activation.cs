namespace KerasRnn.Layers;

/// <summary>y = φ(x), any shape.</summary>
/// <example><code>new Activation("softmax")</code></example>
/// <param name="activation">φ.</param>
public sealed class Activation(ActivationFunction activation) : Layer
{
    /// <summary>φ.</summary>
    public ActivationFunction Function { get; } = activation;

    /// <inheritdoc/>
    protected override KerasTensor Call(KerasTensor x, CallContext context) => Function.Call(x);
}
