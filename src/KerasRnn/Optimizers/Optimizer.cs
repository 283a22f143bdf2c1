using System.Text.RegularExpressions;
using KerasRnn.Graph;

namespace KerasRnn;

/// <summary>
/// Turns gradients into new weights, in Keras' order: clipping, weight decay, the update. Wherever an optimizer is asked for, Keras'
/// strings do, in any case: <c>"adam"</c>, <c>"RMSprop"</c>.
/// </summary>
/// <example><code>
/// public sealed class SignMomentum(double momentum) : Optimizer(learningRate: 0.01)
/// {
///     protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
///     {
///         Variable m = step.Slot(weight, "momentum");
///         step.Assign(m, (step.Read(m) * momentum) + gradient);
///         step.Assign(weight, step.Read(weight) - (step.LearningRate * Ops.Sign(step.Read(m))));
///     }
/// }
/// </code></example>
public abstract class Optimizer
{
    private readonly Dictionary<(Variable Weight, string Name), Variable> slots = [];
    private readonly List<Variable> order = [];
    private readonly List<Func<Variable, bool>> excluded = [];
    private string name;
    private double learningRate;
    private double? weightDecay;
    private double? clipNorm;
    private double? globalClipNorm;
    private double? clipValue;
    private bool hasBegun;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not a number greater than 0.</exception>
    protected Optimizer(double learningRate)
    {
        LearningRate = learningRate;
        name = Naming.Snake(GetType().Name);
    }

    /// <summary>The name; by default the class name in snake case.</summary>
    public string Name
    {
        get => name;
        init => name = value;
    }

    /// <summary>The learning rate; a new value takes effect at the next step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number of at least 0.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = value >= 0 && float.IsFinite((float)value)
            ? value
            : throw Throw.OutOfRange($"{GetType().Name} expects a learning rate of at least 0; got {value}. Keras' defaults are 0.001 and, for SGD, 0.01.");
    }

    /// <summary>How many updates have been made; what depends on it goes on from a value that is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long Iterations
    {
        get;
        set => field = value >= 0 ? value : throw Throw.OutOfRange($"{GetType().Name} expects Iterations of at least 0; got {value}. 0 is an optimizer that has not begun.");
    }

    /// <summary>Every weight loses the share weightDecay·learningRate of itself before the update; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double? WeightDecay
    {
        get => weightDecay;
        init => weightDecay = Decay(value);
    }

    /// <summary>Shrinks the gradient of each weight to this norm if it is longer; null or 0 for none. At most one of the three clippings.</summary>
    /// <exception cref="ArgumentException">Negative, or another clipping is set.</exception>
    public double? ClipNorm
    {
        get => clipNorm;
        init => clipNorm = Clipping(value, nameof(ClipNorm));
    }

    /// <summary>Shrinks all gradients together to this norm if they are longer; null or 0 for none. At most one of the three clippings.</summary>
    /// <exception cref="ArgumentException">Negative, or another clipping is set.</exception>
    public double? GlobalClipNorm
    {
        get => globalClipNorm;
        init => globalClipNorm = Clipping(value, nameof(GlobalClipNorm));
    }

    /// <summary>Holds each element of a gradient between ±this; null or 0 for none. At most one of the three clippings.</summary>
    /// <exception cref="ArgumentException">Negative, or another clipping is set.</exception>
    public double? ClipValue
    {
        get => clipValue;
        init => clipValue = Clipping(value, nameof(ClipValue));
    }

    /// <summary>What is kept per weight, in the order Keras saves it; it is there once a model is compiled and its weights are known.</summary>
    public IReadOnlyList<Variable> Slots => order;

    /// <summary>The optimizer of a Keras string with its defaults.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static implicit operator Optimizer(string name) => OptimizerWords.Table.Get(name);

    /// <summary>Exempts weights from <see cref="WeightDecay"/>. As in Keras, this is not part of the configuration that is saved.</summary>
    /// <param name="variables">These weights.</param>
    /// <exception cref="InvalidOperationException">Training has begun.</exception>
    public void ExcludeFromWeightDecay(params IReadOnlyList<Variable> variables) => Exclude(variables.Contains);

    /// <summary>Exempts weights from <see cref="WeightDecay"/>. As in Keras, this is not part of the configuration that is saved.</summary>
    /// <param name="names">
    /// Regular expressions, searched in the weight's path, which ends in ":0" as in Keras on TensorFlow: <c>bias</c>, <c>dense_1/kernel</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">Training has begun.</exception>
    public void ExcludeFromWeightDecay(params IReadOnlyList<string> names)
    {
        Regex[] patterns = [.. names.Select(name => new Regex(name, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];
        Exclude(weight => patterns.Any(pattern => pattern.IsMatch(weight.Path + ":0")));
    }

    /// <summary>Writes one step into a trace: clipping, weight decay, update. A weight without gradient stays as it is.</summary>
    /// <param name="step">The step.</param>
    /// <param name="gradients">All trainable weights with their gradients; null where no path leads to the loss.</param>
    public void Apply(OptimizerStep step, IReadOnlyList<(Variable Weight, KerasTensor? Gradient)> gradients)
    {
        hasBegun = true;
        Write(step, gradients);
    }

    /// <summary>Makes the slots of weights, those too that only <see cref="Update"/> asks for: it writes one step into a trace that is thrown away.</summary>
    internal void MakeSlots(IReadOnlyList<Variable> weights)
    {
        Trace trace = new();
        OptimizerStep step = new(trace, trace.Input("learning_rate", Shape.Scalar, InputSource.Scalar), trace.Input("iteration", Shape.Scalar, InputSource.Scalar), Slot);
        using IDisposable scope = trace.Scope(new Origin("", GetType().Name, "optimizer"));
        Write(step, [.. weights.Select(weight => (weight, (KerasTensor?)trace.Input($"gradient of {weight.Path}", weight.Shape, InputSource.Data)))]);
    }

    private void Write(OptimizerStep step, IReadOnlyList<(Variable Weight, KerasTensor? Gradient)> gradients)
    {
        Build(step, [.. gradients.Select(g => g.Weight)]);
        (Variable Weight, KerasTensor Gradient)[] present = [.. gradients.Where(g => g.Gradient is not null).Select(g => (g.Weight, g.Gradient!))];
        present = Clip(present);

        // Keras rounds the decay to float32 in every precision.
        if (WeightDecay is double decay and not 0)
        {
            foreach ((Variable weight, _) in present)
            {
                if (excluded.Any(rule => rule(weight))) continue;
                KerasTensor value = step.Read(weight);
                step.Assign(weight, value - (value * (float)decay * step.LearningRate));
            }
        }

        foreach ((Variable weight, KerasTensor gradient) in present) Update(step, weight, gradient);
    }

    /// <summary>Makes the slots of all weights, in the order Keras saves them; those not made here are made when <see cref="Update"/> asks.</summary>
    /// <param name="step">The step.</param>
    /// <param name="weights">All trainable weights.</param>
    protected virtual void Build(OptimizerStep step, IReadOnlyList<Variable> weights)
    {
    }

    /// <summary>Writes the update of one weight: assigns it and its slots.</summary>
    /// <param name="step">Learning rate, step number, slots, reads and assignments.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient, clipped.</param>
    protected abstract void Update(OptimizerStep step, Variable weight, KerasTensor gradient);

    // What a file says of every optimizer.
    internal void Set(string given, double rate, double? decay, double? norm, double? globalNorm, double? limit)
    {
        name = given;
        LearningRate = rate;
        weightDecay = Decay(decay);
        (clipNorm, globalClipNorm, clipValue) = (null, null, null);
        clipNorm = Clipping(norm, nameof(ClipNorm));
        globalClipNorm = Clipping(globalNorm, nameof(GlobalClipNorm));
        clipValue = Clipping(limit, nameof(ClipValue));
    }

    /// <summary>The slot of a weight, made if it is not there.</summary>
    internal Variable Slot(Variable weight, string name, double initial)
    {
        if (slots.TryGetValue((weight, name), out Variable? slot)) return slot;
        float[] values = new float[weight.Count];
        Array.Fill(values, (float)initial);
        slot = new Variable(name, weight.Shape, values) { Path = $"{weight.Path.Replace('/', '_')}_{name}" };
        slots.Add((weight, name), slot);
        order.Add(slot);
        return slot;
    }

    private protected static double Share(string word, string option, double value, bool includingOne, double usual) =>
        value >= 0 && (includingOne ? value <= 1 : value < 1)
            ? value
            : throw Throw.OutOfRange($"{word} expects {option} from 0 to {(includingOne ? "1" : "below 1")}; got {value}. Keras' default is {usual}.");

    private protected static double AtLeastZero(string word, string option, double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw Throw.OutOfRange($"{word} expects {option} of at least 0; got {value}. Keras' default is 1e-7.");

    private void Exclude(Func<Variable, bool> rule)
    {
        if (hasBegun || Iterations > 0) throw Throw.Operation($"{GetType().Name}: ExcludeFromWeightDecay comes before the first step. Call it before Fit.");
        excluded.Add(rule);
    }

    private double? Decay(double? value) => value is null or (>= 0 and < double.PositiveInfinity)
        ? value
        : throw Throw.OutOfRange($"{GetType().Name} expects WeightDecay of at least 0; got {value}. Leave it null for none.");

    private double? Clipping(double? value, string option)
    {
        if (value is null) return null;
        if (!(value >= 0)) throw Throw.OutOfRange($"{GetType().Name} expects {option} of at least 0; got {value}. Leave it null to clip nothing.");
        (string Name, double? Value)[] others = [(nameof(ClipNorm), ClipNorm), (nameof(GlobalClipNorm), GlobalClipNorm), (nameof(ClipValue), ClipValue)];
        string? other = others.FirstOrDefault(o => o.Value is not null && o.Name != option).Name;
        return other is null ? value : throw Throw.Argument($"{GetType().Name} expects at most one clipping; got {other} and {option}. Keep one of them.");
    }

    private (Variable Weight, KerasTensor Gradient)[] Clip((Variable Weight, KerasTensor Gradient)[] gradients)
    {
        if (gradients.Length == 0) return gradients;
        if (ClipValue is double limit and not 0) return [.. gradients.Select(g => (g.Weight, Ops.Clip(g.Gradient, -limit, limit)))];
        if (ClipNorm is double each and not 0)
        {
            return [.. gradients.Select(g => (g.Weight, g.Gradient * each / Ops.Maximum(Ops.Sqrt(Ops.Sum(Ops.Square(g.Gradient))), g.Gradient.Trace.Constant(each))))];
        }

        if (GlobalClipNorm is not (double all and not 0)) return gradients;
        KerasTensor norm = Ops.Sqrt(gradients.Select(g => Ops.Sum(Ops.Square(g.Gradient))).Aggregate(Ops.Add));

        // n - n is 0, or NaN for a norm that is not finite: then every gradient becomes NaN, as in Keras, and the run is seen to diverge.
        KerasTensor scale = (Ops.Minimum(1 / norm, norm.Trace.Constant(1 / all)) * all) + (norm - norm);
        return [.. gradients.Select(g => (g.Weight, g.Gradient * scale))];
    }

    /// <summary>The call that makes it, in Keras' names; a user's own says its class.</summary>
    public override string ToString() => OptimizerWords.Table.Describe(this);
}
