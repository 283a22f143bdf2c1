namespace KerasRnn;

public abstract partial class Model
{
    /// <summary>Trains on arrays.</summary>
    /// <param name="x">Inputs: rows of each input.</param>
    /// <param name="y">Targets: rows of each output.</param>
    /// <param name="batchSize">Rows of a step; the last batch of an epoch may be smaller.</param>
    /// <param name="epochs">The epoch to train up to.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What happens along the way.</param>
    /// <param name="validationSplit">The share of rows, taken from the end before shuffling, to validate on.</param>
    /// <param name="validationData">Data to validate on after each epoch.</param>
    /// <param name="shuffle">Whether each epoch has its own order, drawn from the model's seed.</param>
    /// <param name="classWeight">Weights of classes; a class not listed weighs 1.</param>
    /// <param name="sampleWeight">Weights of rows, or of rows and time steps.</param>
    /// <param name="initialEpoch">The epoch to begin with.</param>
    /// <param name="validationBatchSize">Rows of a validation step; <paramref name="batchSize"/> unless given.</param>
    /// <param name="validationFrequency">Every how many epochs to validate.</param>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancellationToken">Ends training cleanly after the present batch, with the history so far; without one, Ctrl-C does.</param>
    /// <returns>What every epoch reported.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model or hold NaN or infinity, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model was not compiled.</exception>
    /// <example><code>History history = model.Fit(x, y, epochs: 20, batchSize: 64, validationSplit: 0.2);</code></example>
    public History Fit(
        Data x, Data y, int batchSize = 32, int epochs = 1, Verbose verbose = Verbose.Auto, IEnumerable<Callback>? callbacks = null,
        double validationSplit = 0, Dataset? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, double>? classWeight = null,
        Data? sampleWeight = null, int initialEpoch = 0, int? validationBatchSize = null, int validationFrequency = 1,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Dataset data = new(x, y, sampleWeight);
        if (validationSplit != 0)
        {
            int rows = data.Inputs!.RowCount, kept = (int)Math.Floor(rows * (1 - validationSplit));
            if (validationData is not null) throw Throw.Argument($"{Subject} expects validationSplit or validationData, not both.");
            if (validationSplit is not (> 0 and < 1) || kept == 0 || kept == rows)
            {
                throw Throw.Argument($"{Subject} expects a validationSplit that leaves rows on both sides; got {validationSplit} of {rows} rows. Give a share between 0 and 1, such as 0.2.");
            }

            validationData = new Dataset(x.Range(kept, rows - kept), y.Range(kept, rows - kept), sampleWeight?.Range(kept, rows - kept));
            data = new Dataset(x.Range(0, kept), y.Range(0, kept), sampleWeight?.Range(0, kept));
        }

        return Fit(data, batchSize, epochs, verbose, callbacks, validationData, shuffle, classWeight, initialEpoch, null, null, validationBatchSize, validationFrequency, progress, cancellationToken);
    }

    /// <summary>Trains on a dataset: arrays, or a stream of batches that need not fit into memory.</summary>
    /// <param name="data">Arrays, or a stream.</param>
    /// <param name="batchSize">Rows of a step, for arrays.</param>
    /// <param name="epochs">The epoch to train up to.</param>
    /// <param name="verbose">What is printed.</param>
    /// <param name="callbacks">What happens along the way.</param>
    /// <param name="validationData">Data to validate on after each epoch.</param>
    /// <param name="shuffle">Whether each epoch of arrays has its own order.</param>
    /// <param name="classWeight">Weights of classes; a class not listed weighs 1.</param>
    /// <param name="initialEpoch">The epoch to begin with.</param>
    /// <param name="stepsPerEpoch">Batches of a stream that make an epoch; one pass unless given.</param>
    /// <param name="validationSteps">Batches of a validation stream that make a validation.</param>
    /// <param name="validationBatchSize">Rows of a validation step; <paramref name="batchSize"/> unless given.</param>
    /// <param name="validationFrequency">Every how many epochs to validate.</param>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancellationToken">Ends training cleanly after the present batch; without one, Ctrl-C does.</param>
    public History Fit(
        Dataset data, int batchSize = 32, int epochs = 1, Verbose verbose = Verbose.Auto, IEnumerable<Callback>? callbacks = null,
        Dataset? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, double>? classWeight = null, int initialEpoch = 0,
        int? stepsPerEpoch = null, int? validationSteps = null, int? validationBatchSize = null, int validationFrequency = 1,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (session.Gate)
        {
            ThrowIfNotCompiled();
            if (validationFrequency < 1) throw Throw.OutOfRange($"{Subject} expects validationFrequency to be at least 1; got {validationFrequency}.");
            if (epochs < 0 || initialEpoch < 0) throw Throw.OutOfRange($"{Subject} expects epochs and initialEpoch to be at least 0; got {epochs} and {initialEpoch}.");
            StopTraining = false;
            BatchSource source = Source(data, batchSize, shuffle, classWeight, stepsPerEpoch);
            Validation? validation = validationData is null
                ? null
                : new Validation(Source(validationData, validationBatchSize ?? batchSize, false, null, validationSteps), validationFrequency);
            bool trainableChanged = !Compiled!.Trainable.SequenceEqual(TrainableWeights);
            History history = new();
            using CtrlC? ctrlC = cancellationToken.CanBeCanceled ? null : new CtrlC();
            CallbackList list = new(this, [history, .. ProgressLogger.For(verbose, epochs, source), .. callbacks ?? []]);
            if (trainableChanged && verbose != Verbose.Silent)
            {
                Console.Error.WriteLine($"{Subject}: Trainable was changed after Compile and takes effect at the next one.");
            }

            try
            {
                using Session.Lease lease = session.Enter();
                new Loops(this, list, ctrlC?.Token ?? cancellationToken).Fit(source, validation, initialEpoch, epochs, progress);
                return history;
            }
            finally
            {
                source.Close();
                validation?.Source.Close();
            }
        }
    }

    /// <summary>One training step on one batch; the results are of this batch alone.</summary>
    public Evaluation TrainOnBatch(Data x, Data y, Data? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null) =>
        OneBatch(StepKind.Train, new Dataset(x, y, sampleWeight), classWeight);

    /// <summary>Loss and metrics of one batch alone.</summary>
    public Evaluation TestOnBatch(Data x, Data y, Data? sampleWeight = null) => OneBatch(StepKind.Test, new Dataset(x, y, sampleWeight), null);

    private Evaluation OneBatch(StepKind kind, Dataset data, IReadOnlyDictionary<int, double>? classWeight)
    {
        lock (session.Gate)
        {
            ThrowIfNotCompiled();
            BatchSource source = Source(data, data.Inputs!.RowCount, false, classWeight, null);
            using Session.Lease lease = session.Enter();
            return new Loops(this, new CallbackList(this, []), default).OneBatch(kind, source);
        }
    }

    [StackTraceHidden]
    private BatchSource Source(Dataset data, int batchSize, bool shuffle, IReadOnlyDictionary<int, double>? classWeight, int? steps)
    {
        if (data.Batches is not null)
        {
            if (steps < 1) throw Throw.OutOfRange($"{Subject} expects at least 1 step of a stream; got {steps}.");
            return new StreamSource(this, data.Batches, steps, batch => Feeding.Weights(this, batch.Targets!, batch.SampleWeight, classWeight));
        }

        if (steps is not null) throw Throw.Argument($"{Subject} expects steps only with a stream of batches; for arrays an epoch is one pass. Leave them out.");
        IReadOnlyList<Rows?> weights = Feeding.Weights(this, data.Targets!, data.SampleWeight, classWeight);
        Feeding.Check(this, data.Inputs!, data.Targets, weights);
        Feeding.CheckLabels(this, data.Targets!);
        return new ArraySource(this, data.Inputs!, data.Targets, weights, batchSize, shuffle);
    }

    [StackTraceHidden]
    private void ThrowIfNotCompiled()
    {
        if (Compiled is null) throw Throw.Operation($"{Subject} was not compiled. Call Compile(optimizer, loss) first.");
    }
}
