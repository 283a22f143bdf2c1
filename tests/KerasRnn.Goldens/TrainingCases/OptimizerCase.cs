using System.Text.Json;
using KerasRnn.Engines;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>Steps of an optimizer with given gradients: the weights after every step, and the slots at the end.</summary>
internal sealed class OptimizerCase(JsonElement root, JsonElement json, CaseCheck check)
{
    private readonly JsonElement[] slots = json.List("optimizer_variables_in_save_order");

    public void Run()
    {
        Optimizer optimizer = Library.Optimizer(json.GetProperty("optimizer"));
        if (json.Find("constraint") is not null) throw new SkipException("there is no constraint \"MaxNorm\"");
        Variable[] weights = [.. root.List("start").Select(Weight)];
        Exclude(optimizer, weights);

        // In double Keras used the learning rate as it was given; its configuration shows it rounded.
        if (check.Engine.IsDouble && Numbers(slots[1]) is [double rate]) optimizer.LearningRate = rate;
        using IEngineState state = check.Engine.Make().Open();
        state.Add(weights);
        bool isFirst = true;
        double[][] expected = [.. json.GetProperty("float64").List("variables_after_each_step").Select(row => row.EnumerateArray().Select(Json.Number).ToArray())];
        foreach ((int i, JsonElement gradients) in root.List("gradients").Index())
        {
            Step(optimizer, weights, state, gradients, i + 1, ref isFirst);
            double[] found = [.. weights.SelectMany(weight => Read(state, weight))];
            check.Near($"weights after step {i + 1}", expected[i], found, Bounds.Training(check.Engine.IsDouble ? 1e-10 : 2e-6));
        }

        Slots(optimizer, state);
    }

    private static Variable Weight(JsonElement start)
    {
        GoldenTensor value = GoldenTensor.Parse(start);
        return new Variable(start.Text("id"), new Shape(value.Shape), value.Floats, trainable: true) { Path = start.Text("path") };
    }

    private static double[] Numbers(JsonElement slot) => GoldenTensor.Parse(slot.GetProperty("float64")).Data;

    private static double[] Read(IEngineState state, Variable variable)
    {
        double[] value = new double[variable.Count];
        state.Read(variable, value);
        return value;
    }

    private void Exclude(Optimizer optimizer, Variable[] weights)
    {
        if (json.Find("exclude") is not JsonElement exclude) return;
        string[] names = exclude.Texts("var_names"), list = exclude.Texts("var_list");
        if (names.Length > 0) optimizer.ExcludeFromWeightDecay(names);
        if (list.Length > 0) optimizer.ExcludeFromWeightDecay([.. weights.Where(weight => list.Contains(weight.Name))]);
    }

    private void Step(Optimizer optimizer, Variable[] weights, IEngineState state, JsonElement gradients, int number, ref bool isFirst)
    {
        TraceRun run = new(state, 1);
        OptimizerStep step = new(run.Trace, run.Scalar(optimizer.LearningRate), run.Scalar(number), optimizer.Slot);
        string? missing = json.Find("missing")?.GetString();
        optimizer.Apply(step, [.. weights.Select(weight => (
            weight,
            weight.Name == missing ? null : run.Feed(weight.Shape, [.. gradients.Numbers(weight.Name).Select(g => (float)g)])))]);
        if (isFirst) state.Add(optimizer.Slots);
        isFirst = false;
        run.Run();
    }

    private void Slots(Optimizer optimizer, IEngineState state)
    {
        check.Same("iterations", json.GetProperty("iterations").GetInt32(), (int)Numbers(slots[0])[0]);
        check.SameList(
            "slots", [.. slots[2..].Select(slot => slot.Text("name"))], [.. optimizer.Slots.Select(slot => slot.Path)]);
        foreach ((JsonElement slot, Variable variable) in slots[2..].Zip(optimizer.Slots))
        {
            GoldenTensor expected = GoldenTensor.Parse(slot.GetProperty("float64"));
            check.Near(
                $"slot {variable.Path}", expected, variable.Shape.Dimensions.ToArray(), Read(state, variable),
                check.Engine.IsDouble ? Bounds.Training(1e-10) : Bounds.Largest(2e-6, expected.Data));
        }
    }
}
