using System.Numerics.Tensors;
using KerasRnn.Engines;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>A layer, a loss, a metric and an optimizer of one's own, written in ops: they train on every engine with the same numbers.</summary>
public sealed class UserCodeTests
{
    private static readonly Tensor<float> X = Sample.Random(1, 12, 6, 2), Y = Sample.Random(2, 12, 2);

    [Fact]
    public void A_layer_loss_metric_and_optimizer_of_ones_own_train_on_every_engine()
    {
        (float[] Weights, History History)[] runs = [.. Sample.Engines.Select(engine =>
        {
            using Sequential model = new(seed: 4) { new Input(6, 2), new Residual(2), new Gate { Penalty = "l2" }, new Flatten(), new Dense(2) };
            model.Engine = engine;
            model.Compile(new SignMomentum(0.9, learningRate: 0.01), new Quantile(0.8), metrics: [new WorstError(), "mae"]);
            History history = model.Fit(X, Y, batchSize: 5, epochs: 6, verbose: Verbose.Silent, validationData: (X, Y));
            return (Sample.Weights(model), history);
        })];
        Assert.Equal(["loss", "mae", "val_loss", "val_mae", "val_worst_error", "worst_error"], runs[0].History.Names);
        foreach (string name in runs[0].History.Names)
        {
            Sample.Near([.. runs[1].History[name].Select(v => (float)v)], [.. runs[0].History[name].Select(v => (float)v)], 1e-4, name);
        }

        Sample.Near(runs[1].Weights, runs[0].Weights, 1e-4);
        Assert.True(runs[0].History["loss"][^1] < runs[0].History["loss"][0]);
    }

    [Fact]
    public void A_layer_of_ones_own_is_built_named_frozen_and_counted_like_any_other()
    {
        using Sequential model = new(name: "net") { new Input(6, 2), new Residual(2), new Gate() };
        Assert.Equal(["net/residual/dense/kernel", "net/residual/dense/bias", "net/gate/scale", "net/gate/offset"], model.Weights.Select(w => w.Path));
        Assert.Equal(4 + 2 + 2 + 2, model.CountParams());
        model.Layers[0].Trainable = false;
        Assert.Equal(model.Layers[1].Weights, model.TrainableWeights);
        Assert.Equal([1f, 1f], model.Layers[1].Weights[0].GetValue());
    }

    [Fact]
    public void A_metric_of_ones_own_starts_each_epoch_afresh()
    {
        using Sequential model = [new Input(1), new Dense(1) { KernelInitializer = "ones", UseBias = false }];
        model.Compile(new SGD(0), "mse", metrics: [new WorstError()]);
        Tensor<float> x = Sample.Of([3, -7, 2], 3, 1), zero = Sample.Of([0, 0, 0], 3, 1);
        Assert.Equal([7, 7], model.Fit(x, zero, batchSize: 1, epochs: 2, verbose: Verbose.Silent)["worst_error"]);
        Assert.Equal(3, model.TestOnBatch(Sample.Rows(x, 0, 1), Sample.Rows(zero, 0, 1))["worst_error"]);
    }

    [Fact]
    public void An_optimizer_of_ones_own_has_slots_that_move_with_the_engine()
    {
        float[][] runs = [.. new IEngine?[] { null, Sample.Reference }.Select(other =>
        {
            using Sequential model = new(seed: 4) { new Input(6, 2), new Flatten(), new Dense(2) };
            SignMomentum optimizer = new(0.5, learningRate: 0.125);
            model.Compile(optimizer, "mse");
            for (int i = 0; i < 6; i++)
            {
                if (other is not null) model.Engine = i % 2 == 0 ? other : Sample.Simd;
                model.TrainOnBatch(X, Y);
            }

            Assert.Equal(["momentum", "momentum"], optimizer.Slots.Select(s => s.Name));
            return optimizer.Slots.SelectMany(s => s.GetValue()).ToArray();
        })];
        Sample.Near(runs[0], runs[1], 1e-5);
    }

    // y = x·scale + offset, element by element: two weights of the width of the input.
    private sealed class Gate : Layer
    {
        private Variable? scale;
        private Variable? offset;

        public Regularizer? Penalty { get; init; }

        protected override void Build(Shape input)
        {
            scale = AddWeight("scale", new Shape(input.Last), "ones", Penalty);
            offset = AddWeight("offset", new Shape(input.Last), "zeros");
        }

        protected override KerasTensor Call(KerasTensor x, CallContext context) => (x * context.Read(scale!)) + context.Read(offset!);
    }

    // y = x + dense(x): a layer inside a layer.
    private sealed class Residual : Layer
    {
        private readonly Dense inner;

        public Residual(int units) => inner = Track(new Dense(units, "tanh"));

        protected override KerasTensor Call(KerasTensor x, CallContext context) => x + inner.CallIn(context, x);
    }

    // The pinball loss: a forecast that is too low costs q, one that is too high 1 - q.
    private sealed class Quantile(double q) : Loss("quantile")
    {
        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred)
        {
            KerasTensor d = yTrue - yPred;
            return Ops.Mean(Ops.Maximum(d * q, d * (q - 1)), -1);
        }
    }

    private sealed class WorstError() : Metric("worst_error")
    {
        private Variable worst = null!;

        public override void Update(CallContext context, KerasTensor yTrue, KerasTensor yPred, KerasTensor? sampleWeight) =>
            context.Assign(worst, Ops.Maximum(context.Read(worst), Ops.Max(Ops.Abs(yPred - yTrue))));

        public override KerasTensor Result(CallContext context) => context.Read(worst);

        protected override void OnBuild(Shape yTrue, Shape yPred) => worst = AddVariable("worst", Shape.Scalar);
    }

    private sealed class SignMomentum(double momentum, double learningRate) : Optimizer(learningRate)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
        {
            Variable m = step.Slot(weight, "momentum");
            step.Assign(m, (step.Read(m) * momentum) + gradient);
            KerasTensor smoothed = step.Read(m);
            step.Assign(weight, step.Read(weight) - (step.LearningRate * smoothed / (Ops.Abs(smoothed) + 0.1)));
        }
    }
}
