using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// The mean over the last axis of -(y·ln p + (1 - y)·ln(1 - p)), for outputs that are probabilities of yes. After a sigmoid or softmax the
/// logits x before it are used, y·softplus(-x) + (1 - y)·softplus(x), which keeps its precision; other outputs are clipped to [1e-7, 1 - 1e-7].
/// </summary>
public sealed class BinaryCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="fromLogits">Whether the outputs are logits.</param>
    /// <param name="labelSmoothing">s in y·(1 - s) + s/2; 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not in [0, 1].</exception>
    public BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0)
        : base("binary_crossentropy")
    {
        FromLogits = fromLogits;
        LabelSmoothing = CrossentropyRules.Smoothing(nameof(BinaryCrossentropy), labelSmoothing);
    }

    /// <summary>Whether the outputs are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>s in y·(1 - s) + s/2.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override LabelKind Labels => LabelKind.Probability;

    /// <inheritdoc/>
    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        RequireSameShape(yTrue, yPred);
        KerasTensor y = LabelSmoothing == 0 ? yTrue : (yTrue * (1 - LabelSmoothing)) + (LabelSmoothing / 2);
        if (Logits(yPred, FromLogits) is KerasTensor x)
        {
            return Ops.Mean((y * Ops.Softplus(-x)) + ((1 - y) * Ops.Softplus(x)), -1);
        }

        KerasTensor q = CrossentropyRules.Clip(yPred);
        return -Ops.Mean((y * Ops.Log(q)) + ((1 - y) * Ops.Log(1 - q)), -1);
    }

    // How it stands in Keras' JSON: one place for both directions.
    internal static Word<Loss> Word { get; } = Word<Loss>.Of<BinaryCrossentropy>("BinaryCrossentropy", ["binary_crossentropy", "bce", "BCE"],
        c => new BinaryCrossentropy(CrossentropyRules.LastAxis(c).Flag("from_logits", false), c.Number("label_smoothing", 0)),
        (x, w) => w.Flag("from_logits", x.FromLogits).Number("label_smoothing", x.LabelSmoothing));
}
