using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>Masks of layers of one's own: who hands them on, who sees them, which are refused.</summary>
public sealed class MaskTests
{
    private static readonly System.Numerics.Tensors.Tensor<float> X = Sample.Of([.. Sample.Draw(24, 1).Select((v, i) => i is >= 10 and < 14 or >= 20 ? 0 : v)], 3, 4, 2), Y = Sample.Random(2, 3, 4, 1);

    // Row 0 is whole, row 1 has steps 1 and 2 left out, row 2 has its last two left out.
    private static readonly float[] Mask = [1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0];

    [Fact]
    public void A_mask_goes_through_layers_that_treat_every_step_alike_and_is_consumed_by_a_recurrence()
    {
        SimpleRNN rnn = new(3);
        using Sequential masked = [new Input(4, 2), new SkipZeros(), new Dropout(0.5), new Dense(5, "tanh"), new Activation("relu"), rnn];
        using Sequential plain = [new Input(null, 2), new Dense(5, "tanh"), new Activation("relu"), new SimpleRNN(3)];
        Sample.Randomized(masked);
        plain.SetWeights(masked.GetWeights());
        float[] found = Sample.Flat(masked.Predict(X));
        Sample.Near(Sample.Flat(plain.Predict(Sample.Rows(X, 0, 1))), found.AsSpan(0, 3));
        Sample.Near(Sample.Flat(plain.Predict(Sample.Times(Sample.Rows(X, 1, 1), 0, 3))), found.AsSpan(3, 3));
        Sample.Near(Sample.Flat(plain.Predict(Sample.Times(Sample.Rows(X, 2, 1), 0, 1))), found.AsSpan(6));
    }

    [Fact]
    public void A_layer_that_does_not_support_masking_drops_it_and_so_does_one_that_returns_what_it_was_given()
    {
        float[] whole = Run(new SkipZeros(), new SimpleRNN(3)), dropped = Run(new SkipZeros(), new Same(), new SimpleRNN(3)), none = Run(new SimpleRNN(3));
        Assert.Equal(none, dropped);
        Assert.NotEqual(none, whole);

        static float[] Run(params Layer[] layers)
        {
            using Sequential model = [new Input(4, 2), .. layers];
            return Sample.Flat(Sample.Randomized(model).Predict(X));
        }
    }

    [Fact]
    public void A_mask_goes_through_functional_and_nested_models_and_into_loss_and_metrics()
    {
        KerasTensor x = Keras.Input(4, 2);
        KerasTensor skipped = new SkipZeros().Apply(x);
        Sequential head = [new Input(null, 3), new Dense(1)];
        using Functional model = Keras.Model(x, head.Apply(new SimpleRNN(3) { ReturnSequences = true }.Apply(skipped)));
        Sample.Randomized(model);
        model.Compile(new SGD(0), "mse", metrics: ["mae", new RootMeanSquaredError()]);
        Evaluation found = model.Evaluate(X, Y, verbose: Verbose.Silent);
        float[] p = Sample.Flat(model.Predict(X)), y = Sample.Flat(Y);
        double squares = 0, sizes = 0, all = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double d = p[i] - y[i];
            squares += Mask[i] * d * d;
            sizes += Mask[i] * Math.Abs(d);
            all += d * d;
        }

        double valid = Mask.Sum();
        Sample.Near(squares / valid, found.Loss, 1e-5);
        Sample.Near(sizes / valid, found["mae"], 1e-5);
        Sample.Near(Math.Sqrt(all / p.Length), found["root_mean_squared_error"], 1e-5, "RootMeanSquaredError, which does not see masks, as in Keras");
    }

    [Fact]
    public void A_composite_hands_masks_on_and_weighs_by_them()
    {
        using Sequential model = [new Input(4, 2), new SkipZeros(), new MeanOfValidStates(3)];
        Sample.Randomized(model);
        using Sequential states = [new Input(4, 2), new SkipZeros(), new SimpleRNN(3) { ReturnSequences = true }];
        states.SetWeights(model.GetWeights());
        float[] h = Sample.Flat(states.Predict(X)), found = Sample.Flat(model.Predict(X));
        for (int row = 0; row < 3; row++)
        {
            for (int j = 0; j < 3; j++)
            {
                double sum = 0, count = 0;
                for (int t = 0; t < 4; t++)
                {
                    sum += Mask[(row * 4) + t] * h[(((row * 4) + t) * 3) + j];
                    count += Mask[(row * 4) + t];
                }

                Sample.Near(sum / count, found[(row * 3) + j]);
            }
        }
    }

    [Fact]
    public void Masks_stand_beside_tensors() => Assert.Equal(
        "Masks stand beside tensors; got 2 masks for 1 tensor. Give null where there is none.", Sample.Refused(() => new MaskedTensors([Keras.Input(2)], [null, null])));

    [Theory]
    [InlineData("Masking \"masking\" returned a mask [B, 3] from ComputeMasks for an output [B, 4, 2]. Return a mask of its first axes, [batch, time].", "short")]
    [InlineData("Masking \"masking\" returned a mask [] from ComputeMasks for an output [B, 4, 2]. Return a mask of its first axes, [batch, time].", "number")]
    [InlineData("Masking \"masking\" returned 2 masks from ComputeMasks for 1 output. Return one or null for each.", "two")]
    [InlineData("Masking \"masking\" returned a mask of another trace from ComputeMasks. Return one that is made of the tensors given to this call; none can be kept for the next.", "kept")]
    public void A_mask_fits_its_tensor(string sentence, string which)
    {
        KerasTensor? kept = null;
        Assert.Equal(sentence, Sample.Sentence<InvalidOperationException>(() => new Sequential { new Input(4, 2), new Masking(x => which switch
        {
            "short" => [Ops.Slice(Ops.Sum(x, -1), 1, 0, 3)],
            "number" => [Ops.Sum(x)],
            "two" => [null, null],
            _ => [kept ??= Ops.Sum(x, -1)],
        }) }.Predict(X)));
    }

    [Fact]
    public void A_mask_of_rows_is_none_of_steps()
    {
        Masking rows = new(x => [Ops.Sum(x, [1, 2])]);
        Assert.Equal("SimpleRNN \"simple_rnn\" expects a mask [batch, time] for input [B, 4, 2]; got [B].", Sample.Refused(() => new Sequential { new Input(4, 2), rows, new SimpleRNN(3) }.Predict(X)));
        Assert.Equal(
            "GlobalAveragePooling1D \"global_average_pooling1d\" expects a mask [batch, time] for input [B, 4, 2]; got [B].",
            Sample.Refused(() => new Sequential { new Input(4, 2), rows, new GlobalAveragePooling1D() }.Predict(X)));
    }

    [Fact]
    public void The_numbers_of_a_mask_only_choose()
    {
        using Sequential twice = [new Input(4, 2), new Masking(x => [Ops.OnesLike(Ops.Sum(x, -1)) * 2]), new GlobalAveragePooling1D()], plain = [new Input(4, 2), new GlobalAveragePooling1D()];
        Sample.Near(Sample.Flat(plain.Predict(X)), Sample.Flat(twice.Predict(X)));
        Assert.Equal(States(m => m), States(m => m * m.Trace.Constant([1, -1, 2, -1], new Shape(4))));

        static float[] States(Func<KerasTensor, KerasTensor> numbers)
        {
            KerasTensor x = Keras.Input(4, 2), start = Keras.Input(3);
            SimpleRNN rnn = new(3) { ReturnSequences = true };
            using Functional model = Keras.Model([x, start], new Given(rnn, numbers).Apply(new SkipZeros().Apply(x), start));
            return Sample.Flat(Sample.Randomized(model).PredictAll(new Data[] { X, Sample.Random(5, 3, 3) })[0]);
        }
    }

    private sealed class Masking(Func<KerasTensor, IReadOnlyList<KerasTensor?>> masks) : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x;

        protected override IReadOnlyList<KerasTensor?> ComputeMasks(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, CallContext context) => masks(inputs[0]);
    }

    private sealed class Given : Layer
    {
        private readonly Layer inner;
        private readonly Func<KerasTensor, KerasTensor> numbers;

        public Given(Layer inner, Func<KerasTensor, KerasTensor> numbers) => (this.inner, this.numbers) = (Track(inner), numbers);

        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
            [.. inner.CallAllIn(context, new MaskedTensors(inputs, [context.Mask is null ? null : numbers(context.Mask), null]))];
    }

    /// <summary>Keras' Masking with 0.</summary>
    private sealed class SkipZeros : Layer
    {
        protected override IReadOnlyList<KerasTensor?> ComputeMasks(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, CallContext context) =>
            [Ops.Max(Ops.Not(Ops.Equal(inputs[0], context.Constant(0))), -1)];

        protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
    }

    private sealed class Same : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => x;
    }

    private sealed class MeanOfValidStates : Layer
    {
        private readonly SimpleRNN rnn;
        private readonly GlobalAveragePooling1D mean;

        public MeanOfValidStates(int units)
        {
            rnn = Track(new SimpleRNN(units) { ReturnSequences = true });
            mean = Track(new GlobalAveragePooling1D());
        }

        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
            mean.CallAllIn(context, rnn.CallAllIn(context, new MaskedTensors(inputs, context.Masks)));
    }
}
