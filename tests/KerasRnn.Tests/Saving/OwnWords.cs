using KerasRnn.Saving;

namespace KerasRnn.Tests.Saving;

/// <summary>Words as a user writes them; keras_own_words.py has the same in Python.</summary>
internal static class OwnWords
{
    public static void Register()
    {
        Keras.Register(Damped.Word, package: "my");
        Keras.Register(Residual.Word, package: "my");
        Keras.Register(Pair.Word, package: "my");
        Keras.Register(Join.Word);
        Keras.Register(Halves.Word);
        Keras.Register(Power.Word, package: "my", name: "PowerLoss");
        Keras.Register(Smoothed.Word, package: "my");
        Keras.Register(WorstError.Word, package: "my");
        Keras.Register(SignMomentum.Word, package: "my");
        Keras.Register(Ramp.Word, package: "my");
        Keras.Register(Fourth.Word, package: "my");
        Keras.Register(Sine.Word, package: "my", name: "sine");
    }
}

/// <summary>y = tanh(x·K)·factor.</summary>
public sealed class Damped(int units, double factor = 1) : Layer
{
    private Variable kernel = null!;

    public int Units { get; } = units;

    public double Factor { get; } = factor;

    public Initializer KernelInitializer { get; init; } = "glorot_uniform";

    public Regularizer? KernelRegularizer { get; init; }

    public ActivationFunction Activation { get; init; } = "tanh";

    public static Word<Layer> Word { get; } = Word<Layer>.Of<Damped>(
        c => new Damped(c.Whole("units"), c.Number("factor", 1))
        {
            KernelInitializer = c.Initializer("kernel_initializer", "glorot_uniform"),
            KernelRegularizer = c.Regularizer("kernel_regularizer"),
            Activation = c.Activation("activation", "tanh"),
        },
        (x, w) => w.Whole("units", x.Units).Number("factor", x.Factor).Initializer("kernel_initializer", x.KernelInitializer)
            .Regularizer("kernel_regularizer", x.KernelRegularizer).Activation("activation", x.Activation));

    protected override void Build(Shape input) => kernel = AddWeight("kernel", new Shape(input.Last, Units), KernelInitializer, KernelRegularizer);

    protected override KerasTensor Call(KerasTensor x, CallContext context) => Activation.Call(Ops.MatMul(x, context.Read(kernel))) * Factor;
}

/// <summary>y = x + layer(x).</summary>
public sealed class Residual : Layer
{
    public Residual(Layer layer) => Layer = Track(layer);

    public Layer Layer { get; }

    public static Word<Layer> Word { get; } = Word<Layer>.Of<Residual>(c => new Residual(c.Layer("layer")), (x, w) => w.Layer("layer", x.Layer));

    protected override KerasTensor Call(KerasTensor x, CallContext context) => x + Layer.CallIn(context, x);
}

/// <summary>y = second(first(x)); the two may be one.</summary>
public sealed class Pair : Layer
{
    private readonly Layer first, second;

    public Pair(Layer first, Layer second) => (this.first, this.second) = (Track(first), ReferenceEquals(first, second) ? first : Track(second));

    public static Word<Layer> Word { get; } = Word<Layer>.Of<Pair>(c => new Pair(c.Layer("first"), c.Layer("second")), (x, w) => w.Layer("first", x.first).Layer("second", x.second));

    protected override KerasTensor Call(KerasTensor x, CallContext context) => second.CallIn(context, first.CallIn(context, x));
}

/// <summary>A layer whose word gives nothing.</summary>
public sealed class Hollow : Layer
{
    protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
}

/// <summary>All inputs side by side.</summary>
public sealed class Join : Layer
{
    public static Word<Layer> Word { get; } = Word<Layer>.Of<Join>(_ => new Join(), (_, _) => { });

    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => [Ops.Concat(inputs, -1)];
}

/// <summary>The features in two parts.</summary>
public sealed class Halves : Layer
{
    public static Word<Layer> Word { get; } = Word<Layer>.Of<Halves>(_ => new Halves(), (_, _) => { });

    protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
    {
        int half = inputs[0].Shape.Last / 2;
        return [Ops.Slice(inputs[0], -1, 0, half), Ops.Slice(inputs[0], -1, half, half)];
    }
}

/// <summary>The mean of w·|p - y|^n.</summary>
public sealed class Power(double power = 4, params double[] weights) : Loss("power")
{
    public double Exponent { get; } = power;

    public IReadOnlyList<double> Weights { get; } = weights;

    public static Word<Loss> Word { get; } = Word<Loss>.Of<Power>(
        c => new Power(c.Number("power", 4), c.Numbers("weights") ?? []), (x, w) => w.Number("power", x.Exponent).Numbers("weights", [.. x.Weights]));

    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
    {
        KerasTensor values = Ops.Pow(Ops.Abs(yPred - yTrue), yPred.Trace.Constant(Exponent));
        return Ops.Mean(Weights.Count == 0 ? values : values * yPred.Trace.Constant([.. Weights], new Shape(Weights.Count)), -1);
    }
}

/// <summary>A loss of targets drawn towards zero.</summary>
public sealed class Smoothed(Loss loss) : Loss("smoothed")
{
    public Loss Inner { get; } = loss;

    public static Word<Loss> Word { get; } = Word<Loss>.Of<Smoothed>(c => new Smoothed(c.Loss("loss", "mse")), (x, w) => w.Loss("loss", x.Inner));

    protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Inner.Compute(yTrue * 0.9, yPred);
}

/// <summary>The largest error so far.</summary>
public sealed class WorstError() : Metric("worst_error")
{
    private Variable worst = null!;

    public static Word<Metric> Word { get; } = Word<Metric>.Of<WorstError>(_ => new WorstError(), (_, _) => { });

    public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
        context.Assign(worst, Ops.Maximum(context.Read(worst), Ops.Max(Ops.Abs(yPred - yTrue))));

    public override KerasTensor Result(CallContext context) => context.Read(worst);

    protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar);
}

/// <summary>The sign of a running sum.</summary>
public sealed class SignMomentum(double momentum = 0.9) : Optimizer(learningRate: 0.01)
{
    public double Momentum { get; } = momentum;

    public static Word<Optimizer> Word { get; } = Word<Optimizer>.Of<SignMomentum>(c => new SignMomentum(c.Number("momentum", 0.9)), (x, w) => w.Number("momentum", x.Momentum));

    protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
    {
        Variable m = step.Slot(weight, "momentum");
        step.Assign(m, (step.Read(m) * Momentum) + gradient);
        step.Assign(weight, step.Read(weight) - (step.LearningRate * Ops.Sign(step.Read(m))));
    }
}

/// <summary>0, step, 2·step, ...</summary>
public sealed class Ramp(double step = 0.1) : Initializer
{
    public double Step { get; } = step;

    public static Word<Initializer> Word { get; } = Word<Initializer>.Of<Ramp>(c => new Ramp(c.Number("step", 0.1)), (x, w) => w.Number("step", x.Step));

    protected override void Generate(Shape shape, CounterRandom random, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = (float)(i * Step);
    }
}

/// <summary>l4·Σ w⁴.</summary>
public sealed class Fourth(double l4 = 0.1) : Regularizer
{
    public double Value { get; } = l4;

    public static Word<Regularizer> Word { get; } = Word<Regularizer>.Of<Fourth>(c => new Fourth(c.Number("l4", 0.1)), (x, w) => w.Number("l4", x.Value));

    public override KerasTensor Call(KerasTensor weight) => Ops.Sum(Ops.Square(Ops.Square(weight))) * Value;
}

/// <summary>sin x by its series around 0.</summary>
public sealed class Sine : ActivationFunction
{
    public static Word<ActivationFunction> Word { get; } = Word<ActivationFunction>.Of<Sine>(_ => new Sine(), (_, _) => { });

    public override string Name => "sine";

    public override KerasTensor Call(KerasTensor x) => x - (x * x * x / 6);
}
