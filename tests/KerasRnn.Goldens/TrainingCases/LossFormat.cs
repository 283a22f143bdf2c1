using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary><c>losses.json</c>: losses as functions and as objects, and directly behind an output layer.</summary>
internal sealed class LossFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("output_layers") is not null && root.Find("cases") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root)
    {
        Dictionary<string, GoldenTensor> inputs = root.List("inputs").ToDictionary(input => input.Text("id"), GoldenTensor.Parse);
        Dictionary<string, JsonElement> heads = root.List("output_layers").ToDictionary(head => head.Text("id"), head => head.GetProperty("layer"));
        foreach (JsonElement json in root.List("cases")) yield return new GoldenCase(json.Text("id"), check => LossCase.Run(json, inputs, check));
        foreach (JsonElement json in root.List("tensorflow_output_layer"))
        {
            yield return new GoldenCase(json.Text("id"), check => OutputLayerCase.Run(json, inputs, heads[json.Text("head")], check));
        }
    }
}
