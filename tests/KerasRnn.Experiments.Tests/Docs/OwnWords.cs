using KerasRnn.Layers;

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
}
