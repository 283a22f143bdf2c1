namespace KerasRnn;

/// <summary>Passes events on to callbacks in their order.</summary>
[StackTraceHidden]
internal sealed class CallbackList : Callback
{
    private readonly Callback[] callbacks;

    public CallbackList(Model model, IEnumerable<Callback> callbacks)
    {
        this.callbacks = [.. callbacks];
        if (this.callbacks.Contains(null)) throw Throw.Argument($"{model.Subject} expects callbacks; got a null among them. Leave it out.");
        foreach (Callback callback in this.callbacks) callback.SetModel(model);

        // A history needs no batch events: then a batch costs no look at its results.
        WantsBatches = this.callbacks.Any(c => c is not History);
    }

    public bool WantsBatches { get; }

    public override void OnTrainBegin() => Each(c => c.OnTrainBegin());

    public override void OnTrainEnd(Logs logs) => Each(c => c.OnTrainEnd(logs));

    public override void OnEpochBegin(int epoch) => Each(c => c.OnEpochBegin(epoch));

    public override void OnEpochEnd(int epoch, Logs logs) => Each(c => c.OnEpochEnd(epoch, logs));

    public override void OnTrainBatchBegin(int batch)
    {
        foreach (Callback callback in callbacks) callback.OnTrainBatchBegin(batch);
    }

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks) callback.OnTrainBatchEnd(batch, logs);
    }

    public override void OnTestBegin() => Each(c => c.OnTestBegin());

    public override void OnTestEnd(Logs logs) => Each(c => c.OnTestEnd(logs));

    public override void OnTestBatchBegin(int batch)
    {
        foreach (Callback callback in callbacks) callback.OnTestBatchBegin(batch);
    }

    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks) callback.OnTestBatchEnd(batch, logs);
    }

    public override void OnPredictBegin() => Each(c => c.OnPredictBegin());

    public override void OnPredictEnd() => Each(c => c.OnPredictEnd());

    public override void OnPredictBatchBegin(int batch) => Each(c => c.OnPredictBatchBegin(batch));

    public override void OnPredictBatchEnd(int batch) => Each(c => c.OnPredictBatchEnd(batch));

    private void Each(Action<Callback> action)
    {
        foreach (Callback callback in callbacks) action(callback);
    }
}
