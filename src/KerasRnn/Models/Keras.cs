using KerasRnn.Layers;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Entry points of functional models, as in Python's <c>keras</c> module.</summary>
/// <example><code>
/// KerasTensor positions = Keras.Input(8, 2);
/// KerasTensor state = new SimpleRNN(32).Apply(positions);
/// Functional model = Keras.Model(positions, new Dense(2).Apply(state));
/// </code></example>
public static class Keras
{
    private static readonly Type[] Kinds = [typeof(Layer), typeof(Loss), typeof(Metric), typeof(Optimizer), typeof(Initializer), typeof(Regularizer), typeof(ActivationFunction)];

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

    /// <summary>
    /// Makes a class of your own known to files, as Python's <c>keras.saving.register_keras_serializable</c>: its objects are written under the name <c>package>name</c>
    /// and read from it. It changes no number, and again is no harm.
    /// </summary>
    /// <param name="word">How the class stands in JSON.</param>
    /// <param name="package">The package that Python registered its class in.</param>
    /// <param name="name">The name that Python registered its class under; the class's unless given.</param>
    /// <exception cref="ArgumentException">Another class has the name, the class or package is Keras' own, or it is a word of no kind.</exception>
    /// <example><code>Keras.Register(Damped.Word, package: "my");</code></example>
    public static void Register<T>(Word<T> word, string package = "Custom", string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(word);
        if (!Kinds.Contains(typeof(T))) throw Throw.Argument($"Keras.Register expects a word of {string.Join(", ", Kinds.Select(kind => kind.Name))}; got a Word<{typeof(T).Name}>. Name the kind, not the class: Word<Layer>.Of<{typeof(T).Name}>(...).");
        Registered<T>.Add(word, package, name ?? word.ClassName);
    }
}
