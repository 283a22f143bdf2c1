using System.Text.Json;
using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Optimizers;

public sealed class OptimizerGoldenTests
{
    private static readonly string[] Ours = ["SGD", "RMSprop", "Adam", "AdamW"];

    public static TheoryData<string> Cases() => [.. Golden.List("training/optimizers", "cases").Where(Covered).Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_give_the_weights_and_slots_of_Keras(string id)
    {
        JsonElement golden = Golden.List("training/optimizers", "cases").First(c => c.GetProperty("id").GetString() == id);
        Optimizer optimizer = OptimizerWords.Table.Read(golden.GetProperty("optimizer"), "test");
        Variable[] weights = [.. Golden.List("training/optimizers", "start").Select(w => new Variable(
            w.GetProperty("id").GetString()!, Golden.Fixed(w), [.. Golden.Data(w).Select(x => (float)x)], trainable: true)
        {
            Path = w.GetProperty("path").GetString()!,
        })];
        if (Golden.Get(golden, "exclude") is JsonElement exclude)
        {
            if (Golden.Get(exclude, "var_names") is JsonElement names) optimizer.ExcludeFromWeightDecay([.. names.EnumerateArray().Select(n => n.GetString()!)]);
            if (Golden.Get(exclude, "var_list") is JsonElement list) optimizer.ExcludeFromWeightDecay([.. list.EnumerateArray().Select(n => weights.First(w => w.Name == n.GetString()))]);
        }

        string? missing = Golden.Get(golden, "missing")?.GetString();
        Trace trace = new();
        KerasTensor lr = trace.Input("lr", Shape.Scalar, InputSource.Scalar), t = trace.Input("t", Shape.Scalar, InputSource.Scalar);
        KerasTensor[] gradients = [.. weights.Select(w => trace.Input(w.Name, w.Shape, InputSource.Data))];
        OptimizerStep step = new(trace, lr, t, optimizer.Slot);
        optimizer.Apply(step, [.. weights.Select((w, i) => (w, w.Name == missing ? null : gradients[i]))]);

        using Golden.Held held = new([.. weights, .. optimizer.Slots]);
        using IProgram program = held.State.Compile(new GraphProgram(trace, []));
        JsonElement[] rows = [.. golden.GetProperty("float64").GetProperty("variables_after_each_step").EnumerateArray()];
        JsonElement[] saved = [.. golden.GetProperty("optimizer_variables_in_save_order").EnumerateArray()];
        double rate = Golden.Data(saved[1].GetProperty("float64"))[0];
        foreach (JsonElement gradient in Golden.List("training/optimizers", "gradients"))
        {
            program.Prepare(1);
            program.Feed(0, rate);
            program.Feed(1, ++optimizer.Iterations);
            for (int i = 0; i < weights.Length; i++)
            {
                double[] values = Golden.Data(gradient.GetProperty(weights[i].Name));
                Span<float> feed = program.Feed(2 + i);
                for (int j = 0; j < values.Length; j++) feed[j] = (float)values[j];
            }

            program.Run();
            Golden.Close(Golden.Data(rows[optimizer.Iterations - 1]), [.. weights.SelectMany(Values)], 1e-10, $"step {optimizer.Iterations}");
        }

        Assert.Equal(saved.Length - 2, optimizer.Slots.Count);
        for (int i = 2; i < saved.Length; i++)
        {
            Assert.Equal(saved[i].GetProperty("name").GetString(), optimizer.Slots[i - 2].Path);
            Golden.Close(Golden.Data(saved[i].GetProperty("float64")), Values(optimizer.Slots[i - 2]), 1e-10, optimizer.Slots[i - 2].Path);
        }
    }

    [Fact]
    public void What_Keras_refuses_is_refused_and_strings_are_read_in_any_case()
    {
        foreach (JsonElement golden in Golden.List("training/optimizers", "construction"))
        {
            if (Golden.Get(golden, "string") is JsonElement text)
            {
                string? resolved = Golden.Get(golden, "resolves_to")?.GetString();
                if (resolved is not null && Ours.Contains(resolved)) Assert.Equal(resolved, ((Optimizer)text.GetString()!).GetType().Name);
                else Assert.Throws<ArgumentException>(() => (Optimizer)text.GetString()!);
                continue;
            }

            string className = golden.GetProperty("class_name").GetString()!;
            string json = $"{{\"class_name\":\"{className}\",\"config\":{golden.GetProperty("arguments").GetRawText()}}}";
            Assert.Throws<FormatException>(() => OptimizerWords.Table.Read(JsonDocument.Parse(json).RootElement, "test"));
        }
    }

    private static double[] Values(Variable variable)
    {
        double[] values = new double[variable.Count];
        variable.CopyTo(values.AsSpan());
        return values;
    }

    private static bool Covered(JsonElement golden)
    {
        JsonElement config = golden.GetProperty("optimizer").GetProperty("config");
        return Ours.Contains(golden.GetProperty("optimizer").GetProperty("class_name").GetString())
            && config.GetProperty("learning_rate").ValueKind == JsonValueKind.Number
            && !config.GetProperty("use_ema").GetBoolean()
            && config.GetProperty("gradient_accumulation_steps").ValueKind == JsonValueKind.Null
            && config.GetProperty("loss_scale_factor").ValueKind == JsonValueKind.Null
            && !golden.TryGetProperty("constraint", out _);
    }
}
