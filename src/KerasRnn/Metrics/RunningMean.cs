namespace KerasRnn;

/// <summary>The mean of a scalar over batches, each counted by its size: what 'loss' and '&lt;output&gt;_loss' report.</summary>
internal sealed class RunningMean(string name) : MeanMetric(name)
{
    public override MetricDirection Direction => MetricDirection.Down;

    /// <summary>Takes a batch in.</summary>
    /// <param name="context">Reads and assigns variables.</param>
    /// <param name="value">A scalar of the batch.</param>
    /// <param name="batch">The batch size, a scalar.</param>
    public void Add(CallContext context, KerasTensor value, KerasTensor batch) => Gather(context, value, batch);

    protected override KerasTensor Values(KerasTensor yTrue, KerasTensor yPred) => yPred;
}
