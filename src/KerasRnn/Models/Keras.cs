using KerasRnn.Layers;

namespace KerasRnn;

/// <summary>Entry points of functional models, as in Python's <c>keras</c> module.</summary>
/// <example><code>
/// KerasTensor positions = Keras.Input(8, 2);
/// KerasTensor state = new SimpleRNN(32).Apply(positions);
/// Functional model = Keras.Model(positions, new Dense(2).Apply(state));
/// </code></example>
public static class Keras
{
    /// <summary>An input, batch left out: <c>Keras.Input(8, 2)</c> is [batch, 8, 2]; null is a length that only data know.</summary>
    public static KerasTensor Input(params int?[] shape) => new Input(shape).Apply();

    /// <summary>An input with a name, and a fixed batch size where a stateful layer needs one.</summary>
    public static KerasTensor Input(int?[] shape, string? name, int? batchSize = null) =>
        (name is null ? new Input(shape) { BatchSize = batchSize } : new Input(shape) { BatchSize = batchSize, Name = name }).Apply();

    /// <summary>A model from tensors to tensors.</summary>
    /// <param name="inputs">One input or several.</param>
    /// <param name="outputs">One output or several.</param>
    /// <param name="seed">Where first weights, shuffles and dropout masks come from.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="ArgumentException">An output needs an input that is not given, or two layers share a name.</exception>
    public static Functional Model(KerasTensors inputs, KerasTensors outputs, int seed = 0, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        return new Functional(inputs.Tensors, outputs.Tensors, seed, name);
    }
}
