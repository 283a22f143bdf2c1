using System.Text.Json;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Regularizers;

public sealed class RegularizerTests
{
    [Fact]
    public void Values_and_gradients_are_those_of_Keras()
    {
        int compared = 0;
        foreach (JsonElement golden in Golden.List("layers/regularizers_constraints", "cases").Where(c => c.TryGetProperty("regularizer", out JsonElement r) && c.TryGetProperty("weight", out _)))
        {
            string name = golden.GetProperty("name").GetString()!;
            if (name.Contains("orthogonal", StringComparison.Ordinal) || golden.TryGetProperty("error", out _)) continue;
            Regularizer regularizer = RegularizerWords.Table.Read(golden.GetProperty("regularizer"), "test");
            JsonElement weight = golden.GetProperty("weight");
            Trace trace = new();
            KerasTensor w = trace.Input("w", Golden.Fixed(weight), InputSource.Data);
            KerasTensor value = regularizer.Call(w);
            KerasTensor gradient = trace.Gradients(value, [w])[0] ?? Ops.ZerosLike(w);
            double[][] results = Golden.Run(trace, [value, gradient], 1, Golden.Data(weight));
            Golden.Close(Golden.Data(golden.GetProperty("value")), results[0], 1e-9, name);
            Golden.Close(Golden.Data(golden.GetProperty("gradient")), results[1], 1e-9, name);
            compared++;
        }

        Assert.True(compared >= 25, $"only {compared} cases compared");
    }

    [Fact]
    public void The_name_of_Keras_documentation_is_refused_as_Keras_refuses_it() => Assert.Equal(
        "There is no regularizer \"l1_l2\". Did you mean \"l1l2\"? Known: L1, L1L2, L2, l1, l1l2, l2.",
        Assert.Throws<ArgumentException>(() => (Regularizer)"l1_l2").Message);

    [Fact]
    public void Factors_are_at_least_zero() => Assert.Equal(
        "L2 expects factors of at least 0; got -0.5. Keras' default is 0.01.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new L2(-0.5)).Message);
}
