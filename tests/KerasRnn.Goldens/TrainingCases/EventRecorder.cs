namespace KerasRnn.Goldens.TrainingCases;

/// <summary>Notes every event of a model by Keras' names.</summary>
internal sealed class EventRecorder : Callback
{
    private readonly List<string> events = [];

    public IReadOnlyList<string> Events => events;

    public static string Show(string name, int? index, IEnumerable<string> logs) => $"{name}({index}: {string.Join(" ", logs)})";

    public override void OnTrainBegin() => Note("on_train_begin");

    public override void OnTrainEnd(Logs logs) => Note("on_train_end", null, logs);

    public override void OnEpochBegin(int epoch) => Note("on_epoch_begin", epoch);

    public override void OnEpochEnd(int epoch, Logs logs) => Note("on_epoch_end", epoch, logs);

    public override void OnTrainBatchBegin(int batch) => Note("on_train_batch_begin", batch);

    public override void OnTrainBatchEnd(int batch, Logs logs) => Note("on_train_batch_end", batch, logs);

    public override void OnTestBegin() => Note("on_test_begin");

    public override void OnTestEnd(Logs logs) => Note("on_test_end", null, logs);

    public override void OnTestBatchBegin(int batch) => Note("on_test_batch_begin", batch);

    public override void OnTestBatchEnd(int batch, Logs logs) => Note("on_test_batch_end", batch, logs);

    public override void OnPredictBegin() => Note("on_predict_begin");

    public override void OnPredictEnd() => Note("on_predict_end");

    public override void OnPredictBatchBegin(int batch) => Note("on_predict_batch_begin", batch);

    public override void OnPredictBatchEnd(int batch) => Note("on_predict_batch_end", batch);

    private void Note(string name, int? index = null, Logs? logs = null) => events.Add(Show(name, index, logs?.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()));
}
