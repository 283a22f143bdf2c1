namespace KerasRnn;

/// <summary>A penalty on a weight that joins the loss.</summary>
public abstract class Regularizer
{
    /// <summary>The penalty of a weight as a scalar, written in ops.</summary>
    public abstract KerasTensor Call(KerasTensor weight);
}
