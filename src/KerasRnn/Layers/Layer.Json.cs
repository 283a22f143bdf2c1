namespace KerasRnn;

public abstract partial class Layer
{
    /// <summary>The argument that takes the inputs behind the first in Keras' call, <c>initial_state</c>; null where several inputs are one list.</summary>
    internal virtual string? FurtherInputs => null;
}
