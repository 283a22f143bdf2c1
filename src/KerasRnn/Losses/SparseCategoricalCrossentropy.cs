using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// -ln p of the target's class, for targets that are whole numbers 0 .. classes - 1: [B] or [B, 1] for outputs [B, classes], [B, T] for
/// [B, T, classes]. After a softmax or sigmoid the logits before it are used; other outputs are clipped to [1e-7, 1 - 1e-7].
/// </summary>
public sealed class SparseCategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="fromLogits">Whether the outputs are logits.</param>
    /// <param name="ignoreClass">A class whose rows do not count, often -1; null counts all.</param>
    public SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null)
        : base("sparse_categorical_crossentropy")
    {
        FromLogits = fromLogits;
        IgnoreClass = ignoreClass;
    }

    /// <summary>Whether the outputs are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>The class whose rows do not count, or null.</summary>
    public int? IgnoreClass { get; }

    /// <inheritdoc/>
    public override LabelKind Labels => LabelKind.ClassIndex;

    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        CrossentropyRules.RequireClasses(Name, yPred);
        KerasTensor labels = Squeezed(yTrue, yPred);
        if (ValidCells(yTrue, yPred) is KerasTensor valid)
        {
            labels *= valid;

            // A product hides the softmax, here as in Keras: with an ignored class probabilities are clipped.
            KerasTensor values = CrossEntropy(labels, yPred * Ops.ExpandDims(valid, -1));
            return Ops.Select(valid, values, values.Trace.Constant(0));
        }

        return CrossEntropy(labels, yPred);
    }

    internal override KerasTensor? ValidCells(KerasTensor yTrue, KerasTensor yPred) => IgnoreClass is int ignored
        ? Ops.Not(Ops.Equal(Squeezed(yTrue, yPred), yTrue.Trace.Constant(ignored)))
        : null;

    internal override string? WhyNot(ReadOnlySpan<float> targets, Shape yPred)
    {
        int classes = yPred.Last;
        foreach (float target in targets)
        {
            if (target == IgnoreClass) continue;
            if (target != MathF.Floor(target) || target < 0 || target >= classes)
            {
                return $"{Name} expects whole numbers from 0 to {classes - 1} as targets, for outputs of {classes} classes; got {PythonNumber.Repr(target)}. "
                    + "Number the classes from 0, or widen the last layer; for one-hot rows use categorical_crossentropy.";
            }
        }

        return null;
    }

    private KerasTensor CrossEntropy(KerasTensor labels, KerasTensor yPred)
    {
        KerasTensor x = Logits(yPred, FromLogits) ?? Ops.Log(CrossentropyRules.Clip(yPred));
        return -Ops.Sum(Ops.OneHot(labels, yPred.Shape.Last) * Ops.LogSoftmax(x), -1);
    }

    private KerasTensor Squeezed(KerasTensor yTrue, KerasTensor yPred)
    {
        KerasTensor labels = yTrue.Rank == yPred.Rank && yTrue.Shape.Last == 1 ? Ops.Squeeze(yTrue, -1) : yTrue;
        Throw.IfNot(labels.Shape.Equals(yPred.Shape.Without(-1)), () =>
            $"{Name} expects one class number per row of the output {yPred.Shape}, targets {yPred.Shape.Without(-1)}; got {yTrue.Shape}. For one-hot rows use categorical_crossentropy.");
        return labels;
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<SparseCategoricalCrossentropy>("SparseCategoricalCrossentropy", ["sparse_categorical_crossentropy"],
        c => new SparseCategoricalCrossentropy(CrossentropyRules.LastAxis(c).Flag("from_logits", false), c.WholeOrNull("ignore_class")),
        (x, w) =>
        {
            // Not every version's metric of the same name has the option.
            w.Flag("from_logits", x.FromLogits);
            if (x.IgnoreClass is not null) w.Whole("ignore_class", x.IgnoreClass);
        });
}
