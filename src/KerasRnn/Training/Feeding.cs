namespace KerasRnn;

/// <summary>Checks data against a model before a run, so that mistakes are sentences and not wrong numbers.</summary>
[StackTraceHidden]
internal static class Feeding
{
    /// <summary>The batch of a model's traces: symbolic, or the fixed size that a stateful layer needs.</summary>
    public static int BatchDimension(INetwork model) => model.InputShapes.Count > 0 && model.InputShapes[0][0] > 0 ? model.InputShapes[0][0] : Shape.Batch;

    /// <summary>Checks the number of arrays, their shapes, NaN and infinity, and labels. Builds the model if it is not built.</summary>
    public static void Check(INetwork model, Data x, Data? y, IReadOnlyList<Rows?> weights)
    {
        IReadOnlyList<Shape> expected = model.InputShapes;
        if (expected.Count > 0 && expected.Count != x.Count) throw Throw.Argument($"{model.Subject} expects {Throw.Count(expected.Count, "input")}; got {x.Count}.");
        for (int i = 0; i < x.Count; i++)
        {
            Rows rows = x.Arrays[i];
            string name = x.Count == 1 ? $"{model.Subject}" : $"{model.Subject}, input \"{model.InputNames.ElementAtOrDefault(i)}\",";
            if (expected.Count > 0) CheckShape(name, expected[i], rows);
            if (rows.Lengths.AsSpan(1).Contains(0)) throw Throw.Argument($"{name} expects rows that hold numbers; got {rows}. Leave empty sequences out.");
            rows.CheckFinite(name);
            if (rows.Count != x.RowCount) throw Throw.Argument($"{model.Subject} expects as many rows in every input; got {x}.");
        }

        if (!model.Built) model.Build([.. x.Arrays.Select(r => r.ShapeWith(Shape.Batch))]);
        if (y is null) return;
        if (y.Count != model.OutputNames.Count)
        {
            throw Throw.Argument($"{model.Subject} has {Throw.Count(model.OutputNames.Count, "output")} ({string.Join(", ", model.OutputNames)}) and expects targets for each; got {y.Count}.");
        }

        for (int i = 0; i < y.Count; i++)
        {
            string name = y.Count == 1 ? $"{model.Subject}, targets," : $"{model.Subject}, targets of \"{model.OutputNames[i]}\",";
            y.Arrays[i].CheckFinite(name);
            weights.ElementAtOrDefault(i)?.CheckFinite($"{model.Subject}, sample weights,");
        }
    }

    /// <summary>Checks that labels are what the losses of a compiled model can use.</summary>
    public static void CheckLabels(INetwork model, Data y)
    {
        IReadOnlyList<Shape> outputs = model.OutputShapes;
        IReadOnlyList<Shape> targets = [.. y.Arrays.Select(r => r.ShapeWith(Shape.Batch))];
        IReadOnlyList<OutputPlan> plans = model.Compiled!.Resolve(targets, outputs);
        for (int i = 0; i < plans.Count; i++)
        {
            if (plans[i].Objective.WhyNot(y.Arrays[i].All, outputs[i]) is string reason) throw Throw.Argument($"{model.Subject}, output \"{plans[i].Name}\": {reason}");
        }
    }

    /// <summary>Sample weights of each output; one array serves all outputs; class weights become sample weights.</summary>
    public static IReadOnlyList<Rows?> Weights(INetwork model, Data y, Data? sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        if (classWeight is not null)
        {
            if (sampleWeight is not null) throw Throw.Argument($"{model.Subject} expects sampleWeight or classWeight, not both.");
            if (y.Count != 1) throw Throw.Argument($"{model.Subject} expects classWeight only with one output; it has {y.Count}.");
            return [ClassWeights(model, y.Arrays[0], classWeight)];
        }

        if (sampleWeight is null) return [.. y.Arrays.Select(_ => (Rows?)null)];
        if (sampleWeight.Count == 1) return [.. y.Arrays.Select(_ => sampleWeight.Arrays[0])];
        return sampleWeight.Count == y.Count
            ? [.. sampleWeight.Arrays]
            : throw Throw.Argument($"{model.Subject} expects sample weights as one array or one for each output ({y.Count}); got {sampleWeight.Count}.");
    }

    // One number in a row is the class; several are scores of classes, the first of the largest is it. A class not listed weighs 1.
    private static Rows ClassWeights(INetwork model, Rows labels, IReadOnlyDictionary<int, double> weights)
    {
        if (labels.Lengths.Length > 2) throw Throw.Argument($"{model.Subject} expects classWeight only with one class in a row; got targets {labels}. Use sampleWeight.");
        float[] result = new float[labels.Count];
        for (int row = 0; row < result.Length; row++)
        {
            ReadOnlySpan<float> values = labels.Row(row);
            int label = values.Length == 1 ? (int)MathF.Round(values[0]) : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);
            result[row] = (float)weights.GetValueOrDefault(label, 1);
        }

        return new Rows(result, [labels.Count]);
    }

    private static void CheckShape(string name, Shape expected, Rows rows)
    {
        bool fits = rows.Lengths.Length == expected.Rank;
        for (int axis = 1; fits && axis < expected.Rank; axis++) fits = expected[axis] == Shape.Unknown || expected[axis] == rows.Lengths[axis];
        if (fits) return;
        string remedy = rows.Lengths.Length == expected.Rank - 1 ? " Add an axis to the data." : " Reshape the data, or give the model another Input.";
        throw Throw.Argument($"{name} expects input {expected}; got {rows} (rank {rows.Lengths.Length}).{remedy}");
    }
}
