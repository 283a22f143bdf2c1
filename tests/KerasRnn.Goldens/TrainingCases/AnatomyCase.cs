using System.Text.Json;
using System.Text.Json.Nodes;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>
/// The gradient along time: the sequence is read in two calls, up to step t and from there on, so that the gradient of what stands between
/// them is dL/dh_t with all later use.
/// </summary>
internal sealed class AnatomyCase(JsonElement json, CaseCheck check)
{
    private readonly GoldenTensor x = GoldenTensor.Parse(json.GetProperty("x"));

    public void Run()
    {
        Layer layer = Build();
        using IEngineState state = check.Engine.Make().Open();
        state.Add(layer.Weights);
        int steps = json.GetProperty("steps").GetInt32(), units = layer.Weights[1].Shape[0];
        TraceRun run = new(state, x.Shape[0]);
        CallContext context = new(run.Trace);
        KerasTensor input = run.Feed(x), y = run.Feed(GoldenTensor.Parse(json.GetProperty("y")));
        KerasTensor kernel = Head("kernel"), bias = Head("bias");

        int states = layer.CallAll(new MaskedTensors([input]), context).Count - 1;
        KerasTensor[] zeros = [.. Enumerable.Range(0, states).Select(_ => run.Feed(new Shape(Shape.Batch, units), new float[x.Shape[0] * units]))];
        MaskedTensors whole = layer.CallAll(new MaskedTensors([input, .. zeros]), context);
        KerasTensor loss = Loss(whole[0]);
        KerasTensor[] weights = [.. layer.Weights.Select(run.Trace.Read)];
        KerasTensor[] slopes = [.. run.Trace.Gradients(loss, [.. zeros, input, .. weights]).Select(g => g!)];
        KerasTensor[][] along = [.. Enumerable.Range(0, steps).Select(Between)];
        run.Run([loss, whole[0], .. slopes, .. along.SelectMany(g => g)]);

        check.Near("loss", json.GetProperty("loss").Number(), run[loss][0], Relative(run[loss]));
        Near("last state", GoldenTensor.Parse(json.GetProperty("last_state")), run[whole[0]]);
        foreach ((int i, string name) in new[] { "h", "c" }[..states].Index())
        {
            Norms($"norm_dL_d{name}_before_first_step", [json.GetProperty($"norm_dL_d{name}_before_first_step").Number()], [Norm(run[slopes[i]])]);
            Norms($"norm_dL_d{name}", json.Numbers($"norm_dL_d{name}"), [.. along.Select(g => Norm(run[g[i]]))]);
        }

        Norms("norm_dL_dx", json.Numbers("norm_dL_dx"), [.. Enumerable.Range(0, steps).Select(t => Norm(Step(run[slopes[states]], t)))]);
        foreach ((JsonElement gradient, KerasTensor slope) in json.List("dL_dweights").Zip(slopes[(states + 1)..]))
        {
            Near($"gradient of {gradient.Text("name")}", GoldenTensor.Parse(gradient), run[slope]);
        }

        KerasTensor Head(string name) => run.Trace.Constant(GoldenTensor.Parse(json.GetProperty("head").GetProperty(name)).Data, new Shape(GoldenTensor.Parse(json.GetProperty("head").GetProperty(name)).Shape));

        KerasTensor Loss(KerasTensor h) => Ops.Mean(Ops.Square(Ops.MatMul(h, kernel) + bias - y));

        KerasTensor[] Between(int t)
        {
            KerasTensor[] between = [.. layer.CallAll(new MaskedTensors([Ops.Slice(input, 1, 0, t + 1), .. zeros]), context).Skip(1)];
            KerasTensor last = t + 1 == steps ? between[0] : layer.CallAll(new MaskedTensors([Ops.Slice(input, 1, t + 1, steps - t - 1), .. between]), context)[0];
            return [.. run.Trace.Gradients(Loss(last), between).Select(g => g ?? between[0] * 0)];
        }
    }

    // The layer of a cell has the cell's options.
    private Layer Build()
    {
        JsonElement cell = json.GetProperty("cell");
        JsonObject config = JsonNode.Parse(cell.GetProperty("config").GetRawText())!.AsObject();
        config.Remove("dtype");
        config.Remove("name");
        config["return_state"] = true;
        Layer layer = Library.Layer(Json.Object(cell.Text("class_name").Replace("Cell", "", StringComparison.Ordinal), Json.Parse(config.ToJsonString())));
        layer.EnsureBuilt([x.Batched]);
        check.SameList("weights", [.. json.List("weights").Select(w => w.Text("name"))], [.. layer.Weights.Select(w => w.Name)]);
        foreach ((Variable weight, JsonElement value) in layer.Weights.Zip(json.List("weights"))) weight.SetValue(GoldenTensor.Parse(value).Floats);
        return layer;
    }

    private double[] Step(double[] all, int t)
    {
        int steps = x.Shape[1], width = x.Shape[2];
        return [.. all.Where((_, i) => i / width % steps == t)];
    }

    private void Near(string what, GoldenTensor expected, double[] found) => check.Near(what, expected, expected.Shape, found, Relative(expected.Data));

    private void Norms(string what, double[] expected, double[] found) =>
        check.Near(what, expected, found, check.Engine.IsDouble ? Bounds.Training(1e-10) : norm => 1e-5 * norm);

    private Bound Relative(double[] tensor) => check.Engine.IsDouble ? Bounds.Training(1e-10) : _ => 1e-5 * tensor.Max(Math.Abs);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));
}
