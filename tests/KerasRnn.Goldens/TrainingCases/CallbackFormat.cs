using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>callbacks.json</c>: what callbacks do, given the logs of every epoch or batch, and the order of all events.</summary>
internal sealed class CallbackFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("event_order") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root) =>
    [
        .. root.List("cases").Select(json => new GoldenCase(json.Text("id"), check => new CallbackCase(json, check).Run())),
        .. root.List("event_order").Select(json => new GoldenCase(json.Text("id"), check => EventOrderCase.Run(json, check))),
    ];
}
