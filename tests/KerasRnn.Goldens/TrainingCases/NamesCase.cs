using System.Text.Json;
using System.Text.Json.Nodes;
using KerasRnn.Layers;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>
/// The names in a history and in the result of evaluate, for ways to compile. The model is the files': four inputs, an output of two
/// columns or, where outputs have losses of their own, one for each name, the first of one column.
/// </summary>
internal static class NamesCase
{
    public static void Run(JsonElement json, CaseCheck check)
    {
        string[] history = json.Texts("history_keys_in_order");
        string[] outputs = [.. history.Where(name => name.EndsWith("_loss", StringComparison.Ordinal) && name != "val_loss" && !name.StartsWith("val_", StringComparison.Ordinal)).Select(name => name[..^5])];
        int[] widths = outputs.Length == 0 ? [2] : [.. outputs.Select((_, i) => i + 1)];
        KerasTensor input = Keras.Input(4);
        using Functional plain = Keras.Model(input, widths.Select((width, i) => new Dense(width) { Name = outputs.Length == 0 ? "out" : outputs[i] }.Apply(input)).ToArray());
        JsonObject config = JsonNode.Parse(plain.ToJson())!.AsObject();
        config["compile_config"] = JsonNode.Parse(json.GetProperty("compile_config").GetRawText());
        using Model model = Library.Model(config.ToJsonString());
        model.Engine = check.Engine.Make();

        Data x = RunData.Zeros(4, 4), y = Data.Create([.. widths.Select(width => RunData.Zeros(4, width))]);
        History found = model.Fit(x, y, verbose: Verbose.Silent, validationData: (x, y));
        check.SameList("history", history, [.. found.Names]);
        Evaluation evaluation = model.Evaluate(x, y, verbose: Verbose.Silent);
        check.SameList("evaluate", [.. json.Texts("evaluate_list_order").Distinct()], evaluation.Names);
        check.SameList("evaluate by name", json.Texts("evaluate_dict_keys_in_order"), [.. evaluation.Names.Order(StringComparer.Ordinal)]);
    }
}
