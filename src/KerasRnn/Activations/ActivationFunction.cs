using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// A function of each element (softmax: of each row) that a layer applies to its result. Wherever one is asked for, its Keras
/// name does: <c>new Dense(32, "relu")</c>; <see cref="Activations"/> has them as objects, some with options.
/// </summary>
/// <example><code>
/// public sealed class Sine : ActivationFunction
/// {
///     public override string Name => "sine";
///     public override KerasTensor Call(KerasTensor x) => ...;     // written in Ops, trains on every engine
/// }
/// </code></example>
public abstract class ActivationFunction
{
    /// <summary>The name, as Keras files have it: <c>hard_sigmoid</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a whole-sequence recurrence calls this function, or null if a recurrent layer has to run it step by step.</summary>
    public virtual RecurrentActivation? Recurrent => null;

    // Keras' files name a function and nothing more: one with options has no place in them, one of a user's own only when it is registered.
    internal virtual bool HasKerasName => false;

    /// <summary>Applies the function.</summary>
    public abstract KerasTensor Call(KerasTensor x);

    /// <summary>The activation of a Keras name.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator ActivationFunction(string name) => Activations.Get(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
