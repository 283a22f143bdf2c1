using System.Numerics.Tensors;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasRnn.Tests.Saving;

/// <summary>JSON both ways with Keras itself; skipped where KERASRNN_PYTHON names no Python that has it.</summary>
public sealed class RealKerasTests
{
    [Fact]
    public async Task What_Keras_writes_builds_here_and_what_is_written_here_builds_there_with_the_same_numbers()
    {
        string script = Path.Combine(Repository.Root, "tests", "KerasRnn.Tests", "Saving", "keras_models.py");
        JsonElement made = await RealKeras.Ask("", script, "make");
        List<(string Name, Model Model)> models = [];
        List<object> cases = [];
        foreach (JsonElement golden in made.EnumerateArray())
        {
            string name = golden.GetProperty("name").GetString()!;
            Model model = Model.FromJson(golden.GetProperty("json").GetString()!);
            JsonElement weights = golden.GetProperty("weights"), inputs = golden.GetProperty("inputs");
            model.SetWeights([.. weights.EnumerateArray().Select(Tensor)]);
            AssertSameOutputs(name, golden.GetProperty("outputs"), Predict(model, inputs));
            models.Add((name, model));
            cases.Add(new { name, json = model.ToJson(), weights, inputs });
        }

        JsonElement checkedThere = await RealKeras.Ask(JsonSerializer.Serialize(cases), script, "check");
        foreach ((JsonElement answer, (string name, Model model)) in checkedThere.EnumerateArray().Zip(models))
        {
            AssertSameOutputs(name, made.EnumerateArray().First(m => m.GetProperty("name").GetString() == name).GetProperty("outputs"), [.. answer.GetProperty("outputs").EnumerateArray().Select(Tensor)]);
            Assert.Equal(model.CountParams(), answer.GetProperty("parameters").GetInt32());
            Assert.Equal(model.Layers.Select(l => l.Name), answer.GetProperty("layers").EnumerateArray().Select(l => l.GetString()));
            Assert.Equal(model.Layers.Select(l => l.Trainable), answer.GetProperty("trainable").EnumerateArray().Select(l => l.GetBoolean()));
            Assert.Equal(model.Optimizer is not null, answer.GetProperty("compile_config").ValueKind == JsonValueKind.Object);
        }

        JsonElement compiled = checkedThere.EnumerateArray().First(a => a.GetProperty("name").GetString() == "compiled").GetProperty("compile_config");
        Assert.Equal("AdamW", compiled.GetProperty("optimizer").GetProperty("class_name").GetString());
        Assert.Equal(1.0, compiled.GetProperty("optimizer").GetProperty("config").GetProperty("clipnorm").GetDouble());
        Assert.Equal(0.25, compiled.GetProperty("loss").GetProperty("config").GetProperty("label_smoothing").GetDouble());
        Assert.Equal("error", compiled.GetProperty("metrics")[1].GetProperty("config").GetProperty("name").GetString());
        JsonElement two = checkedThere.EnumerateArray().First(a => a.GetProperty("name").GetString() == "two_outputs").GetProperty("compile_config");
        Assert.Equal(0.5, two.GetProperty("loss_weights").GetProperty("kind").GetDouble());
    }

    [Fact]
    public async Task Registered_words_are_written_as_Keras_writes_them_and_compute_and_train_the_same_on_both_sides()
    {
        OwnWords.Register();
        string script = Path.Combine(Repository.Root, "tests", "KerasRnn.Tests", "Saving", "keras_own_words.py");
        JsonElement made = await RealKeras.Ask("", script, "make");
        Dictionary<string, JsonElement> words = [];
        foreach (JsonProperty word in made.GetProperty("words").EnumerateObject())
        {
            string written = Again(word.Name, word.Value.GetRawText());
            Assert.Equal(Portable(word.Value), written);
            words.Add(word.Name, JsonElement.Parse(written));
        }

        List<object> models = [];
        foreach (JsonElement golden in made.GetProperty("models").EnumerateArray())
        {
            Model model = Model.FromJson(golden.GetProperty("json").GetString()!);
            string json = model.ToJson();
            Assert.Equal(json, Model.FromJson(json).ToJson());
            AssertComputesTheSame(golden, model);
            models.Add(new { json, weights = golden.GetProperty("weights"), inputs = golden.GetProperty("inputs"), targets = golden.GetProperty("targets") });
        }

        JsonElement there = await RealKeras.Ask(JsonSerializer.Serialize(new { words, models }), script, "check");
        Assert.All(words, word => Assert.Equal(word.Value.GetRawText(), Portable(there.GetProperty("words").GetProperty(word.Key))));
        foreach ((JsonElement expected, JsonElement answer) in made.GetProperty("models").EnumerateArray().Zip(there.GetProperty("models").EnumerateArray()))
        {
            AssertSameOutputs("outputs there", expected.GetProperty("outputs"), [.. answer.GetProperty("outputs").EnumerateArray().Select(Tensor)]);
            if (!expected.TryGetProperty("trained", out JsonElement trained)) continue;
            AssertSameOutputs("weights trained there", trained, [.. answer.GetProperty("trained").EnumerateArray().Select(Tensor)]);
            Assert.Equal(expected.GetProperty("evaluation").EnumerateObject().Select(e => e.Name), answer.GetProperty("evaluation").EnumerateObject().Select(e => e.Name));
        }
    }

    // Reads a word and writes it.
    private static string Again(string kind, string json) => kind switch
    {
        "loss" => KerasJson.Write(KerasJson.ReadLoss(json)),
        "metric" => KerasJson.Write(KerasJson.ReadMetric(json)),
        "optimizer" => KerasJson.Write(KerasJson.ReadOptimizer(json)),
        "initializer" => KerasJson.Write(KerasJson.ReadInitializer(json)),
        "regularizer" => KerasJson.Write(KerasJson.ReadRegularizer(json)),
        "layer" => KerasJson.Write(Built(KerasJson.ReadLayer(json))),
        _ => KerasJson.Write(KerasJson.ReadLayer(json)),
    };

    private static Layer Built(Layer layer)
    {
        layer.Apply(Keras.Input(4));
        return layer;
    }

    // What Keras writes, without what not every version of Keras reads.
    private static string Portable(JsonElement json)
    {
        JsonNode root = JsonNode.Parse(json.GetRawText())!;
        Simplify(root);
        return root.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        static void Simplify(JsonNode? node)
        {
            if (node is JsonArray list)
            {
                foreach (JsonNode? item in list) Simplify(item);
            }
            else if (node is JsonObject entries)
            {
                entries.Remove("input_axes");
                entries.Remove("output_axes");
                if (entries["dtype"] is JsonObject) entries["dtype"] = "float32";
                foreach ((string _, JsonNode? inner) in entries) Simplify(inner);
            }
        }
    }

    private static void AssertComputesTheSame(JsonElement golden, Model model)
    {
        model.SetWeights([.. golden.GetProperty("weights").EnumerateArray().Select(Tensor)]);
        AssertSameOutputs("outputs", golden.GetProperty("outputs"), Predict(model, golden.GetProperty("inputs")));
        if (model.Optimizer is null) return;
        Tensor<float> x = Tensor(golden.GetProperty("inputs")[0]), y = Tensor(golden.GetProperty("targets"));
        Evaluation evaluation = model.Evaluate(x, y, verbose: Verbose.Silent);
        Assert.Equal(golden.GetProperty("evaluation").EnumerateObject().Select(e => e.Name).Order(), evaluation.Names.Order());
        Assert.All(golden.GetProperty("evaluation").EnumerateObject(), e => Assert.Equal(e.Value.GetDouble(), evaluation[e.Name], 1e-5 * (1 + e.Value.GetDouble())));
        model.Fit(x, y, batchSize: 4, epochs: 3, shuffle: false, verbose: Verbose.Silent);
        AssertSameOutputs("trained", golden.GetProperty("trained"), model.GetWeights());
    }

    private static Tensor<float> Tensor(JsonElement tensor) => System.Numerics.Tensors.Tensor.Create(
        [.. Golden.Data(tensor).Select(x => (float)x)], [.. tensor.GetProperty("shape").EnumerateArray().Select(d => (nint)d.GetInt32())]);

    private static IReadOnlyList<Tensor<float>> Predict(Model model, JsonElement inputs) => model.PredictAll(inputs.GetArrayLength() == 1
        ? Tensor(inputs[0])
        : Data.Create([.. inputs.EnumerateArray().Select(x => (Data)Tensor(x))]));

    private static void AssertSameOutputs(string name, JsonElement expected, IReadOnlyList<Tensor<float>> actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++)
        {
            Assert.Equal(expected[i].GetProperty("shape").EnumerateArray().Select(d => (nint)d.GetInt32()), actual[i].Lengths.ToArray());
            Golden.Close(Golden.Data(expected[i]), [.. actual[i].Select(x => (double)x)], 1e-5, $"{name} output {i}");
        }
    }
}
