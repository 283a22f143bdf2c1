using KerasRnn.Layers;
using KerasRnn.Saving;

namespace KerasRnn.Experiments.Tests.Docs;

/// y = tanh(x·K)·factor
public sealed class Damped(int units, double factor) : Layer
{
    private Variable kernel = null!;

    protected override void Build(Shape input) => kernel = AddWeight("kernel", new Shape(input.Last, units), "glorot_uniform");

    protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Tanh(Ops.MatMul(x, context.Read(kernel))) * factor;
}

public sealed class Quartic() : Loss("quartic")
{
    protected override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yPred - yTrue)), -1);
}

public sealed class WorstError() : Metric("worst_error")
{
    private Variable worst = null!;

    protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar);

    public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
        context.Assign(worst, Ops.Maximum(context.Read(worst), Ops.Max(Ops.Abs(yPred - yTrue))));

    public override KerasTensor Result(CallContext context) => context.Read(worst);
}

public sealed class SignMomentum(double momentum) : Optimizer(learningRate: 0.01)
{
    protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
    {
        Variable m = step.Slot(weight, "momentum");
        step.Assign(m, (step.Read(m) * momentum) + gradient);
        step.Assign(weight, step.Read(weight) - (step.LearningRate * Ops.Sign(step.Read(m))));
    }
}

/// y = x + factor·layer(x)
public sealed class Residual : Layer
{
    public Residual(Layer layer, double factor = 1)
    {
        Inner = Track(layer);
        Factor = factor;
    }

    public Layer Inner { get; }

    public double Factor { get; }

    public static Word<Layer> Word { get; } = Word<Layer>.Of<Residual>(
        config => new Residual(config.Layer("layer"), config.Number("factor", 1)),
        (residual, writer) => writer.Layer("layer", residual.Inner).Number("factor", residual.Factor));

    protected override KerasTensor Call(KerasTensor x, CallContext context) => x + (Inner.CallIn(context, x) * Factor);
}

public sealed class OwnWordsTests
{
    [Fact]
    public void The_words_of_the_documentation_train_together()
    {
        CounterRandom random = new(3);
        float[,] x = new float[64, 3], y = new float[64, 2];
        for (int i = 0; i < 64; i++)
        {
            for (int f = 0; f < 3; f++) x[i, f] = (float)random.NextNormal();
            y[i, 0] = 0.5f * x[i, 0];
            y[i, 1] = -0.25f * x[i, 1];
        }

        Sequential model = new(seed: 1) { new Input(3), new Damped(8, 0.5), new Dense(2) };
        model.Compile(new SignMomentum(0.9), new Quartic(), metrics: [new WorstError()]);
        History history = model.Fit(x, y, epochs: 30, verbose: Verbose.Silent, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(history["loss"][^1] < 0.1 * history["loss"][0], $"loss went from {history["loss"][0]} to {history["loss"][^1]}");
        Assert.True(history["worst_error"][^1] < history["worst_error"][0]);
    }

    [Fact]
    public void The_registered_word_of_the_documentation_is_saved_and_cloned()
    {
        Keras.Register(Residual.Word, package: "my");
        Sequential model = new() { new Input(4), new Residual(new Dense(4, "tanh"), 0.5), new Dense(2) };
        Model loaded = Model.FromJson(model.ToJson());
        loaded.SetWeights(model.GetWeights());
        float[,] x = { { 1, 2, 3, 4 } };
        Assert.Equal(model.Predict(x).ToArray(), loaded.Predict(x).ToArray());
        Assert.Contains("\"registered_name\":\"my>Residual\"", model.ToJson(), StringComparison.Ordinal);
        Assert.Equal(model.ToJson(), model.Clone().ToJson());
    }
}
