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

/// The last steps of a sequence; all of a shorter one.
public sealed class Tail(int steps) : Layer
{
    protected override IReadOnlyList<Shape> ComputeOutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0].With(1, Shape.Unknown)];

    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        int count = Math.Min(steps, x.Shape[1]);
        return Ops.Slice(x, axis: 1, start: x.Shape[1] - count, count);
    }
}

/// The mean of the states of a recurrence; of those that the mask leaves, if there is one.
public sealed class MeanState : Layer
{
    private readonly SimpleRNN rnn;
    private readonly GlobalAveragePooling1D mean;

    public MeanState(int units)
    {
        rnn = Track(new SimpleRNN(units) { ReturnSequences = true });
        mean = Track(new GlobalAveragePooling1D());
    }

    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        MaskedTensors states = rnn.CallAllIn(context, new MaskedTensors([x], context.Masks));
        return mean.CallAllIn(context, states)[0];
    }
}

public sealed class SkipZeros : Layer
{
    protected override IReadOnlyList<KerasTensor?> ComputeMasks(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, CallContext context) =>
        [Ops.Max(Ops.Not(Ops.Equal(inputs[0], context.Constant(0))), -1)];

    protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
}

/// y = x; factor·mean(x²) joins the loss
public sealed class Small(double factor) : Layer
{
    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        context.AddLoss(Ops.Mean(Ops.Square(x)) * factor);
        return x;
    }
}

/// y = the sum of all steps so far, those of the batches before among them
public sealed class RunningSum : Layer
{
    private CarriedState sum = null!;

    protected override void Build(Shape input) => sum = AddState("sum", new Shape(Shape.Batch, input.Last));

    protected override KerasTensor Call(KerasTensor x, CallContext context)
    {
        KerasTensor y = context.Read(sum) + Ops.Sum(x, 1);
        context.Assign(sum, y);
        return y;
    }
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
    public void The_tail_of_a_sequence_has_the_length_that_data_give_it()
    {
        using Sequential model = new(seed: 1) { new Input(null, 2), new Tail(3), new SimpleRNN(4) };
        Assert.Equal("[B, None, 2]", model.Layers[0].OutputShapes[0].ToString());
        float[,,] x = new float[1, 5, 2], end = new float[1, 3, 2];
        for (int i = 0; i < 10; i++) x[0, i / 2, i % 2] = i + 1;
        for (int i = 0; i < 6; i++) end[0, i / 2, i % 2] = i + 5;
        Assert.Equal(model.Predict(end).ToArray(), model.Predict(x).ToArray());
        Assert.Equal([1, 4], model.Predict(new float[1, 2, 2]).Lengths.ToArray());
    }

    [Fact]
    public void Skipped_steps_change_nothing_and_the_loss_is_joined()
    {
        using Sequential masked = new(seed: 1) { new Input(null, 2), new SkipZeros(), new MeanState(3), new Small(0.5) }, plain = new() { new Input(null, 2), new MeanState(3) };
        plain.SetWeights(masked.GetWeights());
        float[,,] whole = { { { 1, 2 }, { 3, 4 } } }, gaps = { { { 0, 0 }, { 1, 2 }, { 0, 0 }, { 3, 4 } } };
        float[] states = plain.Predict(whole).ToArray();
        Assert.Equal(states, masked.Predict(gaps).ToArray());
        Assert.NotEqual(states, plain.Predict(gaps).ToArray());

        masked.Compile(new SGD(0.1), "mse");
        float[,] y = { { states[0], states[1], states[2] } };
        double Evaluated() => masked.Evaluate(gaps, y, verbose: Verbose.Silent).Loss;
        Assert.Equal(0.5 * states.Average(h => h * h), Evaluated(), 1e-6);
        masked.TrainOnBatch(gaps, y);
        Assert.True(masked.Predict(gaps).ToArray().Sum(h => h * h) < states.Sum(h => h * h));
    }

    [Fact]
    public void A_state_goes_on_from_where_it_was_kept()
    {
        using Sequential model = new() { new Input(null, 1), new RunningSum() };
        float[,,] monday = { { { 1 }, { 2 } }, { { 10 }, { 20 } } }, tuesday = { { { 4 } }, { { 40 } } };
        model.Predict(monday);
        float[] kept = model.States[0].GetValue();
        model.Predict(tuesday);
        model.States[0].SetValue(kept);
        model.Predict(tuesday);      // the same again
        Assert.Equal([3f, 30f], kept);
        Assert.Equal([7f, 70f], model.States[0].GetValue());
        model.ResetState();
        Assert.Equal([8f], model.Predict(new float[,,] { { { 8 } } }).ToArray());
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
