using System.Runtime.CompilerServices;

namespace KerasRnn;

/// <summary>What <c>Compile</c> was told, resolved to one plan for each output when the shapes are known.</summary>
internal sealed class Compilation
{
    // Slots and sums live in the engine of one model: an object that serves two would be torn from one to the other.
    private static readonly ConditionalWeakTable<object, INetwork> Owners = [];
    private readonly INetwork model;
    private IReadOnlyList<OutputPlan>? plans;
    private IReadOnlyList<Variable>? trainable;

    public Compilation(INetwork model, Optimizer optimizer, OutputLosses? losses, OutputWeights? weights, OutputMetrics? metrics)
    {
        this.model = model;
        Optimizer = optimizer;
        Words = (losses, weights, metrics);
        if (model.Built && losses is not null) _ = PerOutput(model.OutputNames);
        Own(optimizer, "an optimizer", "trains", optimizer.GetType().Name);
        HashSet<Metric> once = [];
        foreach (Metric metric in metrics ?? Enumerable.Empty<Metric>())
        {
            string subject = $"{metric.GetType().Name} \"{metric.Name}\"";
            if (!once.Add(metric)) throw Throw.Argument($"{model.Subject} expects a metric object once; {subject} is given twice. Make another one.");
            Own(metric, "metrics", "reports for", subject);
        }

        BindWeights();
    }

    public Optimizer Optimizer { get; }

    public (OutputLosses? Losses, OutputWeights? Weights, OutputMetrics? Metrics) Words { get; }

    /// <summary>The weights that training changes: fixed here, so that a later change of Trainable waits for the next Compile.</summary>
    public IReadOnlyList<Variable> Trainable
    {
        get
        {
            BindWeights();
            return trainable ?? [];
        }
    }

    /// <summary>The mean of the whole loss.</summary>
    public RunningMean Loss { get; } = new("loss");

    public IReadOnlyList<OutputPlan> Plans => plans ?? [];

    /// <summary>Trackers and metrics.</summary>
    public IEnumerable<Metric> Metrics => Plans.SelectMany(p => p.Metrics.Select(m => m.Metric).Prepend(p.Loss)).Prepend(Loss);

    /// <summary>The variables of trackers and metrics.</summary>
    public IEnumerable<Variable> MetricVariables => Metrics.SelectMany(m => m.Variables);

    /// <summary>Resolves words that depend on shapes ("accuracy") at the first batch.</summary>
    public IReadOnlyList<OutputPlan> Resolve(IReadOnlyList<Shape> targets, IReadOnlyList<Shape> outputs)
    {
        if (plans is not null) return plans;
        Loss.Build(Shape.Scalar, Shape.Scalar);
        IReadOnlyList<string> names = model.OutputNames;
        (IReadOnlyList<Loss> losses, IReadOnlyList<double> weights, IReadOnlyList<IReadOnlyList<Metric>> metrics) = PerOutput(names);
        HashSet<string> taken = ["loss"];
        if (names.Count > 1) taken.UnionWith(names.Select(n => n + "_loss"));
        List<OutputPlan> resolved = [];
        for (int i = 0; i < names.Count; i++)
        {
            List<(string, Metric)> own = [];
            foreach (Metric word in metrics[i])
            {
                Metric metric = word.Resolve(targets[i], outputs[i]);
                metric.Build(targets[i], outputs[i]);
                string reported = names.Count > 1 ? $"{names[i]}_{metric.Name}" : metric.Name;
                own.Add((Naming.Unique(reported, taken), metric));
            }

            RunningMean tracker = new($"{names[i]}_loss");
            tracker.Build(Shape.Scalar, Shape.Scalar);
            resolved.Add(new OutputPlan(names[i], losses[i].Resolve(targets[i], outputs[i]), weights[i], tracker, own));
        }

        return plans = resolved;
    }

    // Once the weights are there, the optimizer has its slots: they can be read, set and saved before the first step.
    private void BindWeights()
    {
        if (trainable is not null || !model.Built) return;
        trainable = model.TrainableWeights;
        Optimizer.MakeSlots(trainable);
    }

    private (IReadOnlyList<Loss> Losses, IReadOnlyList<double> Weights, IReadOnlyList<IReadOnlyList<Metric>> Metrics) PerOutput(IReadOnlyList<string> names) =>
        (LossesOf(names), WeightsOf(names), MetricsOf(names));

    private void Own(object word, string what, string does, string subject)
    {
        INetwork owner = Owners.GetValue(word, _ => model);
        if (owner != model) throw Throw.Argument($"{model.Subject} expects {what} of its own; this {subject} already {does} {owner.Subject}. Make another one.");
    }

    private IReadOnlyList<Loss> LossesOf(IReadOnlyList<string> names)
    {
        OutputLosses words = Words.Losses ?? throw Throw.Operation($"{model.Subject} was compiled without a loss. Call Compile(optimizer, loss) before training or evaluating.");
        if (words.Single is Loss single) return [.. names.Select(_ => single)];
        return words.ByName is not null ? ByName(words.ByName, names, "loss") : InOrder(words.List!, names, "losses");
    }

    private IReadOnlyList<double> WeightsOf(IReadOnlyList<string> names)
    {
        if (Words.Weights is not OutputWeights words) return [.. names.Select(_ => 1.0)];
        return words.ByName is not null ? ByName(words.ByName, names, "loss weight") : InOrder(words.List!, names, "loss weights");
    }

    private IReadOnlyList<IReadOnlyList<Metric>> MetricsOf(IReadOnlyList<string> names)
    {
        if (Words.Metrics is not OutputMetrics words) return [.. names.Select(_ => (IReadOnlyList<Metric>)[])];
        if (words.ByName is not null)
        {
            CheckNames(words.ByName.Keys, names, "metrics");
            return [.. names.Select(n => words.ByName.GetValueOrDefault(n) ?? [])];
        }

        if (words.PerOutput is not null) return InOrder(words.PerOutput, names, "lists of metrics");
        if (names.Count == 1) return [words.Flat!];
        if (words.Flat!.Count == 0) return [.. names.Select(_ => (IReadOnlyList<Metric>)[])];

        // As in Keras, a flat list for several outputs has one metric for each.
        return [.. InOrder(words.Flat, names, "metrics").Select(m => (IReadOnlyList<Metric>)[m])];
    }

    private IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> list, IReadOnlyList<string> names, string what) => list.Count == names.Count
        ? list
        : throw Throw.Argument($"{model.Subject} has {Throw.Count(names.Count, "output")} ({string.Join(", ", names)}) and expects as many {what}; got {list.Count}.");

    private IReadOnlyList<T> ByName<T>(IReadOnlyDictionary<string, T> values, IReadOnlyList<string> names, string what)
    {
        CheckNames(values.Keys, names, what);
        return [.. names.Select(n => values.TryGetValue(n, out T? value) ? value : throw Throw.Argument($"{model.Subject} expects a {what} for each output; output \"{n}\" has none."))];
    }

    private static void CheckNames(IEnumerable<string> given, IReadOnlyList<string> names, string what)
    {
        foreach (string name in given)
        {
            if (!names.Contains(name)) throw Throw.Unknown($"output (named by a {what})", name, names);
        }
    }
}
