using System.Text.Json;
using KerasRnn.Goldens.TrainingCases;

namespace KerasRnn.Goldens;

/// <summary>The library's own reader of Keras' JSON: the one door through which the goldens get words.</summary>
internal static class Library
{
    public static Layer Layer(JsonElement json) => KerasJson.ReadLayer(json.GetRawText());

    public static Model Model(string json) => KerasRnn.Model.FromJson(json);

    public static Initializer Initializer(JsonElement json) => KerasJson.ReadInitializer(json.GetRawText());

    public static Regularizer Regularizer(JsonElement json) => KerasJson.ReadRegularizer(json.GetRawText());

    public static Loss Loss(JsonElement json) => KerasJson.ReadLoss(json.GetRawText());

    public static Metric Metric(JsonElement json) => KerasJson.ReadMetric(json.GetRawText());

    public static Optimizer Optimizer(JsonElement json) => KerasJson.ReadOptimizer(json.GetRawText());

    /// <summary>A word by its string.</summary>
    public static JsonElement Word(string name) => JsonSerializer.SerializeToElement(name);

    /// <summary>Makes the weights of a layer that stands alone, with their first values.</summary>
    public static void Build(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (layer is Model model)
        {
            model.BuildModel(inputs);
            return;
        }

        layer.EnsureBuilt(inputs);
        layer.SetPaths("");
        layer.InitializeWeights(seed: 0, layer.Weights.Index().ToDictionary(w => w.Item, w => w.Index));
    }

    /// <summary>Predicts batch by batch in the engine's own precision, as Predict does in float32.</summary>
    public static IReadOnlyList<(int[] Shape, double[] Values)> Predict(Model model, IReadOnlyList<GoldenTensor> x, int batchSize)
    {
        Data data = RunData.Of(x);
        ArraySource source = new(model, data, null, [], batchSize, shuffle: false);
        using (model.Session.Enter())
        {
            ModelStep step = model.Session.Get(StepKind.Predict, source.Shapes);
            IReadOnlyList<KerasTensor> outputs = step.Trace.Outputs;
            List<double>[] values = [.. outputs.Select(_ => new List<double>())];
            source.Begin(0);
            while (source.Next())
            {
                step.Prepare(source.BatchSize);
                source.Fill(step);
                step.Run();
                for (int i = 0; i < values.Length; i++)
                {
                    double[] part = new double[outputs[i].Shape.Count(source.BatchSize)];
                    step.Output(i, part);
                    values[i].AddRange(part);
                }
            }

            return [.. outputs.Select((o, i) => ((int[])[data.RowCount, .. o.Shape.Dimensions[1..]], values[i].ToArray()))];
        }
    }
}
