using System.Text.Json;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Callbacks;

public sealed class EventOrderTests
{
    [Theory]
    [InlineData("fit")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    public void Events_come_in_the_order_of_Keras(string id)
    {
        JsonElement[] golden = [.. Golden.List("training/callbacks", "event_order").First(e => e.GetProperty("id").GetString() == id).GetProperty("events").EnumerateArray()];
        string[] expected = [.. golden.Select(e => e[1].ValueKind == JsonValueKind.Null ? e[0].GetString()! : $"{e[0].GetString()} {e[1].GetInt32()}")];
        Recorder recorder = new();
        using Sequential model = new() { new Input(1), new Dense(1) };
        model.Compile("sgd", "mse");
        int epochs = expected.Count(e => e == "on_train_batch_begin 0");
        int batches = epochs > 0
            ? expected.Count(e => e.StartsWith("on_train_batch_begin", StringComparison.Ordinal)) / epochs
            : expected.Count(e => e.Contains("_batch_begin", StringComparison.Ordinal));
        Data x = new float[batches, 1], y = new float[batches, 1];
        switch (id)
        {
            case "fit":
                int validated = expected.Count(e => e.StartsWith("on_test_batch_begin", StringComparison.Ordinal)) / epochs;
                Dataset validation = new(new float[validated, 1], new float[validated, 1]);
                model.Fit(x, y, batchSize: 1, epochs: epochs, verbose: Verbose.Silent, callbacks: [recorder], validationData: validation, cancellationToken: TestContext.Current.CancellationToken);
                break;
            case "evaluate":
                model.Evaluate(x, y, batchSize: 1, verbose: Verbose.Silent, callbacks: [recorder]);
                break;
            default:
                model.PredictAll(x, batchSize: 1, callbacks: [recorder]);
                break;
        }

        Assert.Equal(expected, recorder.Events);
    }

    private sealed class Recorder : Callback
    {
        public List<string> Events { get; } = [];

        public override void OnTrainBegin() => Events.Add("on_train_begin");

        public override void OnTrainEnd(Logs logs) => Events.Add("on_train_end");

        public override void OnEpochBegin(int epoch) => Events.Add($"on_epoch_begin {epoch}");

        public override void OnEpochEnd(int epoch, Logs logs) => Events.Add($"on_epoch_end {epoch}");

        public override void OnTrainBatchBegin(int batch) => Events.Add($"on_train_batch_begin {batch}");

        public override void OnTrainBatchEnd(int batch, Logs logs) => Events.Add($"on_train_batch_end {batch}");

        public override void OnTestBegin() => Events.Add("on_test_begin");

        public override void OnTestEnd(Logs logs) => Events.Add("on_test_end");

        public override void OnTestBatchBegin(int batch) => Events.Add($"on_test_batch_begin {batch}");

        public override void OnTestBatchEnd(int batch, Logs logs) => Events.Add($"on_test_batch_end {batch}");

        public override void OnPredictBegin() => Events.Add("on_predict_begin");

        public override void OnPredictEnd() => Events.Add("on_predict_end");

        public override void OnPredictBatchBegin(int batch) => Events.Add($"on_predict_batch_begin {batch}");

        public override void OnPredictBatchEnd(int batch) => Events.Add($"on_predict_batch_end {batch}");
    }
}
