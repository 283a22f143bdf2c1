using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>training_runs.json</c>: whole trainings, and the gradient along time.</summary>
internal sealed class RunFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("runs") is not null && root.Find("datasets") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root)
    {
        Dictionary<string, JsonElement> data = root.List("datasets").ToDictionary(set => set.Text("id"), set => set.GetProperty("arrays"));
        return
        [
            .. root.List("runs").Select(json => new GoldenCase(json.Text("id"), check => new TrainingRun(json, data, check).Run())),
            .. root.List("gradient_anatomy").Select(json => new GoldenCase(json.Text("id"), check => new AnatomyCase(json, check).Run())),
        ];
    }
}
