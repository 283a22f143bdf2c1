using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>'accuracy' and 'acc': binary for outputs of one column, sparse for class numbers, categorical otherwise.</summary>
internal sealed class AccuracyByShape() : Metric("accuracy")
{
    public override MetricDirection Direction => MetricDirection.Up;

    public override Metric Resolve(Shape yTrue, Shape yPred) => Ranks.Choose<Metric>(
        yTrue,
        yPred,
        new BinaryAccuracy { Name = Name },
        new SparseCategoricalAccuracy { Name = Name },
        new CategoricalAccuracy { Name = Name });

    public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
        throw Throw.Operation("\"accuracy\" is resolved by the shapes of targets and outputs before it is updated.");

    public override KerasTensor Result(CallContext context) =>
        throw Throw.Operation("\"accuracy\" is resolved by the shapes of targets and outputs before it is read.");

    // The string alone; the object never stands in a file.
    internal static Word<Metric> Word { get; } = Word<Metric>.Of<AccuracyByShape>("accuracy", ["acc"], _ => new AccuracyByShape());
}
