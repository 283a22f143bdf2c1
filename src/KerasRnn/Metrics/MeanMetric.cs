namespace KerasRnn;

/// <summary>
/// A metric that is a weighted mean over samples of values of each sample: total += Σ f·w, count += Σ w, result total/count, and 0
/// before the first sample. An epoch's value counts an uneven last batch by its size.
/// </summary>
public abstract class MeanMetric : Metric
{
    private Variable total = null!;
    private Variable count = null!;

    /// <summary>Makes a metric with its default name.</summary>
    /// <param name="name">The name it reports.</param>
    protected MeanMetric(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight)
    {
        if (SeesMasks && context.Mask is KerasTensor mask) sampleWeight = Weighted(mask, sampleWeight);
        if (ValidCells(yTrue, yPred) is KerasTensor valid) sampleWeight = Weighted(valid, sampleWeight);
        Gather(context, Values(yTrue, yPred), sampleWeight);
    }

    /// <inheritdoc/>
    public override KerasTensor Result(CallContext context) => Ops.DivideNoNan(context.Read(total), context.Read(count));

    /// <summary>The values of a batch, [B] or [B, ..].</summary>
    /// <param name="yTrue">Targets.</param>
    /// <param name="yPred">Outputs of the model.</param>
    protected abstract KerasTensor Values(KerasTensor yTrue, KerasTensor yPred);

    internal virtual KerasTensor? ValidCells(KerasTensor yTrue, KerasTensor yPred) => null;

    /// <summary>Whether the mask of the outputs weighs the values.</summary>
    private protected virtual bool SeesMasks => true;

    /// <inheritdoc/>
    protected override void OnBuild(Shape yTrue, Shape yPred)
    {
        total = AddVariable("total", Shape.Scalar);
        count = AddVariable("count", Shape.Scalar);
    }

    /// <summary>Takes values in: averaged over all axes but the batch, and weights with them.</summary>
    private protected void Gather(CallContext context, KerasTensor values, KerasTensor? weight)
    {
        if (weight is not null)
        {
            (values, weight) = Ranks.Align(values, weight);
            if (values.Rank > weight.Rank) values = Ops.Mean(values, Axes(weight.Rank, values.Rank));
            Throw.IfNot(Shape.Broadcast(values.Shape, weight.Shape)?.Equals(values.Shape) == true, () =>
                $"Metric {Name} expects weights for values {values.Shape}; got {weight.Shape}. Give one weight per sample, [B], or per value.");
            if (!weight.Shape.Equals(values.Shape)) weight *= Ops.OnesLike(values);
            values *= weight;
            if (weight.Rank > 1) weight = Ops.Mean(weight, Axes(1, weight.Rank));
        }

        if (values.Rank > 1) values = Ops.Mean(values, Axes(1, values.Rank));
        KerasTensor samples = weight is not null ? Total(weight) : values.Rank > 0 ? Ops.Size(values, 0) : context.Constant(1);
        context.Assign(total, context.Read(total) + Total(values));
        context.Assign(count, context.Read(count) + samples);
    }

    private static KerasTensor Total(KerasTensor x) => x.Rank > 0 ? Ops.Sum(x) : x;

    private static KerasTensor Weighted(KerasTensor mask, KerasTensor? weight)
    {
        if (weight is null) return mask;
        (KerasTensor m, KerasTensor w) = Ranks.Align(mask, weight);
        return w * m;
    }

    private static int[] Axes(int first, int end) => [.. Enumerable.Range(first, end - first)];
}
