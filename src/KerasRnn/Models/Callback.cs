namespace KerasRnn;

/// <summary>
/// Something that happens during training, evaluation or prediction. Set <see cref="Model.StopTraining"/> to end training after the present
/// batch or epoch; entries added to the logs of an epoch join the history.
/// </summary>
/// <example><code>
/// public sealed class Announce : Callback
/// {
///     public override void OnEpochEnd(int epoch, Logs logs) => Console.WriteLine($"{epoch}: {logs}");
/// }
/// </code></example>
public abstract class Callback
{
    private Model? model;

    /// <summary>The model that is trained.</summary>
    /// <exception cref="InvalidOperationException">The callback was not given to a model yet.</exception>
    public Model Model => model ?? throw Throw.Operation($"{GetType().Name} was not given to a model yet: pass it to Fit, Evaluate or Predict.");

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>After the last epoch, with its logs.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>Before an epoch, counted from 0.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>Before a training batch, counted from 0 in each epoch.</summary>
    public virtual void OnTrainBatchBegin(int batch)
    {
    }

    /// <summary>After a training batch, with the means of the epoch so far. The logs object is used again for the next batch.</summary>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before an evaluation, the validation of an epoch among them.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>After an evaluation.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before a batch of an evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of an evaluation. The logs object is used again for the next batch.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before a prediction.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>After a prediction.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Before a batch of a prediction.</summary>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of a prediction.</summary>
    public virtual void OnPredictBatchEnd(int batch)
    {
    }

    internal bool HasModel => model is not null;

    internal void SetModel(Model owner) => model = owner;
}
