using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>Shapes where a length is known only when data arrive.</summary>
public sealed class UnknownLengthTests
{
    public static TheoryData<string, Func<Layer>> Rules => new()
    {
        { "[B, None, 2]", () => new MaxPooling1D(300) },
        { "[B, None, 2]", () => new AveragePooling1D(2, 5, Padding.Same) },
        { "[B, None, 4]", () => new Conv1D(4, 3) { DilationRate = 300 } },
        { "[B, None, 4]", () => new Conv1D(4, 3, 2, Padding.Same) },
        { "[B, None, 4]", () => new Conv1D(4, 3, 2, Padding.Causal) },
        { "[B, None, 4]", () => new Dense(4) },
        { "[B, None, 2]", () => new Activation("tanh") },
        { "[B, None, 2]", () => new Dropout(0.5) },
        { "[B, None]", () => new Flatten() },
        { "[B, 2]", () => new GlobalMaxPooling1D() },
        { "[B, 1, 2]", () => new GlobalAveragePooling1D { KeepDims = true } },
        { "[B, None, 3]", () => new Reshape(-1, 3) },
        { "[B, 5, 4]", () => new Reshape(5, 4) },
        { "[B, None, 4]", () => new SimpleRNN(4) { ReturnSequences = true } },
        { "[B, 4]", () => new SimpleRNN(4, "gelu") },
        { "[B, None, 2]", () => new Smoothed() },
        { "[B, None, 2]", () => new Inner(new MaxPooling1D(6000)) },
        { "[B, None, 3]", () => new Inner(new SimpleRNN(3, "gelu") { ReturnSequences = true }) },
        { "[B, 2]", () => new LastStep() },
        { "[B, None, 20]", () => new Folded(10) },
        { "[B, None, 4]", () => new Inner(new Reshape(-1, 4)) },
    };

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void An_unknown_length_stays_unknown_where_the_output_depends_on_it(string expected, Func<Layer> make) =>
        Assert.Equal(expected, make().Apply(Keras.Input(null, 2)).Shape.ToString());

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void The_rule_is_what_the_equation_gives_for_lengths_that_are_known(string expected, Func<Layer> make)
    {
        foreach (int length in (int[])[12_000, 12_001, 12_020])
        {
            // Reshape(5, 4) takes 20 numbers, and others those that three, four or twenty divide.
            if (expected == "[B, 5, 4]" || (expected == "[B, None, 3]" && length * 2 % 3 != 0) || (expected is "[B, None, 20]" or "[B, None, 4]" && length * 2 % 20 != 0)) continue;
            Layer layer = make();
            Assert.NotNull(Shape.Same(layer.Apply(Keras.Input(null, 2)).Shape, layer.Apply(Keras.Input(length, 2)).Shape));
        }
    }

    [Fact]
    public void Layers_behind_an_unknown_length_are_built_for_the_right_width_or_refused()
    {
        Assert.Equal(
            "Dense \"dense\" expects a known last dimension; got [B, None]. Give the Input a number there.",
            Sample.Refused(() => new Sequential { new Input(null, 2), new MaxPooling1D(300), new Flatten(), new Dense(4) }));
        using Sequential model = [new Input(null, 2), new Conv1D(4, 3) { DilationRate = 300 }, new MaxPooling1D(300), new GlobalMaxPooling1D(), new Dense(1)];
        Assert.Equal([2, 1], Sample.Lengths(model.Predict(Sample.Random(1, 2, 1000, 2))));
    }

    [Fact]
    public void An_equation_that_no_trial_sees_through_is_found_out_when_data_arrive()
    {
        using Sequential model = [new Input(null, 2), new Strided(500_000), new Dense(3)];
        Assert.Equal("[B, 1, 2]", model.Layers[0].OutputShapes[0].ToString());
        Assert.Equal(
            "Strided \"strided\" returned [B, 2, 2] for [B, 500001, 2]; for [B, None, 2] it was taken to return [B, 1, 2]. Override ComputeOutputShapes to say how its output depends on the length.",
            Sample.Sentence<InvalidOperationException>(() => model.Predict(new float[1, 500_001, 2])));
        using Sequential told = [new Input(null, 2), new Strided(500_000, knows: true), new Dense(3)];
        Assert.Equal([1, 2, 3], Sample.Lengths(told.Predict(new float[1, 500_001, 2])));
    }

    [Fact]
    public void A_layer_that_takes_no_length_says_so_of_the_shape_that_was_given() => Assert.Equal(
        "Crooked \"crooked\": MatMul expects equal inner dimensions; got [B, None, 2] and [3, 2], that is 2 and 3.",
        Sample.Refused(() => new Crooked().Apply(Keras.Input(null, 2))));

    [Fact]
    public void Layers_inside_know_the_shape_that_was_given()
    {
        Dense dense = new(3);
        new Inner(dense).Apply(Keras.Input(null, 2));
        Assert.Equal("[B, None, 2]", dense.InputShape!.ToString());
    }

    [Theory]
    [InlineData("[B, 2]", true)]
    [InlineData("[B, 4093, 2] and [B, 4093, 2]", false)]
    public void An_output_has_as_many_axes_for_every_length(string longer, bool sums)
    {
        string sentence = $"Fickle \"fickle\" returns [B, 509, 2] for one length of [B, None, 2], and for another {longer}. Return as many tensors of as many axes for every length.";
        Assert.Equal(sentence, Sample.Refused(() => new Fickle(sums).ApplyAll(Keras.Input(null, 2))));
        Assert.Equal(sentence, Sample.Refused(() => new Sequential { new Input(null, 2), new Fickle(sums) }));
    }

    /// <summary>Several steps side by side.</summary>
    private sealed class Folded(int steps) : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Reshape(x, new Shape(x.Shape[0], x.Shape[1] / steps, x.Shape[2] * steps));
    }

    private sealed class Fickle(bool sums) : Layer
    {
        protected override IReadOnlyList<KerasTensor> Call(IReadOnlyList<KerasTensor> inputs, CallContext context) =>
            inputs[0].Shape[1] < 1000 ? inputs : sums ? [Ops.Sum(inputs[0], 1)] : [inputs[0], inputs[0]];
    }

    /// <summary>Half of each step and of the one before it: one step shorter, by an equation of its own without a rule.</summary>
    private sealed class Smoothed : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context)
        {
            int steps = x.Shape[1] - 1;
            return (Ops.Slice(x, 1, 0, steps) + Ops.Slice(x, 1, 1, steps)) * 0.5;
        }
    }

    private sealed class LastStep : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Squeeze(Ops.Slice(x, 1, x.Shape[1] - 1, 1), 1);
    }

    private sealed class Strided(int stride, bool knows = false) : Layer
    {
        protected override IReadOnlyList<Shape>? ComputeOutputShapes(IReadOnlyList<Shape> inputs) =>
            knows ? [inputs[0].With(1, inputs[0][1] == Shape.Unknown ? Shape.Unknown : ((inputs[0][1] - 1) / stride) + 1)] : null;

        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.Slice(x, 1, 0, ((Math.Max(1, x.Shape[1]) - 1) / stride) + 1, stride);
    }

    private sealed class Crooked : Layer
    {
        protected override KerasTensor Call(KerasTensor x, CallContext context) => Ops.MatMul(x, context.Trace.Constant(new double[6], new Shape(3, 2)));
    }

    private sealed class Inner : Layer
    {
        private readonly Layer inner;

        public Inner(Layer inner) => this.inner = Track(inner);

        protected override KerasTensor Call(KerasTensor x, CallContext context) => inner.CallIn(context, x);
    }
}
