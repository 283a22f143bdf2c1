using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>'crossentropy' and 'ce': binary for outputs of one column, sparse for class numbers, categorical otherwise.</summary>
internal sealed class CrossentropyByShape() : Loss("crossentropy")
{
    public override Loss Resolve(Shape yTrue, Shape yPred) => Ranks.Choose<Loss>(
        yTrue,
        yPred,
        new BinaryCrossentropy { Name = Name, Reduction = Reduction },
        new SparseCategoricalCrossentropy { Name = Name, Reduction = Reduction },
        new CategoricalCrossentropy { Name = Name, Reduction = Reduction });

    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Resolve(yTrue.Shape, yPred.Shape).Call(yTrue, yPred);

    // The string alone; the object never stands in a file.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<CrossentropyByShape>("crossentropy", ["ce"], _ => new CrossentropyByShape());
}
