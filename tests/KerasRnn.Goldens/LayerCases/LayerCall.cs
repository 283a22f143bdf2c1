using System.Text.Json;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>One call of a case: what goes in and what must come out.</summary>
internal sealed class LayerCall(JsonElement json)
{
    public JsonElement Json => json;

    public GoldenTensor[] Inputs { get; } = Given(json, "inputs");

    public GoldenTensor[] InitialState { get; } = Given(json, "initial_state");

    public GoldenTensor[] Cotangents { get; } = Given(json, "cotangents");

    /// <summary>The dropout masks to be used instead of drawn ones: those of the inputs, then those of the states.</summary>
    public GoldenTensor[] DropoutMasks { get; } = [.. Given(json, "dropout_mask"), .. Given(json, "recurrent_dropout_mask")];

    public bool ResetsState => json.Flag("reset_state");

    /// <summary>The masks of the inputs, one or null for each.</summary>
    public GoldenTensor?[] Masks { get; } = json.Find("mask") is JsonElement mask ? [GoldenTensor.Parse(mask)] : [.. GoldenTensor.List(json, "masks")];

    public int Batch => Inputs[0].Shape.Length > 0 ? Inputs[0].Shape[0] : 1;

    private static GoldenTensor[] Given(JsonElement json, string key) => [.. GoldenTensor.List(json, key).Select(tensor => tensor!)];
}
