using System.Text.Json;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>A loss directly behind the layer that makes the prediction: whether the logits are recovered, as Keras does in training.</summary>
internal static class OutputLayerCase
{
    public static void Run(JsonElement json, IReadOnlyDictionary<string, GoldenTensor> inputs, JsonElement head, CaseCheck check)
    {
        Layer layer = Library.Layer(head);
        Loss loss = Library.Loss(Json.Object(json.Text("class_name"), json.Find("arguments")));
        GoldenTensor yTrue = inputs[json.Text("y_true")], logits = inputs[json.Text("logits")];
        Library.Build(layer, [logits.Batched]);

        using IEngineState state = check.Engine.Make().Open();
        state.Add(layer.Weights);
        TraceRun run = new(state, logits.Shape[0]);
        KerasTensor y = run.Feed(yTrue), x = run.Feed(logits);
        KerasTensor value = loss.Compute(y, layer.CallAll(new MaskedTensors([x]), new CallContext(run.Trace, training: true))[0]);
        KerasTensor? gradient = run.Trace.Gradients(value, [x])[0];

        // One ulp of a float32 sigmoid near 1 changes a clipped value by 1e-4, so that the probability itself is given there.
        GoldenTensor probabilities = GoldenTensor.Parse(json.GetProperty("probabilities_float32"));
        KerasTensor given = json.Flag("recovers_logits") || check.Engine.IsDouble ? value : loss.Compute(y, run.Feed(probabilities));
        run.Run(value, given, gradient);
        LossCase.Compare(json, check, run.ShapeOf(given), run[given], gradient is null ? new double[logits.Data.Length] : run[gradient]);
    }
}
