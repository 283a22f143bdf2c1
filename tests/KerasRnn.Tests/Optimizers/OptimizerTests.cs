using KerasRnn.Graph;

namespace KerasRnn.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void One_step_of_plain_descent_by_hand()
    {
        Variable weight = new("kernel", new Shape(2), [1, -2], trainable: true);
        Step(new SGD(0.5), weight, [4, -6]);
        Assert.Equal([-1f, 1f], weight.GetValue());
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_learning_rate_whatever_the_gradient()
    {
        Variable weight = new("kernel", new Shape(2), [0, 0], trainable: true);
        Step(new Adam(0.125, epsilon: 0), weight, [1000, -0.001]);
        Golden.Close([-0.125, 0.125], [.. weight.GetValue().Select(w => (double)w)], 1e-6, "weight");
    }

    [Fact]
    public void A_norm_that_is_not_finite_poisons_all_gradients_under_global_clipping()
    {
        Variable weight = new("kernel", new Shape(2), [0, 0], trainable: true);
        Step(new SGD(1) { GlobalClipNorm = 1 }, weight, [double.PositiveInfinity, 1]);
        Assert.All(weight.GetValue(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void An_optimizer_of_ones_own_is_written_in_ops_and_has_clipping_and_decay_from_the_base()
    {
        Variable weight = new("kernel", new Shape(2), [1, 1], trainable: true);
        SignMomentum optimizer = new(0.5) { ClipValue = 0.25, WeightDecay = 0.5 };
        Step(optimizer, weight, [3, -3]);

        // decay: 1 - 1·0.5·0.5 = 0.75; then ∓ 0.5.
        Assert.Equal([0.25f, 1.25f], weight.GetValue());
        Assert.Equal([0.25f, -0.25f], Assert.Single(optimizer.Slots).GetValue());
        Assert.Equal("sign_momentum", optimizer.Name);
    }

    [Fact]
    public void The_learning_rate_can_be_set_and_is_checked()
    {
        Optimizer adam = "adam";
        adam.LearningRate = 0.25;
        Assert.Equal(0.25, adam.LearningRate);
        Assert.Equal(
            "Adam expects a learning rate of at least 0; got NaN. Keras' defaults are 0.001 and, for SGD, 0.01.",
            Assert.Throws<ArgumentOutOfRangeException>(() => adam.LearningRate = double.NaN).Message);
    }

    [Fact]
    public void Only_one_clipping_is_taken() => Assert.Equal(
        "SGD expects at most one clipping; got ClipNorm and ClipValue. Keep one of them.",
        Assert.Throws<ArgumentException>(() => new SGD { ClipNorm = 1, ClipValue = 1 }).Message);

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void A_momentum_lies_between_0_and_1(double momentum) => Assert.Equal(
        FormattableString.Invariant($"SGD expects momentum from 0 to 1; got {momentum}. Keras' default is 0."),
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(momentum: momentum)).Message);

    [Fact]
    public void Exclusions_come_before_the_first_step()
    {
        SGD optimizer = new(momentum: 0.5);
        Step(optimizer, new Variable("kernel", new Shape(1), [1], trainable: true), [1]);
        Assert.Equal(
            "SGD: ExcludeFromWeightDecay comes before the first step. Call it before Fit.",
            Assert.Throws<InvalidOperationException>(() => optimizer.ExcludeFromWeightDecay("bias")).Message);
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest() => Assert.Equal(
        "There is no optimizer \"adamm\". Did you mean \"Adam\"? Known: Adam, AdamW, RMSprop, SGD.",
        Assert.Throws<ArgumentException>(() => (Optimizer)"adamm").Message);

    private static void Step(Optimizer optimizer, Variable weight, double[] gradient)
    {
        Trace trace = new();
        OptimizerStep step = new(trace, trace.Constant(optimizer.LearningRate), trace.Constant(optimizer.Iterations + 1), optimizer.Slot);
        optimizer.Apply(step, [(weight, trace.Constant(gradient, weight.Shape))]);
        Golden.Run(trace, [], 1);
        optimizer.Iterations++;
    }

    private sealed class SignMomentum(double momentum) : Optimizer(learningRate: 0.5)
    {
        protected override void Update(OptimizerStep step, Variable weight, KerasTensor gradient)
        {
            Variable m = step.Slot(weight, "momentum");
            step.Assign(m, (step.Read(m) * momentum) + gradient);
            step.Assign(weight, step.Read(weight) - (step.LearningRate * Ops.Sign(step.Read(m))));
        }
    }
}
