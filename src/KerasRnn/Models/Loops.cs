namespace KerasRnn;

/// <summary>The loops of training and evaluation over batches. The caller holds the model's locks.</summary>
[StackTraceHidden]
internal sealed class Loops(Model model, CallbackList callbacks, CancellationToken cancellation)
{
    private readonly Logs batchLogs = new();
    private ModelStep? step;
    private StepShapes? shapes;
    private StepKind kind;

    /// <summary>Trains from one epoch to another; ends early when asked to, with everything so far intact.</summary>
    public void Fit(BatchSource source, Validation? validation, int initialEpoch, int epochs, IProgress<TrainingProgress>? progress)
    {
        Logs logs = new();
        callbacks.OnTrainBegin();
        for (int epoch = initialEpoch; epoch < epochs && !Stopped; epoch++)
        {
            callbacks.OnEpochBegin(epoch);
            Epoch(StepKind.Train, source, epoch);
            logs = Copy("");
            if (validation is not null && (epoch + 1) % validation.Frequency == 0 && !cancellation.IsCancellationRequested)
            {
                Evaluate(validation.Source);
                foreach ((string name, double value) in Copy("val_")) logs[name] = value;
            }

            logs.Close();
            callbacks.OnEpochEnd(epoch, logs);
            progress?.Report(new TrainingProgress(epoch + 1, epochs, logs));
        }

        callbacks.OnTrainEnd(logs);
    }

    /// <summary>Runs an evaluation and returns its results.</summary>
    public Evaluation Evaluate(BatchSource source)
    {
        callbacks.OnTestBegin();
        Epoch(StepKind.Test, source, 0);
        callbacks.OnTestEnd(Copy(""));
        return Results();
    }

    /// <summary>Runs the one batch of a source with fresh metrics.</summary>
    public Evaluation OneBatch(StepKind stepKind, BatchSource source)
    {
        Epoch(stepKind, source, 0);
        return Results();
    }

    private bool Stopped => model.StopTraining || cancellation.IsCancellationRequested;

    private void Epoch(StepKind stepKind, BatchSource source, int epoch)
    {
        foreach (Metric metric in model.Compiled!.Metrics.Where(m => m.IsBuilt)) metric.Reset();
        source.Begin(epoch);
        for (int batch = 0; source.Next(); batch++)
        {
            ModelStep present = StepFor(stepKind, source.Shapes);
            if (callbacks.WantsBatches) Begin(stepKind, batch);
            present.Prepare(source.BatchSize);
            source.Fill(present);
            present.Run();
            if (callbacks.WantsBatches) End(stepKind, batch, present);
            if (Stopped && stepKind == StepKind.Train) break;
        }
    }

    private ModelStep StepFor(StepKind wanted, StepShapes met)
    {
        if (step is not null && kind == wanted && ReferenceEquals(shapes, met)) return step;
        (kind, shapes) = (wanted, met);
        return step = model.Session.Get(wanted, met);
    }

    private void Begin(StepKind stepKind, int batch)
    {
        if (stepKind == StepKind.Train) callbacks.OnTrainBatchBegin(batch);
        else callbacks.OnTestBatchBegin(batch);
    }

    private void End(StepKind stepKind, int batch, ModelStep present)
    {
        for (int i = 0; i < present.Names.Count; i++) batchLogs[present.Names[i]] = present.Result(i);
        if (stepKind == StepKind.Train) callbacks.OnTrainBatchEnd(batch, batchLogs);
        else callbacks.OnTestBatchEnd(batch, batchLogs);
    }

    private Logs Copy(string prefix)
    {
        Logs copy = new();
        for (int i = 0; i < step!.Names.Count; i++) copy[prefix + step.Names[i]] = step.Result(i);
        return copy;
    }

    private Evaluation Results()
    {
        double[] values = new double[step!.Names.Count];
        for (int i = 0; i < values.Length; i++) values[i] = step.Result(i);
        return new Evaluation(step.Names, values);
    }
}
