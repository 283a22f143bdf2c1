using System.Text.Json;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>The files of <c>layers/</c>: outputs, states, gradients and losses of layers and small models; functions of one weight.</summary>
internal sealed class LayerFormat : IGoldenFormat
{
    public bool Reads(JsonElement root) => root.Find("family") is not null && root.Find("cases") is not null;

    public IEnumerable<GoldenCase> Cases(JsonElement root)
    {
        // The extreme inputs of activations span 14 decades, so that a float32 engine is measured element by element there.
        bool byElement = root.Text("family") == "activations";
        foreach (JsonElement json in root.List("cases"))
        {
            yield return new GoldenCase(json.Text("name"), check => Run(json, check, byElement), json.Find("quirk")?.GetString());
        }
    }

    private static void Run(JsonElement json, CaseCheck check, bool byElement)
    {
        if (json.Find("initializer") is not null) InitializerCase.Run(json, check);
        else if (json.Find("regularizer") is not null) RegularizerCase.Run(json, check);
        else if (json.Find("constraint") is not null) ConstraintCase.Run(json);
        else if (json.Find("input_shape") is not null) InitialWeightsCase.Run(json, check);
        else new LayerCase(json, check, byElement).Run();
    }
}
