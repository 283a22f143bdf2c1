using System.Text.Json;
using System.Text.Json.Nodes;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>A loss and its gradient with respect to the prediction.</summary>
internal static class LossCase
{
    public static void Run(JsonElement json, IReadOnlyDictionary<string, GoldenTensor> inputs, CaseCheck check)
    {
        bool isFunction = json.Text("api") == "function";
        Loss loss = isFunction ? Function(json) : Library.Loss(Json.Object(json.Text("class_name"), json.Find("arguments")));
        GoldenTensor yTrue = inputs[json.Text("y_true")], yPred = inputs[json.Text("y_pred")];
        GoldenTensor? mask = json.Find("mask") is JsonElement m ? inputs[m.GetString()!] : null;
        GoldenTensor? weight = json.Find("sample_weight") is JsonElement id ? inputs[id.GetString()!] : null;

        // Keras lets weights (B,) run along time where B happens to equal T; here they are an error for every B.
        bool isAccident = weight is { Shape.Length: 1 } && yPred.Shape.Length > 2 && yPred.Shape[1] == yPred.Shape[0];
        if (json.Find("error") is JsonElement error) Refusals.Expect(check, error.ToString(), Compute);
        else if (isAccident) throw new SkipException("an accident of Keras: weights (B,) run along time where B equals T");
        else Compute();

        void Compute()
        {
            using IEngineState state = check.Engine.Make().Open();
            TraceRun run = new(state, yPred.Shape[0]);
            KerasTensor y = run.Feed(yTrue), p = run.Feed(yPred);

            // Keras' functions are Call; most of them align ranks first, which is Compute's here.
            KerasTensor value = isFunction && json.Find("error") is not null ? loss.Call(y, p) : loss.Compute(y, p, weight is null ? null : run.Feed(weight), mask is null ? null : run.Feed(mask));
            KerasTensor? gradient = run.Trace.Gradients(value.Rank == 0 ? value : Ops.Sum(value), [p])[0];
            run.Run(value, gradient);
            if (json.Find("error") is not null) return;
            Compare(json, check, run.ShapeOf(value), run[value], gradient is null ? new double[yPred.Data.Length] : run[gradient]);
        }
    }

    /// <summary>Value and gradient of a case; a float32 engine is held against Keras' float32 numbers where they are no rounding of the others.</summary>
    public static void Compare(JsonElement json, CaseCheck check, int[] shape, double[] value, double[] gradient)
    {
        GoldenTensor expected = Pick("value"), slope = Pick("gradient");
        check.Near("value", expected, shape, value, Bounds.Training(check.Engine.IsDouble ? 1e-10 : 1e-6));
        check.Near("gradient", slope, slope.Shape, gradient, Bounds.Training(check.Engine.IsDouble ? 1e-10 : 1e-5));

        GoldenTensor Pick(string key) =>
            (check.Engine.IsDouble ? null : GoldenTensor.TryParse(json.Find($"float32_{key}"))) ?? GoldenTensor.Parse(json.GetProperty(key));
    }

    // A function is the loss of its name without reduction; its arguments are those of the object.
    private static Loss Function(JsonElement json)
    {
        string className = Library.Loss(Library.Word(json.Text("function"))).GetType().Name;
        JsonObject arguments = JsonNode.Parse(json.GetProperty("arguments").GetRawText())!.AsObject();
        arguments["reduction"] = "none";
        return Library.Loss(Json.Object(className, Json.Parse(arguments.ToJsonString())));
    }
}
