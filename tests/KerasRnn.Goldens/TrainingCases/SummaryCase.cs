using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>The table of a model on a terminal and without colours.</summary>
internal static class SummaryCase
{
    private static readonly string[] Options = ["line_length", "positions", "show_trainable", "expand_nested"];

    public static void Run(JsonElement json, JsonElement config, CaseCheck check)
    {
        JsonElement options = json.GetProperty("options");
        foreach (JsonProperty option in options.EnumerateObject().Where(option => !Options.Contains(option.Name)))
        {
            throw new SkipException($"a summary has no option \"{option.Name}\"");
        }

        using Model model = Library.Model(config.GetRawText());
        model.Engine = check.Engine.Make();

        // The slots of an optimizer are there once it has made a step.
        if (json.Text("plain_text").Contains("Optimizer params", StringComparison.Ordinal)) Step(model);
        double[] positions = options.Numbers("positions");
        SummaryTable table = new(
            model, options.Find("line_length")?.GetInt32(), options.Flag("expand_nested"), options.Flag("show_trainable"),
            positions.Length == 0 ? null : positions, json.GetProperty("terminal_columns").GetInt32());
        foreach ((string key, bool color) in new[] { ("terminal_text", true), ("plain_text", false) })
        {
            StringWriter output = new();
            table.Write(output, color);
            check.Same(key, json.Text(key), output.ToString());
        }
    }

    private static void Step(Model model)
    {
        Data Zeros(IEnumerable<Shape> shapes) => Data.Create([.. shapes.Select(shape => RunData.Zeros([2, .. shape.Fill(3).Dimensions[1..]]))]);

        model.TrainOnBatch(Zeros(model.ModelInputs), Zeros(model.OutputShapes));
    }
}
