using System.Text.Json;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>A metric that is updated batch by batch, reset, and updated once more.</summary>
internal sealed class MetricStream(JsonElement json, CaseCheck check)
{
    private readonly Bound bound = Bounds.Training(check.Engine.IsDouble ? 1e-10 : 2e-6);

    public void Run()
    {
        Metric metric = Library.Metric(Json.Object(json.Text("class_name"), json.Find("arguments")));
        JsonElement[] updates = json.List("updates");
        (GoldenTensor yTrue, GoldenTensor yPred, _) = Batch(updates[0]);
        if (json.Find("error") is JsonElement error)
        {
            Refusals.Expect(check, error.ToString(), () => Update(metric, Open(metric, yTrue, yPred), updates[0]));
            return;
        }

        metric = metric.Resolve(yTrue.Batched, yPred.Batched);
        using IEngineState state = Open(metric, yTrue, yPred);
        foreach ((JsonElement update, JsonElement expected) in updates.Zip(json.List("result_after_each_update")))
        {
            Result("result", expected, Update(metric, state, update));
        }

        if (json.Find("variables") is JsonElement variables) Variables(metric, state, variables);
        metric.Reset();
        foreach (Variable variable in metric.Variables) state.Write(variable, variable.GetValue());
        TraceRun empty = new(state, 1);
        KerasTensor result = metric.Result(new CallContext(empty.Trace));
        empty.Run(result);
        Result("result after reset", json.GetProperty("result_after_reset"), (empty.ShapeOf(result), empty[result]));
        Result("result after reset and the last update", json.GetProperty("result_after_reset_and_last_update"), Update(metric, state, updates[^1]));
    }

    private static (GoldenTensor YTrue, GoldenTensor YPred, GoldenTensor? Weight) Batch(JsonElement update) => (
        GoldenTensor.Parse(update.GetProperty("y_true")),
        GoldenTensor.Parse(update.GetProperty("y_pred")),
        GoldenTensor.TryParse(update.Find("sample_weight")));

    private static (int[] Shape, double[] Values) Update(Metric metric, IEngineState state, JsonElement update)
    {
        (GoldenTensor yTrue, GoldenTensor yPred, GoldenTensor? weight) = Batch(update);
        TraceRun run = new(state, yPred.Shape[0]);
        CallContext context = new CallContext(run.Trace).With([update.Find("mask") is JsonElement mask ? run.Feed(GoldenTensor.Parse(mask)) : null]);
        metric.Update(context, run.Feed(yTrue), run.Feed(yPred), weight is null ? null : run.Feed(weight));
        KerasTensor result = metric.Result(context);
        run.Run(result);
        return (run.ShapeOf(result), run[result]);
    }

    private IEngineState Open(Metric metric, GoldenTensor yTrue, GoldenTensor yPred)
    {
        metric.Build(yTrue.Batched, yPred.Batched);
        IEngineState state = check.Engine.Make().Open();
        state.Add(metric.Variables);
        return state;
    }

    private void Result(string what, JsonElement expected, (int[] Shape, double[] Values) found)
    {
        if (expected.ValueKind == JsonValueKind.Object) check.Near(what, GoldenTensor.Parse(expected), found.Shape, found.Values, bound);
        else check.Near(what, [expected.Number()], found.Values, bound);
    }

    private void Variables(Metric metric, IEngineState state, JsonElement expected)
    {
        Dictionary<string, GoldenTensor> all = expected.EnumerateObject().ToDictionary(p => p.Name, p => GoldenTensor.Parse(p.Value));
        check.SameList("variables", [.. all.Keys], [.. metric.Variables.Select(variable => variable.Name)]);
        foreach (Variable variable in metric.Variables.Where(variable => all.ContainsKey(variable.Name)))
        {
            double[] value = new double[variable.Count];
            state.Read(variable, value);
            check.Near($"variable {variable.Name}", all[variable.Name], variable.Shape.Dimensions.ToArray(), value, bound);
        }
    }
}
