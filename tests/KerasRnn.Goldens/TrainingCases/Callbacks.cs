using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>Callbacks by their Keras class names and arguments: Keras' JSON has none, so that this is the one place that makes them by name.</summary>
internal static class Callbacks
{
    /// <summary>Makes a callback that prints to a writer.</summary>
    /// <param name="json">Class name and arguments.</param>
    /// <param name="output">Where it prints.</param>
    /// <param name="file">The file of a callback that writes one.</param>
    public static Callback Read(JsonElement json, TextWriter output, string file = "")
    {
        JsonElement arguments = json.Find("arguments") ?? Json.Parse("{}");
        return json.Text("class_name") switch
        {
            "EarlyStopping" => EarlyStopping(arguments, output),
            "TerminateOnNaN" => new TerminateOnNaN(arguments.Flag("raise_error")) { Output = output },
            "CSVLogger" => new CSVLogger(file, arguments.Find("separator")?.GetString()![0] ?? ',', arguments.Flag("append")),
            string name => throw new SkipException($"there is no callback \"{name}\""),
        };
    }

    private static EarlyStopping EarlyStopping(JsonElement arguments, TextWriter output) => new(arguments.Find("monitor")?.GetString() ?? "val_loss")
    {
        MinDelta = arguments.Find("min_delta")?.GetDouble() ?? 0,
        Patience = arguments.Find("patience")?.GetInt32() ?? 0,
        Mode = Mode(arguments.Find("mode")?.GetString() ?? "auto"),
        Baseline = arguments.Find("baseline")?.GetDouble(),
        RestoreBestWeights = arguments.Flag("restore_best_weights"),
        StartFromEpoch = arguments.Find("start_from_epoch")?.GetInt32() ?? 0,
        Verbose = arguments.Find("verbose")?.GetInt32() > 0,
        Output = output,
    };

    private static MonitorMode Mode(string mode) => mode switch
    {
        "auto" => MonitorMode.Auto,
        "min" => MonitorMode.Min,
        "max" => MonitorMode.Max,
        _ => throw new SkipException($"a mode is one of an enum here; \"{mode}\" cannot be said"),
    };
}
