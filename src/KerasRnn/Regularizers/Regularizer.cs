namespace KerasRnn;

/// <summary>A penalty on a weight that joins the loss. Keras' strings do where one is asked for: <c>KernelRegularizer = "l2"</c>.</summary>
public abstract class Regularizer
{
    /// <summary>The penalty of a weight as a scalar, written in ops.</summary>
    public abstract KerasTensor Call(KerasTensor weight);

    /// <summary>The regularizer of a Keras string with its defaults; <c>"l1l2"</c> means both factors 0, as in Keras.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator Regularizer(string name) => RegularizerWords.Table.Get(name);

    private protected static double Factor(string word, double factor) => factor >= 0 && double.IsFinite(factor)
        ? factor
        : throw Throw.OutOfRange($"{word} expects factors of at least 0; got {factor}. Keras' default is 0.01.");

    /// <summary>The call that makes it, in Keras' names; a user's own says its class.</summary>
    public override string ToString() => RegularizerWords.Table.Describe(this);
}
