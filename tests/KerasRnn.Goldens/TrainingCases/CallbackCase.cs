using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>Plays the events of a training for one callback; the weight is set to the number of the epoch before each one ends.</summary>
internal sealed class CallbackCase(JsonElement json, CaseCheck check)
{
    public void Run()
    {
        if (json.Find("arguments")?.Find("monitor")?.GetString() is string monitor && CallbackModel.IsOfMissing(monitor))
        {
            throw new SkipException($"there is no metric \"{CallbackModel.MissingMetrics[0]}\"");
        }

        string file = json.Find("file_text") is null ? "" : Path.GetTempFileName();
        try
        {
            if (json.Find("error") is JsonElement error) Refusals.Expect(check, error.Text("message"), () => Play(file));
            else Play(file);
        }
        finally
        {
            if (file.Length > 0) File.Delete(file);
        }
    }

    private void Play(string file)
    {
        using StringWriter printed = new();
        if (json.Text("class_name") == "CSVLogger" && json.Find("file_before")?.GetString() is "") File.Delete(file);
        else if (file.Length > 0) File.WriteAllText(file, json.Text("file_before"));
        Callback callback = Callbacks.Read(json, printed, file);
        using Sequential model = CallbackModel.Make(check.Engine);
        callback.SetModel(model);
        if (json.Find("batch_losses") is not null) Batches(callback, model);
        else Epochs(callback, model);
        if (json.Find("error") is not null) return;
        if (json.Find("printed") is JsonElement text) check.Same("printed", text.GetString(), printed.ToString());
        if (json.Find("file_text") is JsonElement content) check.Same("file", content.GetString(), File.ReadAllText(file));
    }

    private void Batches(Callback callback, Sequential model)
    {
        List<bool> stops = [];
        foreach ((int batch, double loss) in json.Numbers("batch_losses").Index())
        {
            callback.OnTrainBatchEnd(batch, new Logs { ["loss"] = loss });
            stops.Add(model.StopTraining);
        }

        check.SameList("stop_training", [.. json.List("stop_training_after_each_batch").Select(s => s.GetBoolean())], stops);
    }

    private void Epochs(Callback callback, Sequential model)
    {
        JsonElement[] expected = json.List("epochs");
        int epoch = 0;
        callback.OnTrainBegin();
        foreach (JsonElement entries in json.List("logs"))
        {
            callback.OnEpochBegin(epoch);
            Variable weight = model.Weights[0];
            weight.SetValue([epoch]);
            callback.OnEpochEnd(epoch, Logs(entries));
            if (epoch < expected.Length) Compare(expected[epoch], callback, model);
            epoch++;
            if (model.StopTraining) break;
        }

        callback.OnTrainEnd(new Logs());
        if (json.Find("epochs_run") is JsonElement run) check.Same("epochs run", run.GetInt32(), epoch);
        if (json.Find("final_weight_is_of_epoch") is JsonElement last) check.Same("final weight", last.GetInt32(), (int)model.Weights[0].GetValue()[0]);
    }

    private static Logs Logs(JsonElement entries)
    {
        Logs logs = new();
        foreach (JsonProperty entry in entries.EnumerateObject())
        {
            bool isNumber = entry.Value.ValueKind == JsonValueKind.Number || (entry.Value.ValueKind == JsonValueKind.String && entry.Value.GetString() is "NaN" or "Infinity" or "-Infinity");
            logs[entry.Name] = isNumber ? entry.Value.Number() : throw new SkipException("logs hold numbers here, no texts and lists");
        }

        return logs;
    }

    private void Compare(JsonElement expected, Callback callback, Sequential model)
    {
        string at = $"epoch {expected.GetProperty("epoch")}: ";
        check.Same($"{at}stop_training", expected.GetProperty("stop_training").GetBoolean(), model.StopTraining);
        check.Same($"{at}learning rate", expected.GetProperty("learning_rate_during_epoch").Number(), model.Optimizer!.LearningRate);
        if (callback is not EarlyStopping stopping) return;
        check.Same($"{at}wait", expected.GetProperty("wait").GetInt32(), stopping.Wait);
        check.Same($"{at}best", expected.Find("best")?.Number(), stopping.Best);
        check.Same($"{at}best epoch", expected.GetProperty("best_epoch").GetInt32(), stopping.BestEpoch);
    }
}
