using System.Numerics.Tensors;
using System.Text.Json;

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
