using KerasRnn.Graph;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>
/// What training makes small. Wherever a loss is asked for, Keras' strings do: <c>model.Compile("adam", "mse")</c>. A loss given
/// among the metrics is the metric of the same name.
/// </summary>
/// <example><code>
/// public sealed class Quartic() : Loss("quartic")
/// {
///     protected override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yPred - yTrue)), -1);
/// }
/// </code></example>
public abstract class Loss
{
    private string name;
    private LossReduction reduction;

    /// <summary>Makes a loss with its default name.</summary>
    /// <param name="name">The name.</param>
    protected Loss(string name) => this.name = name;

    /// <summary>The name; by default Keras'.</summary>
    public string Name
    {
        get => name;
        init => name = value;
    }

    /// <summary>How the values become one number.</summary>
    public LossReduction Reduction
    {
        get => reduction;
        init => reduction = value;
    }

    /// <summary>What the targets have to be; the host checks it before a run.</summary>
    public virtual LabelKind Labels => LabelKind.Number;

    // The string it was made from, which Keras writes instead of the object and reports as its name.
    internal string? Identifier { get; private set; }

    /// <summary>The loss of a Keras string with its defaults.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator Loss(string name) => LossWords.Table.Get(name);

    /// <summary>The loss that is meant for targets and outputs of these shapes: <c>"crossentropy"</c> depends on them.</summary>
    public virtual Loss Resolve(Shape yTrue, Shape yPred) => this;

    /// <summary>
    /// The loss of a batch: ranks aligned by Keras' rule, values by <see cref="Call"/>, times the weights, reduced by <see cref="Reduction"/>.
    /// </summary>
    /// <param name="yTrue">Targets.</param>
    /// <param name="yPred">Outputs of the model.</param>
    /// <param name="sampleWeight">Weights of the shape of the values, or with 1 for an axis, or null.</param>
    /// <param name="mask">1 for values that count and 0 for those that do not, or null if all count: the mask of the outputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit; the sentence says what was expected.</exception>
    public KerasTensor Compute(KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight = null, KerasTensor? mask = null)
    {
        (KerasTensor y, KerasTensor p) = Ranks.Align(yTrue, yPred);
        KerasTensor values = Call(y, p);
        if (ValidCells(y, p) is KerasTensor valid) mask = mask is null ? valid : mask * valid;
        if (mask is not null) sampleWeight = Masked(mask, sampleWeight);
        if (sampleWeight is not null)
        {
            (values, sampleWeight) = Ranks.Align(values, sampleWeight);
            Throw.IfNot(Shape.Broadcast(values.Shape, sampleWeight.Shape)?.Equals(values.Shape) == true, () =>
                $"{Name} expects sample weights for values {values.Shape}; got {sampleWeight.Shape}. Give one weight per value, or 1 in the axes that share it: {Suggestion(values.Shape)}.");
            values *= sampleWeight;
        }

        if (Reduction == LossReduction.None || values.Rank == 0) return values;
        KerasTensor sum = Ops.Sum(values);
        return Reduction switch
        {
            LossReduction.Sum => sum,
            LossReduction.MeanWithSampleWeight when sampleWeight is not null => Ops.DivideNoNan(sum, Ops.Sum(sampleWeight)),
            _ => sum / Ops.Size(values),
        };
    }

    /// <summary>The values of a batch, the last axis reduced: [B, .., F] gives [B, ..].</summary>
    /// <param name="yTrue">Targets, aligned with the outputs by Keras' rule for ranks.</param>
    /// <param name="yPred">Outputs of the model.</param>
    protected internal abstract KerasTensor Call(KerasTensor yTrue, KerasTensor yPred);

    /// <summary>1 for values that count and 0 for those that do not, or null if all count.</summary>
    internal virtual KerasTensor? ValidCells(KerasTensor yTrue, KerasTensor yPred) => null;

    /// <summary>Why targets are refused, or null: checked on the host, before a run.</summary>
    internal virtual string? WhyNot(ReadOnlySpan<float> targets, Shape yPred)
    {
        if (Labels != LabelKind.Probability) return null;
        foreach (float target in targets)
        {
            if (target is < 0 or > 1)
            {
                return $"{Name} expects targets from 0 to 1; got {PythonNumber.Repr(target)}. For numbers of any size use mean_squared_error.";
            }
        }

        return null;
    }

    // What a file says of every loss.
    internal void Set(string given, LossReduction by)
    {
        name = given;
        reduction = by;
    }

    internal Loss From(string identifier)
    {
        Identifier = identifier;

        // A class name makes the object with its own name; every other string is reported as it was given.
        if (!identifier.Equals(GetType().Name, StringComparison.Ordinal)) name = identifier;
        return this;
    }

    /// <summary>Refuses targets of another shape than the outputs.</summary>
    [StackTraceHidden]
    private protected void RequireSameShape(KerasTensor yTrue, KerasTensor yPred) => Throw.IfNot(yTrue.Shape.Equals(yPred.Shape), () =>
        $"{Name} expects targets of the output's shape {yPred.Shape}; got {yTrue.Shape}. Make the last layer as wide as the targets, or reshape the targets.");

    // Where a softmax or sigmoid made the output, its input is the logits: no precision is lost to a clip, as in Keras on TensorFlow. Keras does not
    // ask which of the two it was: a categorical loss behind a sigmoid takes the softmax of its logits, a binary one behind a softmax their sigmoid.
    private protected static KerasTensor? Logits(KerasTensor yPred, bool fromLogits) =>
        yPred.Node is { Op: SoftmaxOp or UnaryOp { Function: Unary.Sigmoid } } made ? made.Inputs[0] : fromLogits ? yPred : null;

    // The means count valid cells only; the other reductions take the plain mask as a weight.
    private KerasTensor Masked(KerasTensor mask, KerasTensor? sampleWeight)
    {
        if (Reduction is LossReduction.Mean or LossReduction.SumOverBatchSize) mask *= Ops.DivideNoNan(Ops.Size(mask), Ops.Sum(mask));
        if (sampleWeight is null) return mask;
        (KerasTensor m, KerasTensor w) = Ranks.Align(mask, sampleWeight);
        return w * m;
    }

    private static string Suggestion(Shape values) => values.Rank == 1 ? $"{values}" : $"{values} or [B, {string.Join(", ", Enumerable.Repeat(1, values.Rank - 1))}]";

    /// <summary>The call that makes it, in Keras' names; a user's own says its class.</summary>
    public override string ToString() => LossWords.Table.Describe(this);
}
