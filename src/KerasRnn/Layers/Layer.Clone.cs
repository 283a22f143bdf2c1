using KerasRnn.Layers;

namespace KerasRnn;

public abstract partial class Layer
{
    /// <summary>
    /// A new layer of the same configuration and name; its weights do not exist yet. Layers inside are cloned too, one that stands in several places once;
    /// initializers, regularizers and activations are shared.
    /// </summary>
    /// <param name="name">Another name.</param>
    /// <exception cref="NotSupportedException">Its class is a user's own and not registered (<see cref="Keras.Register{T}"/>).</exception>
    /// <example><code>Layer backward = forward.Clone("backward");</code></example>
    public Layer Clone(string? name = null) => new Cloning().Of(this, name);

    // By its word: what it writes into its config it reads again.
    internal virtual Layer MakeClone(Cloning cloning, string? name) => cloning.ByWord(this);
}
