using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>optimizers.json</c>: ten steps on two weights, and arguments that are refused.</summary>
internal sealed class OptimizerFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("start") is not null && root.Find("gradients") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root) =>
    [
        .. root.List("cases").Select(json => new GoldenCase(json.Text("id"), check => new OptimizerCase(root, json, check).Run())),
        .. root.List("construction").Select(json => new GoldenCase(json.Text("id"), check => Construct(json, check))),
    ];

    private static void Construct(JsonElement json, CaseCheck check)
    {
        if (json.Find("error") is JsonElement error) Refusals.Expect(check, error.Text("message"), () => Make());
        else check.Same("meaning", json.Text("resolves_to"), Make().GetType().Name);

        Optimizer Make() => Library.Optimizer(
            json.Find("string") is JsonElement word ? word : Json.Object(json.Text("class_name"), json.Find("arguments")));
    }
}
