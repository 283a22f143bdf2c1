using System.Text.Json;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>The first values that a layer asks for, weight by weight.</summary>
internal static class InitialWeightsCase
{
    public static void Run(JsonElement json, CaseCheck check)
    {
        Layer layer = Library.Layer(json.GetProperty("layer"));
        int[] input = json.Whole("input_shape");
        layer.EnsureBuilt([new Shape([Shape.Batch, .. input.AsSpan(1)])]);
        layer.SetPaths("");
        JsonElement[] expected = json.List("weights");
        check.SameList("weights", [.. expected.Select(w => w.Text("name"))], [.. layer.Weights.Select(w => LayerCase.Name(w, layer))]);
        foreach ((JsonElement weight, Variable variable) in expected.Zip(layer.Weights))
        {
            string at = $"{variable.Name}: ";
            check.SameList($"{at}shape", weight.Whole("shape"), variable.Shape.Dimensions.ToArray());
            Initializer initializer = layer.InitializerOf(variable)!;
            if (weight.Find("draw") is JsonElement draw) InitializerCase.Distribution(initializer, variable.Shape, draw, check, at);
            else InitializerCase.Values(initializer, variable.Shape, GoldenTensor.Parse(weight.GetProperty("values")), check, at);
        }
    }
}
