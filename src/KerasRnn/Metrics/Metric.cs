namespace KerasRnn;

/// <summary>
/// A number that is reported beside the loss, gathered batch by batch in variables. Wherever a metric is asked for, Keras' strings
/// do (<c>"mae"</c>, <c>"accuracy"</c>), and so do losses.
/// </summary>
/// <example><code>
/// public sealed class WorstError() : Metric("worst_error")
/// {
///     private Variable worst = null!;
///     protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar);
///     public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
///         context.Assign(worst, Ops.Maximum(context.Read(worst), Ops.Max(Ops.Abs(yPred - yTrue))));
///     public override KerasTensor Result(CallContext context) => context.Read(worst);
/// }
/// </code></example>
public abstract class Metric
{
    private readonly List<(Variable Variable, float Initial)> variables = [];
    private string name;

    /// <summary>Makes a metric with its default name.</summary>
    /// <param name="name">The name it reports.</param>
    protected Metric(string name) => this.name = name;

    /// <summary>The name it reports: <c>mae</c> becomes <c>mae</c> and <c>val_mae</c> in a history.</summary>
    public string Name
    {
        get => name;
        init => name = value;
    }

    /// <summary>Whether smaller or larger is better.</summary>
    public virtual MetricDirection Direction => MetricDirection.Unknown;

    /// <summary>What is gathered.</summary>
    public IReadOnlyList<Variable> Variables => [.. variables.Select(v => v.Variable)];

    /// <summary>Whether its variables exist.</summary>
    public bool IsBuilt { get; private set; }

    // The string it was made from, which Keras writes instead of the object.
    internal string? Identifier { get; private set; }

    /// <summary>The metric of a Keras string; it reports that string.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator Metric(string name) => MetricWords.Table.Get(name);

    /// <summary>The metric that averages a loss over samples, under the loss's name.</summary>
    public static implicit operator Metric(Loss loss) => new LossMetric(loss);

    /// <summary>The metric that is meant for targets and outputs of these shapes: <c>"accuracy"</c> depends on them.</summary>
    public virtual Metric Resolve(Shape yTrue, Shape yPred) => this;

    /// <summary>Makes the variables, once.</summary>
    /// <param name="yTrue">The shape of the targets.</param>
    /// <param name="yPred">The shape of the outputs.</param>
    public void Build(Shape yTrue, Shape yPred)
    {
        if (IsBuilt) return;
        OnBuild(yTrue, yPred);
        IsBuilt = true;
    }

    /// <summary>Takes a batch in, by assigning to the variables.</summary>
    /// <param name="context">Reads and assigns variables; its <see cref="CallContext.Mask"/> is that of the outputs.</param>
    /// <param name="yTrue">Targets.</param>
    /// <param name="yPred">Outputs of the model.</param>
    /// <param name="sampleWeight">Weights, or null.</param>
    public abstract void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight);

    /// <summary>The number so far, a scalar of the variables.</summary>
    public abstract KerasTensor Result(CallContext context);

    /// <summary>Sets the variables back to their first values.</summary>
    public void Reset()
    {
        foreach ((Variable variable, float initial) in variables)
        {
            float[] values = new float[variable.Count];
            Array.Fill(values, initial);
            variable.SetValue(values);
        }
    }

    // What a file says of every metric.
    internal void Set(string given) => name = given;

    internal Metric From(string identifier)
    {
        Identifier = identifier;
        name = identifier;
        return this;
    }

    /// <summary>Where a metric makes its variables with <see cref="AddVariable"/>.</summary>
    /// <param name="yTrue">The shape of the targets.</param>
    /// <param name="yPred">The shape of the outputs.</param>
    protected virtual void OnBuild(Shape yTrue, Shape yPred)
    {
    }

    /// <summary>Adds a variable that <see cref="Reset"/> sets back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape, without the batch.</param>
    /// <param name="initial">The first value of every element.</param>
    protected Variable AddVariable(string name, Shape shape, double initial = 0)
    {
        float[] values = new float[shape.Count(1)];
        Array.Fill(values, (float)initial);
        Variable variable = new(name, shape, values) { Path = $"{this.name}/{name}" };
        variables.Add((variable, (float)initial));
        return variable;
    }

    /// <summary>The call that makes it, in Keras' names; a user's own says its class.</summary>
    public override string ToString() => MetricWords.Table.Describe(this);
}
