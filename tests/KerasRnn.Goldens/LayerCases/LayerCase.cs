using System.Text.Json;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>A layer or small model and its calls.</summary>
internal sealed class LayerCase(JsonElement json, CaseCheck check, bool byElement)
{
    private readonly bool isTraining = json.Flag("training");
    private readonly bool isStateful = Nets.IsStateful(json);
    private readonly LayerCall[] calls = [.. json.List("calls").Select(call => new LayerCall(call))];

    public void Run()
    {
        if (json.Find("error") is JsonElement error) Refuse(error.Text("message"));
        else RunAll();
    }

    private void RunAll()
    {
        Layer net = Build();
        SetWeights(net);
        using LayerRun run = new(net, check.Engine, isStateful);
        foreach ((int i, LayerCall call) in calls.Index())
        {
            double[][] before = [.. net.Weights.Select(run.Read)];
            if (call.ResetsState) net.ResetState();
            CallResult result = run.Run(call, isTraining);
            Compare(calls.Length == 1 ? "" : $"call {i}: ", call.Json, net, run, result, before);
        }
    }

    // Only the last of several calls is refused; of one call also its layer's construction and building may be.
    private void Refuse(string kerasMessage)
    {
        if (calls.Length == 1)
        {
            Refusals.Expect(check, kerasMessage, () =>
            {
                using LayerRun only = new(Build(), check.Engine, isStateful);
                only.Run(calls[0], isTraining);
            });
            return;
        }

        using LayerRun run = new(Build(), check.Engine, isStateful);
        foreach (LayerCall call in calls[..^1]) run.Run(call, isTraining);
        Refusals.Expect(check, kerasMessage, () => run.Run(calls[^1], isTraining));
    }

    private Layer Build()
    {
        Shape[] shapes = InputShapes();
        Layer net = Nets.Read(json, shapes);
        net.EnsureBuilt(shapes);
        if (net is not Model) net.SetPaths("");
        return net;
    }

    private Shape[] InputShapes() => [.. calls[0].Inputs.Concat(calls[0].InitialState).Select(x => isStateful ? new Shape(x.Shape) : x.Batched)];

    private void SetWeights(Layer net)
    {
        JsonElement[] given = json.List("weights");
        check.SameList("weights", [.. given.Select(weight => weight.Text("name"))], [.. net.Weights.Select(weight => Name(weight, net))]);
        foreach ((Variable weight, JsonElement values) in net.Weights.Zip(given)) weight.SetValue(GoldenTensor.Parse(values).Floats);
    }

    // A path without the layer's or model's own name in front.
    public static string Name(Variable weight, Layer net) =>
        weight.Path.StartsWith(net.Name + "/", StringComparison.Ordinal) ? weight.Path[(net.Name.Length + 1)..] : weight.Path;

    private void Compare(string at, JsonElement expected, Layer net, LayerRun run, CallResult found, double[][] before)
    {
        GoldenTensor[] outputs = [.. GoldenTensor.List(expected, "outputs").Select(o => o!)];
        check.Same($"{at}outputs", outputs.Length, found.Outputs.Count);
        foreach ((int i, (GoldenTensor output, (int[] shape, double[] values))) in outputs.Zip(found.Outputs).Index())
        {
            check.Near($"{at}output {i}", output, shape, values, BoundOf(output));
        }

        GoldenTensor?[] masks = expected.Find("output_mask") is JsonElement one ? [GoldenTensor.Parse(one)] : [.. GoldenTensor.List(expected, "output_masks")];
        foreach ((int i, double[]? mask) in found.Masks.Index()) Mask($"{at}mask of output {i}", masks.ElementAtOrDefault(i), mask);
        if (expected.Find("cotangents") is not null) Gradients(at, expected, net, found.Gradients);
        Losses(at, expected, net, found);
        foreach ((int i, (GoldenTensor? tensor, CarriedState state)) in GoldenTensor.List(expected, "states_after").Zip(net.States).Index())
        {
            check.Near($"{at}state {i}", tensor!, tensor!.Shape, state.ValueFor(tensor.Shape[0]).ToArray(), BoundOf(tensor));
        }

        WeightsAfter(at, expected, net, run, before);
    }

    private void Mask(string what, GoldenTensor? expected, double[]? found)
    {
        if (expected is null || found is null) check.Same(what, expected is null ? "none" : "a mask", found is null ? "none" : "a mask");
        else check.Near(what, expected, expected.Shape, found, _ => 0);
    }

    private void Gradients(string at, JsonElement expected, Layer net, CallGradients found)
    {
        Each($"{at}gradient of input", expected, "input_gradients", found.Inputs);
        Each($"{at}gradient of state", expected, "initial_state_gradients", found.InitialStates);
        GoldenTensor?[] weights = GoldenTensor.List(expected, "weight_gradients");
        check.Same($"{at}weight gradients", weights.Length, found.Weights.Length);
        foreach ((int i, (GoldenTensor? gradient, Variable weight)) in weights.Zip(net.Weights).Index())
        {
            bool isTrainable = net.TrainableWeights.Contains(weight);
            check.Same($"{at}{weight.Name} is trainable", gradient is not null, isTrainable);
            if (gradient is not null) One($"{at}gradient of {Name(weight, net)}", gradient, found.Weights[i]);
        }
    }

    private void Each(string what, JsonElement expected, string key, double[]?[] found)
    {
        GoldenTensor?[] gradients = GoldenTensor.List(expected, key);
        check.Same($"{what}s", gradients.Length, found.Length);
        foreach ((int i, (GoldenTensor? gradient, double[]? values)) in gradients.Zip(found).Index())
        {
            if (gradient is not null) One($"{what} {i}", gradient, values);
        }
    }

    // A gradient that nothing reaches is zeros in the files and null here.
    private void One(string what, GoldenTensor gradient, double[]? found) =>
        check.Near(what, gradient, gradient.Shape, found ?? new double[gradient.Data.Length], BoundOf(gradient));

    private void Losses(string at, JsonElement expected, Layer net, CallResult found)
    {
        GoldenTensor?[] losses = GoldenTensor.List(expected, "losses");
        check.Same($"{at}losses", losses.Length, found.Losses.Count);
        foreach ((int i, (GoldenTensor? loss, double value)) in losses.Zip(found.Losses).Index())
        {
            check.Near($"{at}loss {i}", loss!, [], [value], BoundOf(loss!));
        }

        if (expected.Find("loss_gradients") is JsonElement gradients) Gradients($"{at}loss: ", gradients, net, found.LossGradients);
    }

    private void WeightsAfter(string at, JsonElement expected, Layer net, LayerRun run, double[][] before)
    {
        Dictionary<string, GoldenTensor> after = expected.List("weights_after").ToDictionary(w => w.Text("name"), GoldenTensor.Parse);
        foreach ((int i, Variable weight) in net.Weights.Index())
        {
            if (after.TryGetValue(Name(weight, net), out GoldenTensor? changed))
            {
                check.Near($"{at}{weight.Name} after the call", changed, weight.Shape.Dimensions.ToArray(), run.Read(weight), BoundOf(changed));
            }
            else
            {
                check.SameList($"{at}{weight.Name} after the call", before[i], run.Read(weight));
            }
        }
    }

    private Bound BoundOf(GoldenTensor tensor) => byElement && !check.Engine.IsDouble ? Bounds.Element : Bounds.Layer(tensor, check.Engine.IsDouble);
}
