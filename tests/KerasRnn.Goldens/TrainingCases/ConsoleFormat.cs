using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>progress_summary.json</c>: the exact text of summaries and progress bars.</summary>
internal sealed class ConsoleFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("progress_bar") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root)
    {
        Dictionary<string, JsonElement> models = root.List("models").ToDictionary(model => model.Text("id"), model => model.GetProperty("config"));
        return
        [
            .. root.List("summary").Select(json => new GoldenCase($"summary/{json.Text("id")}", check => SummaryCase.Run(json, models[json.Text("model")], check))),
            .. root.List("progress_bar").Select(json => new GoldenCase($"progress_bar/{json.Text("id")}", check => ProgressCase.Bar(json, check))),
            .. root.List("runs").Select(json => new GoldenCase($"runs/{json.Text("id")}", check => ProgressCase.Run(json, check))),
        ];
    }
}
