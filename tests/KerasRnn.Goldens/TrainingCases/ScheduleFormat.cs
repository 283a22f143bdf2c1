using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>
/// <c>schedules.json</c>: learning rates that depend on the step. They are asked for where they stand in Keras' JSON, as the learning rate
/// of an optimizer, and are refused there by their names.
/// </summary>
internal sealed class ScheduleFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("cases") is JsonElement cases && cases.GetArrayLength() > 0 && cases[0].Find("schedule") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root) =>
    [
        .. root.List("cases").Select(json => new GoldenCase(json.Text("id"), _ => Read(json.GetProperty("schedule")))),
        .. root.List("construction").Select(json => new GoldenCase(json.Text("id"), check => Refusals.Expect(
            check, json.GetProperty("error").Text("message"), () => Read(Json.Object(json.Text("class_name"), json.Find("arguments")))))),
    ];

    private static void Read(JsonElement schedule)
    {
        JsonObject config = new() { ["learning_rate"] = JsonNode.Parse(schedule.GetRawText()) };
        _ = Library.Optimizer(Json.Object("SGD", Json.Parse(config.ToJsonString())));
        throw new SkipException("a schedule can be read, but not be asked for its numbers");
    }
}
