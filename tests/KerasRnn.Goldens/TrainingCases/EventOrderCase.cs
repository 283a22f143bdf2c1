using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>The events of fit, evaluate and predict on five rows, with the names in their logs.</summary>
internal static class EventOrderCase
{
    public static void Run(JsonElement json, CaseCheck check)
    {
        using Sequential model = CallbackModel.Make(check.Engine);
        EventRecorder recorder = new();
        Data five = RunData.Zeros(5, 1), three = RunData.Zeros(3, 1);
        JsonElement[] events = json.List("events");
        string first = events[0][0].GetString()!;
        if (first == "on_train_begin") model.Fit(five, five, batchSize: 2, epochs: 2, verbose: Verbose.Silent, validationData: (three, three), callbacks: [recorder]);
        else if (first == "on_test_begin") model.Evaluate(five, five, batchSize: 2, verbose: Verbose.Silent, callbacks: [recorder]);
        else model.PredictAll(five, batchSize: 4, callbacks: [recorder]);
        check.SameList("events", [.. events.Select(Show)], recorder.Events);
    }

    // Predictions are not handed to callbacks here, and metrics that there are not are in no logs.
    private static string Show(JsonElement entry)
    {
        string name = entry[0].GetString()!;
        string[] logs = [.. entry[2].EnumerateArray().Select(n => n.GetString()!).Where(n => !CallbackModel.IsOfMissing(n) && !name.StartsWith("on_predict", StringComparison.Ordinal))];
        return EventRecorder.Show(name, entry[1].ValueKind == JsonValueKind.Null ? null : entry[1].GetInt32(), logs);
    }
}
