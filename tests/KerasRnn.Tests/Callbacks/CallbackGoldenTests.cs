using System.Text.Json;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Callbacks;

public sealed class CallbackGoldenTests
{
    [Fact]
    public void EarlyStopping_waits_stops_and_restores_as_Keras_does()
    {
        int compared = 0;
        foreach (JsonElement golden in Cases("EarlyStopping"))
        {
            string id = golden.GetProperty("id").GetString()!;
            JsonElement arguments = golden.GetProperty("arguments");
            using StringWriter output = new();
            string monitor = Golden.Get(arguments, "monitor")?.GetString() ?? "val_loss";
            if (monitor.Contains("kl_divergence", StringComparison.Ordinal)) continue;
            EarlyStopping callback = new(monitor)
            {
                Patience = Golden.Get(arguments, "patience")?.GetInt32() ?? 0,
                MinDelta = Golden.Get(arguments, "min_delta")?.GetDouble() ?? 0,

                // Keras takes an unknown mode as auto, with a warning; here there is no unknown mode.
                Mode = Golden.Get(arguments, "mode")?.GetString() switch { "min" => MonitorMode.Min, "max" => MonitorMode.Max, _ => MonitorMode.Auto },
                Baseline = Golden.Get(arguments, "baseline")?.GetDouble(),
                RestoreBestWeights = Golden.Get(arguments, "restore_best_weights")?.GetBoolean() ?? false,
                StartFromEpoch = Golden.Get(arguments, "start_from_epoch")?.GetInt32() ?? 0,
                Verbose = Golden.Get(arguments, "verbose") is not null,
                Output = output,
            };
            using Sequential model = OneWeight();
            callback.SetModel(model);
            callback.OnTrainBegin();
            if (golden.TryGetProperty("error", out _))
            {
                Assert.Equal(
                    $"EarlyStopping cannot tell whether \"{monitor}\" is better when it is smaller or larger. Set Mode to Min or Max.",
                    Assert.Throws<ArgumentException>(() => callback.OnEpochEnd(0, LogsOf(golden.GetProperty("logs")[0]))).Message);
                continue;
            }

            JsonElement[] epochs = [.. golden.GetProperty("epochs").EnumerateArray()];
            int run = 0;
            foreach (JsonElement logs in golden.GetProperty("logs").EnumerateArray())
            {
                model.Weights[0].SetValue([run]);
                callback.OnEpochEnd(run, LogsOf(logs));
                JsonElement state = epochs[run++];
                Assert.Equal((id, run, state.GetProperty("wait").GetInt32()), (id, run, callback.Wait));
                Assert.Equal((id, run, Golden.Get(state, "best") is JsonElement best ? Golden.Number(best) : null), (id, run, callback.Best));
                Assert.Equal((id, run, state.GetProperty("best_epoch").GetInt32()), (id, run, callback.BestEpoch));
                Assert.Equal((id, run, state.GetProperty("stop_training").GetBoolean()), (id, run, model.StopTraining));
                if (model.StopTraining) break;
            }

            callback.OnTrainEnd(new Logs());
            Assert.Equal((id, golden.GetProperty("epochs_run").GetInt32()), (id, run));
            Assert.Equal((id, golden.GetProperty("final_weight_is_of_epoch").GetInt32()), (id, (int)model.Weights[0].GetValue()[0]));
            if (Golden.Get(golden, "printed") is JsonElement printed) Assert.Equal(printed.GetString(), output.ToString());
            compared++;
        }

        Assert.True(compared >= 50, $"only {compared} cases compared");
    }

    [Fact]
    public void CSVLogger_writes_the_bytes_that_Keras_writes()
    {
        string folder = Directory.CreateTempSubdirectory("kerasrnn").FullName;
        try
        {
            int compared = 0;
            foreach (JsonElement golden in Cases("CSVLogger"))
            {
                // Logs hold numbers here: no text, no lists.
                JsonElement[] logs = [.. golden.GetProperty("logs").EnumerateArray()];
                if (golden.GetProperty("id").GetString() is "CSVLogger/text_value" or "CSVLogger/list_value") continue;
                string file = Path.Combine(folder, $"{compared}.csv");
                JsonElement arguments = golden.GetProperty("arguments");
                if (golden.GetProperty("file_before").GetString() is { Length: > 0 } before) File.WriteAllText(file, before);
                CSVLogger callback = new(file, (Golden.Get(arguments, "separator")?.GetString() ?? ",")[0], Golden.Get(arguments, "append")?.GetBoolean() ?? false);
                callback.OnTrainBegin();
                for (int epoch = 0; epoch < logs.Length; epoch++) callback.OnEpochEnd(epoch, LogsOf(logs[epoch]));
                callback.OnTrainEnd(new Logs());
                Assert.Equal(golden.GetProperty("file_text").GetString(), File.ReadAllText(file));
                compared++;
            }

            Assert.True(compared >= 11, $"only {compared} cases compared");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void TerminateOnNaN_ends_training_with_Keras_sentence()
    {
        foreach (JsonElement golden in Cases("TerminateOnNaN"))
        {
            using StringWriter output = new();
            TerminateOnNaN callback = new(golden.GetProperty("arguments").GetProperty("raise_error").GetBoolean()) { Output = output };
            using Sequential model = OneWeight();
            callback.SetModel(model);
            double[] losses = [.. golden.GetProperty("batch_losses").EnumerateArray().Select(Golden.Number)];
            void Batch(int batch) => callback.OnTrainBatchEnd(batch, new Logs { ["loss"] = losses[batch] });
            if (Golden.Get(golden, "error") is JsonElement error)
            {
                int bad = Array.FindIndex(losses, loss => !double.IsFinite(loss));
                Assert.Equal(error.GetProperty("message").GetString(), Assert.Throws<InvalidOperationException>(() => Batch(bad)).Message);
                continue;
            }

            for (int batch = 0; batch < losses.Length; batch++)
            {
                Batch(batch);
                Assert.Equal(golden.GetProperty("stop_training_after_each_batch")[batch].GetBoolean(), model.StopTraining);
                if (model.StopTraining) break;
            }

            Assert.Equal(golden.GetProperty("printed").GetString(), output.ToString());
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_sentence()
    {
        string file = Path.Combine(Path.GetTempPath(), "kerasrnn-no-such-folder", "log.csv");
        string message = Assert.Throws<ArgumentException>(() => new CSVLogger(file).OnTrainBegin()).Message;
        Assert.StartsWith($"CSVLogger cannot write \"{file}\": ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Give it a file in a folder that exists and can be written.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lambda_callback_sees_the_events_of_a_fit_in_order()
    {
        List<string> events = [];
        using Sequential model = OneWeight();
        model.Fit(new float[,] { { 1 }, { 2 } }, new float[,] { { 1 }, { 2 } }, batchSize: 1, epochs: 2, verbose: Verbose.Silent, callbacks: [new LambdaCallback
        {
            TrainBegin = () => events.Add("train"),
            EpochBegin = epoch => events.Add($"epoch {epoch}"),
            TrainBatchBegin = batch => events.Add($"batch {batch}"),
            TrainBatchEnd = (batch, logs) => events.Add($"batch {batch} done {logs.ContainsKey("loss")}"),
            EpochEnd = (epoch, _) => events.Add($"epoch {epoch} done"),
            TrainEnd = _ => events.Add("train done"),
        }], cancellationToken: TestContext.Current.CancellationToken);
        string Epoch(int i) => $"epoch {i},batch 0,batch 0 done True,batch 1,batch 1 done True,epoch {i} done";
        Assert.Equal($"train,{Epoch(0)},{Epoch(1)},train done", string.Join(",", events));
    }

    private static IEnumerable<JsonElement> Cases(string className) =>
        Golden.List("training/callbacks", "cases").Where(c => c.GetProperty("class_name").GetString() == className);

    private static Logs LogsOf(JsonElement logs)
    {
        Logs result = new();
        foreach (JsonProperty entry in logs.EnumerateObject()) result[entry.Name] = Golden.Number(entry.Value);
        return result;
    }

    // Metrics resolve at the first batch, so one is evaluated.
    private static Sequential OneWeight()
    {
        Sequential model = new() { new Input(1), new Dense(1) { UseBias = false } };
        model.Compile(new SGD(0.5), "mse", metrics: ["accuracy", "mae"]);
        model.Evaluate(new float[,] { { 1 } }, new float[,] { { 1 } }, verbose: Verbose.Silent);
        return model;
    }
}
