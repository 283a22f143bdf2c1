using System.Text.Json;
using KerasRnn.Graph;

namespace KerasRnn.Tests.Activations;

public sealed class ActivationTests
{
    private static readonly string[] Names =
        ["linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "swish", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softmax"];

    [Fact]
    public void Values_and_derivatives_are_those_of_Keras_with_all_corners()
    {
        HashSet<string> compared = [];
        foreach (JsonElement golden in Golden.List("layers/activations", "cases"))
        {
            JsonElement? layer = Golden.Get(golden, "layer");
            if (layer is null || golden.TryGetProperty("error", out _) || Function(layer.Value) is not ActivationFunction function) continue;
            string name = golden.GetProperty("name").GetString()!;
            foreach (JsonElement call in golden.GetProperty("calls").EnumerateArray())
            {
                if (call.GetProperty("mask").ValueKind != JsonValueKind.Null) continue;
                JsonElement input = call.GetProperty("inputs")[0], output = call.GetProperty("outputs")[0];
                Trace trace = new();
                KerasTensor x = trace.Input("x", Golden.Batched(input), InputSource.Data), c = trace.Input("c", Golden.Batched(output), InputSource.Data);
                KerasTensor y = function.Call(x);
                KerasTensor gradient = trace.Gradients(Ops.Sum(y * c), [x])[0]!;
                double[] cotangent = Golden.Get(call, "cotangents") is JsonElement given ? Golden.Data(given[0]) : new double[Golden.Data(input).Length];
                double[][] results = Golden.Run(trace, [y, gradient], Golden.Fixed(input)[0], Golden.Data(input), cotangent);
                Golden.Close(Golden.Data(output), results[0], 1e-9, name);

                // Extreme inputs come without gradients.
                if (Golden.Get(call, "input_gradients") is not null) Golden.Close(Golden.Data(call.GetProperty("input_gradients")[0]), results[1], 1e-9, name + " gradient");
            }

            compared.Add(function.Name);
        }

        Assert.Empty(Names.Except(["swish"]).Except(compared));
    }

    [Fact]
    public void The_approximate_gelu_is_the_tanh_form()
    {
        Trace trace = new();
        KerasTensor x = trace.Input("x", new Shape(Shape.Batch), InputSource.Data);
        double expected = 0.5 * 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (2 + (0.044715 * 8))));
        Golden.Close([expected], Golden.Run(trace, [KerasRnn.Activations.Gelu(approximate: true).Call(x)], 1, [2])[0], 1e-12, "gelu");
    }

    [Fact]
    public void Functions_whose_derivative_follows_from_the_value_run_inside_whole_recurrences() => Assert.Equal(
        ["hard_sigmoid", "linear", "relu", "sigmoid", "tanh"],
        Names.Where(name => ((ActivationFunction)name).Recurrent is not null).Order(StringComparer.Ordinal));

    [Fact]
    public void A_bent_relu_is_no_recurrent_activation() => Assert.Null(KerasRnn.Activations.Relu(maxValue: 1).Recurrent);

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest() => Assert.Equal(
        "There is no activation \"rleu\". Did you mean \"relu\"? Known: elu, gelu, hard_sigmoid, leaky_relu, linear, relu, selu, sigmoid, silu, softmax, softplus, swish, tanh.",
        Assert.Throws<ArgumentException>(() => (ActivationFunction)"rleu").Message);

    // The layers ReLU, LeakyReLU and ELU are the functions with options.
    private static ActivationFunction? Function(JsonElement layer)
    {
        JsonElement config = layer.GetProperty("config");
        double? Option(string key) => Golden.Get(config, key)?.GetDouble();
        return layer.GetProperty("class_name").GetString() switch
        {
            "Activation" when Names.Contains(config.GetProperty("activation").GetString()) => config.GetProperty("activation").GetString()!,
            "ReLU" => KerasRnn.Activations.Relu(Option("negative_slope") ?? 0, Option("max_value"), Option("threshold") ?? 0),
            "LeakyReLU" => KerasRnn.Activations.LeakyRelu(Option("negative_slope") ?? 0.3),
            "ELU" => KerasRnn.Activations.Elu(Option("alpha") ?? 1),
            _ => null,
        };
    }
}
