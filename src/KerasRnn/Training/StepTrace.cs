using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// One program of a model as a graph: forward, losses, regularisation, trackers and metrics with their results, gradients, update, in
/// Keras' order. Results are outputs of the step, so that progress costs no second run.
/// </summary>
[StackTraceHidden]
internal sealed class StepTrace
{
    private StepTrace(Trace trace, IReadOnlyList<KerasTensor> outputs, StepShapes shapes, IReadOnlyList<string> names, bool trains)
    {
        GraphProgram program = new(trace, outputs);
        Program = program;
        Outputs = outputs;
        Shapes = shapes;
        Names = names;
        Trains = trains;
        Scalars = Weights + shapes.Weights.Count(w => w is not null);
        Random = [.. program.Inputs.Select((input, i) => (i, ((InputOp)input.Node!.Op).Draw)).Where(p => p.Draw is not null).Select(p => (p.i, p.Draw!))];
    }

    public GraphProgram Program { get; }

    /// <summary>What is read after a run: the model's outputs, or the results of a training or test step.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    public StepShapes Shapes { get; }

    /// <summary>What the scalar outputs of a training or test step are called, "loss" first, in the order of <c>evaluate</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the inputs end with learning rate and iteration.</summary>
    public bool Trains { get; }

    /// <summary>The inputs that are filled with random numbers.</summary>
    public IReadOnlyList<(int Input, RandomDraw Draw)> Random { get; }

    /// <summary>The first input of targets, weights and scalars: they are made in that order behind the model's inputs.</summary>
    public int Targets => Shapes.Inputs.Count;

    public int Weights => Targets + Shapes.Targets.Count;

    public int Scalars { get; }

    public static StepTrace Write(INetwork model, StepKind kind, StepShapes shapes)
    {
        Trace trace = new();
        KerasTensor[] inputs = [.. shapes.Inputs.Select((s, i) => trace.Input(model.InputNames.ElementAtOrDefault(i) ?? $"input_{i}", s, InputSource.Data))];
        KerasTensor[] targets = [.. shapes.Targets.Select((s, i) => trace.Input($"target_{i}", s, InputSource.Data))];
        KerasTensor?[] weights = [.. shapes.Weights.Select((s, i) => s is null ? null : trace.Input($"sample_weight_{i}", s, InputSource.Data))];
        KerasTensor? learningRate = null, iteration = null;
        if (kind == StepKind.Train)
        {
            learningRate = trace.Input("learning_rate", Shape.Scalar, InputSource.Scalar);
            iteration = trace.Input("iteration", Shape.Scalar, InputSource.Scalar);
        }

        CallContext context = new(trace, kind == StepKind.Train);
        MaskedTensors outputs = model.Call(new MaskedTensors(inputs), context);
        CheckTracked(model, trace);
        if (kind == StepKind.Predict) return new StepTrace(trace, [.. outputs], shapes, [], trains: false);

        Compilation compiled = model.Compiled!;
        IReadOnlyList<OutputPlan> plans = compiled.Resolve(shapes.Targets, [.. outputs.Select(o => o.Shape)]);
        List<(string Name, KerasTensor Result)> results = [];
        KerasTensor total = Objective(model, context, plans, outputs, targets, weights, results);
        Metrics(context, plans, outputs, targets, results);
        if (kind == StepKind.Train) Update(trace, compiled, total, learningRate!, iteration!);
        return new StepTrace(trace, [.. results.Select(r => r.Result)], shapes, [.. results.Select(r => r.Name)], kind == StepKind.Train);
    }

    /// <summary>What training makes small: weighted losses, what layers added, and penalties.</summary>
    internal static KerasTensor Objective(
        INetwork model, CallContext context, IReadOnlyList<OutputPlan> plans, MaskedTensors outputs,
        KerasTensor[] targets, KerasTensor?[] weights, List<(string, KerasTensor)> results)
    {
        Trace trace = context.Trace;
        KerasTensor size = Ops.Size(outputs[0], 0);
        KerasTensor? total = null;
        List<(string, KerasTensor)> own = [];
        for (int i = 0; i < plans.Count; i++)
        {
            OutputPlan plan = plans[i];
            using IDisposable scope = trace.Scope(new Origin(plan.Name, plan.Objective.GetType().Name, "loss"));
            KerasTensor loss = Loss(model, plan, targets[i], outputs[i], weights[i], outputs.Masks[i]);
            if (plans.Count > 1) own.Add(($"{plan.Name}_loss", Track(plan.Loss, context, loss, size)));
            KerasTensor weighted = plan.Weight == 1 ? loss : loss * plan.Weight;
            total = total is null ? weighted : total + weighted;
        }

        foreach (KerasTensor added in context.Losses) total = Joined("what a layer adds to the loss", "no AddLoss", added, added.Node!.Origin);

        // As in Keras, the penalty of a frozen weight is no part of the loss.
        IReadOnlyDictionary<Variable, Regularizer> penalties = model.Regularizers;
        foreach (Variable weight in model.Compiled!.Trainable.Where(penalties.ContainsKey))
        {
            using IDisposable scope = trace.Scope(new Origin(weight.Path, penalties[weight].GetType().Name, "regularizer"));
            total = Joined($"the penalty on \"{weight.Path}\"", "no regularizers", penalties[weight].Call(context.Read(weight)), trace.Origin);
        }

        results.Add(("loss", Track(model.Compiled.Loss, context, total!, size)));
        results.AddRange(own);

        // A loss that is not reduced reports its mean and trains on its sum: the derivative of many numbers is that of their sum, in TensorFlow too.
        return total!.Rank == 0 ? total : Ops.Sum(total);

        KerasTensor Joined(string what, string remedy, KerasTensor term, Origin origin)
        {
            using IDisposable scope = trace.Scope(origin);
            Throw.IfNot(total!.Rank == 0, () =>
                $"{model.Subject}: {what} has no loss to join: with Reduction None it is not one number but {total.Shape}, which Keras refuses too. Use another reduction, or {remedy}.");
            return total + term;
        }
    }

    // Weights and states of a layer that no layer has made its own would be neither trained, nor reset, nor saved.
    private static void CheckTracked(INetwork model, Trace trace)
    {
        HashSet<Variable> weights = [.. model.Weights];
        Node? node = trace.Nodes.FirstOrDefault(n => n.Op is VariableOp op && !weights.Contains(op.Variable));
        CarriedState? state = trace.States.Keys.Except(model.States).FirstOrDefault();
        if (node is null && state is null) return;
        string what = node?.Op is VariableOp { Variable: Variable weight } ? $"{node.Origin} uses the weight \"{weight.Path}\", which" : $"The state \"{state!.Path}\"";
        throw Throw.Operation($"{what} is no part of {model.Subject}. Give a layer to the one that calls it with Track(layer), in its constructor.");
    }

    private static KerasTensor Loss(INetwork model, OutputPlan plan, KerasTensor target, KerasTensor output, KerasTensor? weight, KerasTensor? mask)
    {
        try
        {
            return plan.Objective.Compute(target, output, weight, mask);
        }
        catch (ArgumentException e)
        {
            throw Throw.Argument($"{model.Subject}, output \"{plan.Name}\": {e.Message}", e);
        }
    }

    private static KerasTensor Track(RunningMean tracker, CallContext context, KerasTensor value, KerasTensor size)
    {
        tracker.Add(context, value.Rank > 0 ? Ops.Mean(value) : value, size);
        return tracker.Result(context);
    }

    private static void Metrics(
        CallContext context, IReadOnlyList<OutputPlan> plans, MaskedTensors outputs, KerasTensor[] targets, List<(string Name, KerasTensor Result)> results)
    {
        List<(string Name, KerasTensor Result)> own = [];
        for (int i = 0; i < plans.Count; i++)
        {
            foreach ((string name, Metric metric) in plans[i].Metrics)
            {
                using IDisposable scope = context.Trace.Scope(new Origin(name, metric.GetType().Name, "metric"));
                metric.Update(context.With([outputs.Masks[i]]), targets[i], outputs[i], null);
                own.Add((name, metric.Result(context)));
            }
        }

        // Keras: in the order of compile for one output, sorted by name for several.
        results.AddRange(plans.Count > 1 ? own.OrderBy(r => r.Name, StringComparer.Ordinal) : own);
    }

    private static void Update(Trace trace, Compilation compiled, KerasTensor total, KerasTensor learningRate, KerasTensor iteration)
    {
        IReadOnlyList<Variable> trainable = compiled.Trainable;
        IReadOnlyList<KerasTensor?> gradients = trace.Gradients(total, [.. trainable.Select(trace.Initial)]);
        using IDisposable scope = trace.Scope(new Origin("", compiled.Optimizer.GetType().Name, "optimizer"));
        OptimizerStep step = new(trace, learningRate, iteration, compiled.Optimizer.Slot);
        compiled.Optimizer.Apply(step, [.. trainable.Zip(gradients)]);
    }
}
