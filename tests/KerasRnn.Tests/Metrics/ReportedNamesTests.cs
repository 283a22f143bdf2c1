using System.Text.Json;

namespace KerasRnn.Tests.Metrics;

public sealed class ReportedNamesTests
{
    [Fact]
    public void Histories_and_evaluations_have_the_names_and_the_order_of_Keras()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("training/metrics", "names"))
        {
            string id = golden.GetProperty("id").GetString()!;
            JsonElement config = golden.GetProperty("compile_config");
            bool two = id.StartsWith("two_outputs", StringComparison.Ordinal);
            string json = (two ? TwoOutputs : OneOutput)[..^1] + ", \"compile_config\": " + config.GetRawText() + "}";
            if (config.GetProperty("weighted_metrics").ValueKind != JsonValueKind.Null)
            {
                Assert.Contains("option \"weighted_metrics\"", Assert.Throws<FormatException>(() => Model.FromJson(json)).Message, StringComparison.Ordinal);
                continue;
            }

            using Model model = Model.FromJson(json);
            Data x = new float[4, 3], y = two ? Data.Create(new float[4, 2], new float[4, 1]) : new float[4, 2];
            History history = model.Fit(x, y, verbose: Verbose.Silent, validationData: new Dataset(x, y), cancellationToken: TestContext.Current.CancellationToken);
            string[] names = [.. golden.GetProperty("history_keys_in_order").EnumerateArray().Select(k => k.GetString()!)];
            Assert.Equal((id, string.Join(" ", names)), (id, string.Join(" ", history.Names)));

            // With duplicates Keras' own list repeats values under one name; there the sorted names alone are compared.
            string[] order = [.. golden.GetProperty("evaluate_list_order").EnumerateArray().Select(k => k.GetString()!)];
            IEnumerable<string> found = model.Evaluate(x, y, verbose: Verbose.Silent).Names;
            if (order.Distinct().Count() == order.Length) Assert.Equal((id, string.Join(" ", order)), (id, string.Join(" ", found)));
            else Assert.Equal(golden.GetProperty("evaluate_dict_keys_in_order").EnumerateArray().Select(k => k.GetString()!), found.Order(StringComparer.Ordinal));
            compared++;
        }

        Assert.True(compared >= 10, $"only {compared} cases compared");
    }

    private const string OneOutput = """
        {"class_name": "Sequential", "config": {"layers": [
            {"class_name": "InputLayer", "config": {"batch_shape": [null, 3]}}, {"class_name": "Dense", "config": {"units": 2}}]}}
        """;

    private const string TwoOutputs = """
        {"class_name": "Functional", "config": {"name": "f", "layers": [
            {"class_name": "InputLayer", "config": {"batch_shape": [null, 3], "name": "x"}, "name": "x", "inbound_nodes": []},
            {"class_name": "Dense", "config": {"units": 2, "name": "position"}, "name": "position", "inbound_nodes": [[["x", 0, 0]]]},
            {"class_name": "Dense", "config": {"units": 1, "name": "speed"}, "name": "speed", "inbound_nodes": [[["x", 0, 0]]]}],
         "input_layers": ["x", 0, 0], "output_layers": [["position", 0, 0], ["speed", 0, 0]]}}
        """;
}
