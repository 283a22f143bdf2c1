using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// -Σ y·ln p over the last axis, for targets that are one-hot rows or probabilities of classes. After a softmax or sigmoid the logits before it
/// are used; other outputs are divided by their sum and clipped to [1e-7, 1 - 1e-7].
/// </summary>
public sealed class CategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="fromLogits">Whether the outputs are logits.</param>
    /// <param name="labelSmoothing">s in y·(1 - s) + s/classes; 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not in [0, 1].</exception>
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0)
        : base("categorical_crossentropy")
    {
        FromLogits = fromLogits;
        LabelSmoothing = CrossentropyRules.Smoothing(nameof(CategoricalCrossentropy), labelSmoothing);
    }

    /// <summary>Whether the outputs are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>s in y·(1 - s) + s/classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override LabelKind Labels => LabelKind.Probability;

    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        RequireSameShape(yTrue, yPred);
        CrossentropyRules.RequireClasses(Name, yPred);
        KerasTensor y = LabelSmoothing == 0 ? yTrue : (yTrue * (1 - LabelSmoothing)) + (LabelSmoothing / yPred.Shape.Last);
        if (Logits(yPred, FromLogits) is KerasTensor x) return -Ops.Sum(y * Ops.LogSoftmax(x), -1);
        return -Ops.Sum(y * Ops.Log(CrossentropyRules.Clip(yPred / Ops.SumKeep(yPred, -1))), -1);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<CategoricalCrossentropy>("CategoricalCrossentropy", ["categorical_crossentropy"],
        c => new CategoricalCrossentropy(CrossentropyRules.LastAxis(c).Flag("from_logits", false), c.Number("label_smoothing", 0)),
        (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing));
}
