using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>metrics.json</c>: streams of updates, what strings mean, and the names that are reported.</summary>
internal sealed class MetricFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("streams") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root) =>
    [
        .. root.List("streams").Select(json => new GoldenCase(json.Text("id"), check => new MetricStream(json, check).Run())),
        .. root.List("strings").Select(json => new GoldenCase(json.Text("id"), check => StringCase.Run(json, check))),
        .. root.List("names").Select(json => new GoldenCase(json.Text("id"), check => NamesCase.Run(json, check))),
    ];
}
