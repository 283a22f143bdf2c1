namespace KerasRnn.Graph;

/// <summary>Activations whose derivative follows from their value: what whole-sequence recurrences can use.</summary>
public enum RecurrentActivation
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1/(1 + e^-x).</summary>
    Sigmoid,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>min(6, max(0, x + 3))/6.</summary>
    HardSigmoid,
}
