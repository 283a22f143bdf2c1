using KerasRnn.Graph;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Keras' activations: each a name, an equation and, where Keras' function has them, options.</summary>
/// <example><code>new Dense(32, Activations.Gelu(approximate: true))</code></example>
public static class Activations
{
    private static readonly Dictionary<string, ActivationFunction> Known = new(StringComparer.Ordinal)
    {
        ["linear"] = Linear,
        ["relu"] = Relu(),
        ["leaky_relu"] = LeakyRelu(),
        ["elu"] = Elu(),
        ["selu"] = Selu,
        ["gelu"] = Gelu(),
        ["silu"] = Silu,
        ["swish"] = Silu,
        ["sigmoid"] = Sigmoid,
        ["hard_sigmoid"] = HardSigmoid,
        ["tanh"] = Tanh,
        ["softplus"] = Softplus,
        ["softmax"] = Softmax,
    };

    /// <summary>x.</summary>
    public static ActivationFunction Linear => new BuiltIn("linear", x => x, RecurrentActivation.Linear);

    /// <summary>scale·x for x ≥ 0, scale·α·(e^x - 1) below, with scale 1.0507009873554805 and α 1.6732632423543772.</summary>
    public static ActivationFunction Selu => new BuiltIn("selu", x =>
        Ops.Select(Ops.Less(x, x.Trace.Constant(0)), NegativePart(x) * (SeluScale * SeluAlpha), x * SeluScale));

    /// <summary>x·sigmoid(x), also known as swish.</summary>
    public static ActivationFunction Silu => new BuiltIn("silu", x => x * Ops.Sigmoid(x));

    /// <summary>1/(1 + e^-x).</summary>
    public static ActivationFunction Sigmoid => new BuiltIn("sigmoid", Ops.Sigmoid, RecurrentActivation.Sigmoid);

    /// <summary>min(6, max(0, x + 3))/6.</summary>
    public static ActivationFunction HardSigmoid => new BuiltIn("hard_sigmoid",
        x => Ops.Minimum(x.Trace.Constant(6), Ops.Relu(x + 3)) / 6, RecurrentActivation.HardSigmoid);

    /// <summary>tanh x.</summary>
    public static ActivationFunction Tanh => new BuiltIn("tanh", Ops.Tanh, RecurrentActivation.Tanh);

    /// <summary>ln(1 + e^x).</summary>
    public static ActivationFunction Softplus => new BuiltIn("softplus", Ops.Softplus);

    /// <summary>e^x over its sum, along the last axis.</summary>
    public static ActivationFunction Softmax => new BuiltIn("softmax", Ops.Softmax);

    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>x where x &gt; threshold, else negativeSlope·(x - threshold); at most maxValue.</summary>
    /// <param name="negativeSlope">The slope below the threshold.</param>
    /// <param name="maxValue">The largest result, or null for none.</param>
    /// <param name="threshold">Where the function bends.</param>
    public static ActivationFunction Relu(double negativeSlope = 0, double? maxValue = null, double threshold = 0) =>
        negativeSlope == 0 && maxValue is null && threshold == 0
            ? new BuiltIn("relu", Ops.Relu, RecurrentActivation.Relu)
            : new BuiltIn("relu", x => BentRelu(x, negativeSlope, maxValue, threshold)) { HasOptions = true };

    /// <summary>x for x &gt; 0, negativeSlope·x below. Keras' function has 0.2 where its layer LeakyReLU has 0.3.</summary>
    /// <param name="negativeSlope">The slope below 0.</param>
    public static ActivationFunction LeakyRelu(double negativeSlope = 0.2) =>
        new BuiltIn("leaky_relu", x => Leaky(x, negativeSlope)) { HasOptions = negativeSlope != 0.2 };

    /// <summary>x for x &gt; 0, alpha·(e^x - 1) below.</summary>
    /// <param name="alpha">The limit towards -∞, negated.</param>
    public static ActivationFunction Elu(double alpha = 1) => new BuiltIn("elu",
        x => Ops.Select(Ops.Less(x.Trace.Constant(0), x), x, NegativePart(x) * alpha))
    { HasOptions = alpha != 1 };

    /// <summary>x·Φ(x) = x/2·erfc(-x/√2); approximate: x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))).</summary>
    /// <param name="approximate">Whether to use the tanh form.</param>
    public static ActivationFunction Gelu(bool approximate = false) => approximate
        ? new BuiltIn("gelu", x => x * 0.5 * (1 + Ops.Tanh((x + (x * x * x * 0.044715)) * Math.Sqrt(2 / Math.PI)))) { HasOptions = true }
        : new BuiltIn("gelu", x => x * 0.5 * Ops.Erfc(x * -Math.Sqrt(0.5)));

    /// <summary>The activation of a Keras name, or of a registered one.</summary>
    /// <exception cref="ArgumentException">There is no such name; the sentence has the nearest one.</exception>
    public static ActivationFunction Get(string name)
    {
        if (Known.TryGetValue(name ?? throw Throw.NoName("activation"), out ActivationFunction? found)) return found;
        return Registered<ActivationFunction>.Find(name)?.Read(new Config(name)) ?? throw Throw.Unknown("activation", name, Known.Keys);
    }

    /// <summary>Whether a function is one of these.</summary>
    internal static bool IsKeras(ActivationFunction function) => function is BuiltIn;

    // e^x - 1 for x < 0 and 0 above: the argument is guarded because both sides of a Select are computed.
    private static KerasTensor NegativePart(KerasTensor x) => Ops.Expm1(Ops.Minimum(x, x.Trace.Constant(0)));

    private static KerasTensor Leaky(KerasTensor x, double slope) => Ops.Select(Ops.Less(x.Trace.Constant(0), x), x, x * slope);

    private static KerasTensor BentRelu(KerasTensor x, double slope, double? maximum, double threshold)
    {
        if (maximum is null && threshold == 0) return Leaky(x, slope);
        KerasTensor bend = x.Trace.Constant(threshold);
        KerasTensor positive = threshold == 0 ? Ops.Relu(x) : Ops.Select(Ops.Less(bend, x), x, x.Trace.Constant(0));

        // Keras' relu with maximum 6 is relu6, whose derivative at 6 is 0; any other maximum is a clip, whose derivative there is 1.
        if (maximum == 6) positive = Ops.Minimum(x.Trace.Constant(6), positive);
        else if (maximum is double limit) positive = Ops.Clip(positive, 0, limit);
        return slope == 0 ? positive : positive - (Ops.Relu(bend - x) * slope);
    }

    private sealed class BuiltIn(string name, Func<KerasTensor, KerasTensor> function, RecurrentActivation? recurrent = null) : ActivationFunction
    {
        public override string Name => name;

        public override RecurrentActivation? Recurrent => recurrent;

        internal override bool HasKerasName => !HasOptions;

        public bool HasOptions { get; init; }

        public override KerasTensor Call(KerasTensor x) => function(x);
    }
}
