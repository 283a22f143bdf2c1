using System.Text.Json;
using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>A penalty on one weight and its gradient.</summary>
internal static class RegularizerCase
{
    public static void Run(JsonElement json, CaseCheck check)
    {
        Regularizer regularizer = Library.Regularizer(json.GetProperty("regularizer"));
        GoldenTensor weight = GoldenTensor.Parse(json.GetProperty("weight"));
        GoldenTensor value = GoldenTensor.Parse(json.GetProperty("value")), gradient = GoldenTensor.Parse(json.GetProperty("gradient"));
        Variable variable = new("weight", new Shape(weight.Shape), weight.Floats, trainable: true);

        Trace trace = new();
        KerasTensor penalty = regularizer.Call(trace.Read(variable));
        KerasTensor? slope = trace.Gradients(penalty, [trace.Read(variable)])[0];
        using IEngineState state = check.Engine.Make().Open();
        state.Add([variable]);
        using IProgram program = state.Compile(new GraphProgram(trace, slope is null ? [penalty] : [penalty, slope]));
        program.Prepare(1);
        program.Run();
        double[] found = new double[weight.Data.Length];
        if (slope is not null) program.Read(1, found);
        check.Near("value", value, penalty.Shape.Dimensions.ToArray(), [program.ReadScalar(0)], Bounds.Layer(value, check.Engine.IsDouble));
        check.Near("gradient", gradient, weight.Shape, found, Bounds.Layer(gradient, check.Engine.IsDouble));
    }
}
