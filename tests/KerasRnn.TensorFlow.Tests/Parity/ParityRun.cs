using KerasRnn.Engines;
using KerasRnn.Graph;

namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>What one engine makes of a model: outputs, gradients of the objective, weights after 5 and after 100 steps.</summary>
internal sealed record ParityRun(double[][] Outputs, double[][] Gradients, double[][] Early, double[][] Late)
{
    public const int EarlySteps = 5, LateSteps = 100;

    /// <param name="engine">What computes.</param>
    /// <param name="spec">The model.</param>
    /// <param name="nudge">Moves weights, before training alone or before every step; null moves none.</param>
    /// <param name="trainsLong">False: 5 steps are enough.</param>
    public static ParityRun On(IEngine engine, ModelSpec spec, Nudge? nudge = null, bool trainsLong = true)
    {
        using Sequential model = spec.Build();
        model.Engine = engine;
        (Data x, Data y, Data? weights) = spec.Rows(spec.Batch, model.OutputShapes[0]);
        double[][] outputs = [[.. model.Predict(x).Select(v => (double)v)]];
        nudge?.Move(model);
        double[][] gradients = nudge is null ? GradientsOf(engine, model, spec, x, y, weights) : [];
        for (int step = 0; step < EarlySteps; step++) Train();
        double[][] early = Weights(model);
        for (int step = EarlySteps; trainsLong && step < LateSteps; step++) Train();
        return new ParityRun(outputs, gradients, early, Weights(model));

        void Train()
        {
            if (nudge is { EveryStep: true }) nudge.Move(model);
            model.TrainOnBatch(x, y, weights);
        }
    }

    private static double[][] Weights(Model model) => [.. model.Weights.Select(Value)];

    internal static double[] Value(Variable variable)
    {
        double[] value = new double[variable.Count];
        variable.CopyTo(value);
        return value;
    }

    // The objective as training sees it, with masks that are the same everywhere, and its gradients.
    private static double[][] GradientsOf(IEngine engine, Sequential model, ModelSpec spec, Data x, Data y, Data? weights)
    {
        using IEngineState state = engine.Open();
        state.Add(model.Weights);
        Trace trace = new();
        List<float[]> feeds = [];
        KerasTensor input = Feed(x), target = Feed(y);
        KerasTensor? weight = weights is null ? null : Feed(weights);
        CallContext context = new(trace, training: true);
        MaskedTensors outputs = model.CallAll(new MaskedTensors([input]), context);
        IReadOnlyList<OutputPlan> plans = model.Compiled!.Resolve([target.Shape], [outputs[0].Shape]);
        state.Add([.. model.Compiled.MetricVariables]);
        KerasTensor loss = StepTrace.Objective(model, context, plans, outputs, [target], [weight], []);
        KerasTensor[] wanted = [loss, .. trace.Gradients(loss, [.. model.Compiled.Trainable.Select(trace.Initial)]).OfType<KerasTensor>()];
        using IProgram program = state.Compile(new GraphProgram(trace, wanted));
        program.Prepare(spec.Batch);
        CounterRandom random = new((ulong)spec.Seed, 13);
        for (int i = 0; i < trace.Inputs.Count; i++)
        {
            Span<float> feed = program.Feed(i);
            if (i < feeds.Count) feeds[i].CopyTo(feed);
            else for (int k = 0; k < feed.Length; k++) feed[k] = random.NextInt(2);
        }

        program.Run();
        return [.. wanted.Select((output, i) => Side.Read(program, i, output.Shape.Count(spec.Batch)))];

        KerasTensor Feed(Data data)
        {
            feeds.Add(data.Arrays[0].All.ToArray());
            return trace.Input($"x{feeds.Count}", data.Arrays[0].ShapeWith(Shape.Batch), InputSource.Data);
        }
    }
}
