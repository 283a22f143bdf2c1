using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Layers;
using KerasRnn.Reference;

namespace KerasRnn.TensorFlow.Tests;

/// <summary>A layer, a loss, a metric and an optimizer that a user wrote in ops train on TensorFlow as on every engine.</summary>
public sealed class OwnWordsTests
{
    [Fact]
    public void Words_of_ones_own_train_to_the_same_numbers()
    {
        double[] expected = Train(new ReferenceEngine());
        Side.AssertNear(expected, Train(Installed.Engine()), "the history", 1e-5);
        Side.AssertNear(expected, Train(new SimdEngine(threads: 1)), "the history", 1e-5);
    }

    private static double[] Train(IEngine engine)
    {
        using Sequential model = new(seed: 5) { new Input(4, 2), new Scaled(), new SimpleRNN(6), new Damped(0.7), new Dense(2) };
        model.Engine = engine;
        model.Compile(new SignMomentum(0.9), new FourthPower(), metrics: new Metric[] { new Overshoot() });
        float[,,] x = new float[10, 4, 2];
        float[,] y = new float[10, 2];
        for (int i = 0; i < 80; i++) x[i / 8, i / 2 % 4, i % 2] = MathF.Sin(i * 0.7f);
        for (int i = 0; i < 20; i++) y[i / 2, i % 2] = MathF.Cos(i * 0.3f);
        History history = model.Fit(x, y, batchSize: 4, epochs: 8, verbose: Verbose.Silent);
        return [.. history["loss"], .. history["overshoot"]];
    }

    private sealed class Damped(double factor) : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Tanh(x) * factor;
    }

    private sealed class Scaled : Layer
    {
        private Variable? scale;

        protected override void Build(Shape input) => scale = AddWeight("scale", new Shape(input.Last), "ones");

        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Softplus(x * context.Read(scale!));
    }

    private sealed class FourthPower() : Loss("fourth_power")
    {
        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Mean(Ops.Square(Ops.Square(yTrue - yPred)), -1);
    }

    private sealed class Overshoot() : Metric("overshoot")
    {
        private Variable? worst;

        protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar);

        public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
            context.Assign(worst!, Ops.Maximum(context.Read(worst!), Ops.Max(yPred - yTrue)));

        public override KerasTensor Result(CallContext context) => context.Read(worst!);
    }

    private sealed class SignMomentum(double momentum) : Optimizer(0.01)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
        {
            Variable m = step.Slot(weight, "momentum");
            step.Assign(m, (step.Read(m) * momentum) + gradient);
            step.Assign(weight, step.Read(weight) - (step.LearningRate * Ops.Sign(step.Read(m))));
        }
    }
}
