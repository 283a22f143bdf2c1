using System.Text.Json;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>The loss of the first batch, penalties included, and its gradients: where to look first when a training deviates.</summary>
internal static class FirstStep
{
    public static void Run(
        Model model, JsonElement expected, GoldenTensor[] x, GoldenTensor[] y, GoldenTensor? sampleWeight,
        IReadOnlyDictionary<int, double>? classWeight, int batch, CaseCheck check)
    {
        Data targets = RunData.Rows(y, 0, batch);
        IReadOnlyList<Rows?> weights = Feeding.Weights(model, targets, sampleWeight is null ? null : RunData.Rows([sampleWeight], 0, batch), classWeight);
        using IEngineState state = check.Engine.Make().Open();
        state.Add(model.Weights);
        TraceRun run = new(state, batch);
        KerasTensor[] inputs = Feed(RunData.Rows(x, 0, batch)), wanted = Feed(targets);
        KerasTensor?[] weighing = [.. weights.Select(w => w is null ? null : One(w))];
        CallContext context = new(run.Trace, training: true);
        MaskedTensors outputs = model.CallAll(new MaskedTensors(inputs), context);
        IReadOnlyList<OutputPlan> plans = model.Compiled!.Resolve([.. wanted.Select(t => t.Shape)], [.. outputs.Select(o => o.Shape)]);
        state.Add([.. model.Compiled.MetricVariables]);
        KerasTensor loss = StepTrace.Objective(model, context, plans, outputs, wanted, weighing, []);
        IReadOnlyList<Variable> trainable = model.Compiled.Trainable;
        IReadOnlyList<KerasTensor?> gradients = run.Trace.Gradients(loss, [.. trainable.Select(run.Trace.Initial)]);
        run.Run([loss, .. gradients]);

        Bound bound = Bounds.Training(check.Engine.IsDouble ? 1e-10 : 2e-6);
        check.Near("first step: loss", expected.GetProperty("loss").Number(), run[loss][0], bound);
        GoldenTensor[] slopes = [.. expected.List("gradients").Select(GoldenTensor.Parse)];
        check.Same("first step: gradients", slopes.Length, trainable.Count);
        foreach ((int i, (GoldenTensor slope, Variable weight)) in slopes.Zip(trainable).Index())
        {
            double[] found = gradients[i] is KerasTensor gradient ? run[gradient] : new double[weight.Count];
            check.Near($"first step: gradient of {weight.Path}", slope, weight.Shape.Dimensions.ToArray(), found, bound);
        }

        KerasTensor[] Feed(Data data) => [.. data.Arrays.Select(One)];

        KerasTensor One(Rows rows) => run.Feed(rows.ShapeWith(Feeding.BatchDimension(model)), rows.All.ToArray());
    }
}
