namespace KerasRnn;

/// <summary>Entry points of functional models, as in Python's <c>keras</c> module.</summary>
public static class Keras
{
    /// <summary>A symbolic input of a functional model; the batch is left out: <c>Keras.Input(8, 2)</c> is [B, 8, 2].</summary>
    public static KerasTensor Input(params int[] shape) => throw new NotImplementedException();
}
