namespace KerasRnn;

/// <summary>
/// Ends training when a number has not improved for some epochs. As in Keras, a patience of 0 and of 1 are the same, numbers are compared in
/// float32, and a NaN in the first epoch is never beaten.
/// </summary>
/// <example><code>new EarlyStopping("val_loss") { Patience = 5, RestoreBestWeights = true }</code></example>
/// <param name="monitor">What is watched.</param>
public sealed class EarlyStopping(string monitor = "val_loss") : Callback
{
    private Monitor? rule;
    private double[][]? bestWeights;
    private bool warned;

    /// <summary>What is watched.</summary>
    public string Monitor { get; } = monitor ?? throw Throw.Argument("EarlyStopping expects the name of what is watched; got null. Leave it out for val_loss.");

    /// <summary>The least change that counts as an improvement.</summary>
    public double MinDelta { get; init; }

    /// <summary>How many epochs without improvement end training.</summary>
    public int Patience
    {
        get;
        init => field = value >= 0 ? value : throw Throw.OutOfRange($"EarlyStopping expects Patience to be at least 0; got {value}.");
    }

    /// <summary>Whether smaller or larger is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>A number that has to be beaten as well, or patience runs on; null for none.</summary>
    public double? Baseline { get; init; }

    /// <summary>Whether the model ends with the weights of its best epoch, stopped early or not.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The first epoch that counts, from 0.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>Whether to print what is done.</summary>
    public bool Verbose { get; init; }

    /// <summary>Epochs since the last improvement.</summary>
    public int Wait { get; private set; }

    /// <summary>The best number, or null before the first.</summary>
    public double? Best { get; private set; }

    /// <summary>The epoch of the best number, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch that ended training, or 0.</summary>
    public int StoppedEpoch { get; private set; }

    internal TextWriter? Output { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        (Wait, StoppedEpoch, Best, BestEpoch) = (0, 0, null, 0);
        (rule, bestWeights, warned) = (null, null, false);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        rule ??= new Monitor(this, Monitor, Mode, MinDelta);
        if (!logs.TryGetValue(Monitor, out double current))
        {
            Warn(logs);
            return;
        }

        if (epoch < StartFromEpoch) return;
        if (RestoreBestWeights && bestWeights is null) Remember(epoch);
        Wait++;
        if (rule.IsImprovement(current, Best))
        {
            Best = current;
            BestEpoch = epoch;
            if (RestoreBestWeights) Remember(epoch);
            if (Baseline is null || rule.IsImprovement(current, Baseline)) Wait = 0;
            return;
        }

        if (Wait < Patience || epoch == 0) return;
        StoppedEpoch = epoch;
        Model.StopTraining = true;
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (StoppedEpoch > 0) Print($"Epoch {StoppedEpoch + 1}: early stopping");
        if (!RestoreBestWeights || bestWeights is null) return;
        Print($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        foreach ((Variable weight, double[] value) in Model.Weights.Zip(bestWeights)) weight.Restore(value);
    }

    private void Remember(int epoch)
    {
        BestEpoch = epoch;
        bestWeights = [.. Model.Weights.Select(weight =>
        {
            double[] value = new double[weight.Count];
            weight.CopyTo(value);
            return value;
        })];
    }

    private void Warn(Logs logs)
    {
        if (warned) return;
        warned = true;
        Console.Error.WriteLine($"Early stopping conditioned on metric `{Monitor}` which is not available. Available metrics are: {string.Join(",", logs.Keys)}");
    }

    private void Print(string line)
    {
        if (Verbose) (Output ?? Console.Out).Write(line + "\n");
    }
}
