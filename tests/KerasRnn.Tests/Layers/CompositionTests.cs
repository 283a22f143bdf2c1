using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>Layers of one's own that contain others, take several tensors and add to the loss.</summary>
public sealed class CompositionTests
{
    private static readonly System.Numerics.Tensors.Tensor<float> X = Sample.Random(1, 3, 4, 2), Y = Sample.Random(2, 3, 4, 1);

    [Fact]
    public void All_outputs_of_an_inner_layer_can_be_had_and_one_alone_is_asked_for_by_name()
    {
        KerasTensor x = Keras.Input(4, 2);
        KerasTensor[] both = [.. new BothEnds().ApplyAll(x)];
        Assert.Equal(["[B, 4, 3]", "[B, 3]"], both.Select(t => t.Shape.ToString()));
        Assert.Equal(
            "SimpleRNN \"simple_rnn\" returns 2 tensors; use CallAllIn to get them all.",
            Sample.Refused(() => new OneOfTwo().Apply(x)));
    }

    [Fact]
    public void Build_sees_the_shapes_of_all_inputs()
    {
        KerasTensor a = Keras.Input(2), b = Keras.Input(3);
        using Functional model = Keras.Model([a, b], new Bilinear(4).Apply(a, b));
        Assert.Equal("[2, 3, 4]", model.Weights[0].Shape.ToString());
        model.Compile("adam", "mse");
        double before = model.Evaluate(new Data[] { Sample.Random(1, 8, 2), Sample.Random(2, 8, 3) }, Sample.Random(3, 8, 4), verbose: Verbose.Silent).Loss;
        History history = model.Fit(new Data[] { Sample.Random(1, 8, 2), Sample.Random(2, 8, 3) }, Sample.Random(3, 8, 4), epochs: 30, verbose: Verbose.Silent);
        Assert.True(history["loss"][^1] < before);
    }

    [Fact]
    public void What_a_layer_adds_to_the_loss_is_trained_and_reported_and_only_then()
    {
        using Sequential model = [new Input(4, 2), new Dense(3), new Penalised(0.5), new Dense(1)];
        Sample.Randomized(model);
        using Sequential plain = [new Input(4, 2), new Dense(3), new Dense(1)];
        plain.SetWeights(model.GetWeights());
        model.Compile(new SGD(0.1), "mse");
        plain.Compile(new SGD(0.1), "mse");
        using Sequential first = new([plain.Layers[0]]);
        double added = 0.5 * Sample.Flat(first.Predict(X)).Sum(v => (double)v * v);
        Sample.Near(plain.Evaluate(X, Y, verbose: Verbose.Silent).Loss + added, model.Evaluate(X, Y, verbose: Verbose.Silent).Loss, 1e-5);
        model.Predict(X);
        double before = Sample.Flat(model.GetWeights()[0]).Sum(v => (double)v * v);
        for (int i = 0; i < 20; i++) model.TrainOnBatch(X, Y);
        Assert.True(Sample.Flat(model.GetWeights()[0]).Sum(v => (double)v * v) < before / 2);
    }

    [Fact]
    public void A_loss_that_is_not_reduced_cannot_be_joined_by_what_a_layer_adds()
    {
        using Sequential model = [new Input(4, 2), new Penalised(1), new Dense(1)];
        model.Compile("sgd", new MeanSquaredError { Reduction = LossReduction.None });
        Assert.Equal(
            "Sequential \"sequential\": what a layer adds to the loss has no loss to join: with Reduction None it is not one number but [B, 4], which Keras refuses too. Use another reduction, or no AddLoss.",
            Sample.Refused(() => model.TrainOnBatch(X, Y)));
    }

    [Theory]
    [InlineData("Ours \"ours\" returned a tensor of another trace from Call. Return one that is made of the tensors given to this call; none can be kept for the next.", "kept")]
    [InlineData("Ours \"ours\" returned a tensor of another trace from Call. Return one that is made of the tensors given to this call; none can be kept for the next.", "between layers")]
    [InlineData("Dense \"dense\" uses the weight \"dense/kernel\", which is no part of Functional \"functional\". Give a layer to the one that calls it with Track(layer), in its constructor.", "untracked")]
    [InlineData("The state \"counter/seen\" is no part of Functional \"functional\". Give a layer to the one that calls it with Track(layer), in its constructor.", "untracked state")]
    [InlineData("Ours \"ours\" returned 1 tensor; where it was applied it returned 2. Return as many from every call.", "fewer")]
    [InlineData("Functional \"functional\" expects a row for each row of the inputs in every output; \"ours\" is [4, 2]. Keep the batch, axis 0, in the layer that makes it.", "no batch")]
    public void A_layer_of_ones_own_that_cannot_work_is_found_out(string sentence, string which)
    {
        KerasTensor? kept = null;
        Dense dense = new(2);
        Counter counter = new();
        Assert.Equal(sentence, Sample.Sentence<InvalidOperationException>(() =>
        {
            KerasTensor x = Keras.Input(4, 2);
            using Functional model = Keras.Model(x, new Ours(which switch
            {
                "kept" => (inputs, _) => [kept ??= inputs[0] * 2],
                "between layers" => (inputs, context) => [context.Training ? Keras.Input(4, 2) : inputs[0]],
                "untracked" => (inputs, context) => [dense.CallIn(context, inputs[0])],
                "untracked state" => (inputs, context) => [counter.CallIn(context, inputs[0])],
                "fewer" => (inputs, _) => kept is null ? [kept = inputs[0], inputs[0]] : [inputs[0]],
                _ => (inputs, _) => [Ops.Sum(inputs[0], 0)],
            }).ApplyAll(x)[0]);
            model.Compile("sgd", "mse");
            if (which == "between layers") model.TrainOnBatch(X, X);
            model.Predict(X);
        }));
    }

    private sealed class Ours(Func<IReadOnlyList<KerasTensor>, CallContext, IReadOnlyList<KerasTensor>> equation) : Layer
    {
        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => equation(inputs, context);
    }

    /// <summary>Carries a state and no weight.</summary>
    private sealed class Counter : Layer
    {
        private CarriedState seen = null!;

        protected override void Build(Shape input) => seen = AddState("seen", new Shape(1));

        protected override KerasTensor Call(KerasTensor x, CallContext context)
        {
            context.Assign(seen, context.Read(seen) + 1);
            return x;
        }
    }

    private sealed class BothEnds : Layer
    {
        private readonly SimpleRNN rnn;

        public BothEnds() => rnn = Track(new SimpleRNN(3) { ReturnSequences = true, ReturnState = true });

        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) => rnn.CallAllIn(context, new MaskedTensors(inputs));
    }

    private sealed class OneOfTwo : Layer
    {
        private readonly SimpleRNN rnn;

        public OneOfTwo() => rnn = Track(new SimpleRNN(3) { ReturnState = true });

        protected override KerasTensor Call(KerasTensor x, CallContext context) => rnn.CallIn(context, x);
    }

    private sealed class Bilinear(int units) : Layer
    {
        private Variable kernel = null!;

        protected override void Build(IReadOnlyList<Shape> inputs) => kernel = AddWeight("kernel", new Shape(inputs[0].Last, inputs[1].Last, units), "glorot_uniform");

        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context)
        {
            int n = inputs[0].Shape.Last, m = inputs[1].Shape.Last;
            KerasTensor pairs = Ops.Reshape(Ops.ExpandDims(inputs[0], 2) * Ops.ExpandDims(inputs[1], 1), new Shape(Shape.Batch, n * m));
            return [Ops.MatMul(pairs, Ops.Reshape(context.Read(kernel), new Shape(n * m, units)))];
        }
    }

    private sealed class Penalised(double factor) : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context)
        {
            context.AddLoss(Ops.Square(x) * factor);
            return x;
        }
    }
}
