using System.Numerics.Tensors;
using CsCheck;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>Two ways to say the same thing give the same numbers.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<(int Rows, int Time, int Features, int Units, int Seed)> Sizes =
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 9], Gen.Int[0, 1000]);

    [Fact]
    public void No_state_given_equals_a_state_of_zeros() => Check(s =>
    {
        KerasTensor x = Keras.Input(s.Time, s.Features), h = Keras.Input(s.Units);
        SimpleRNN layer = new(s.Units) { ReturnSequences = true };
        using Functional without = Keras.Model(x, layer.Apply(x)), with = Keras.Model([x, h], layer.Apply(x, h));
        Sample.Randomized(with, s.Seed);
        Tensor<float> data = Sample.Random(s.Seed, s.Rows, s.Time, s.Features);
        Assert.Equal(Sample.Flat(without.Predict(data)), Sample.Flat(with.Predict(new Data[] { data, Sample.Of(new float[s.Rows * s.Units], s.Rows, s.Units) })));
    });

    [Fact]
    public void A_convolution_of_one_tap_equals_a_dense_layer() => Check(s =>
    {
        Tensor<float> x = Sample.Random(s.Seed, s.Rows, s.Time, s.Features);
        float[] kernel = Sample.Draw(s.Features * s.Units, s.Seed), bias = Sample.Draw(s.Units, s.Seed + 1);
        Sample.Near(Sample.Output(x, new Dense(s.Units, "tanh"), kernel, bias), Sample.Output(x, new Conv1D(s.Units, 1, activation: "tanh"), kernel, bias));
    });

    [Fact]
    public void Unrolled_equals_whole_for_every_activation() => Check(s =>
    {
        Tensor<float> x = Sample.Random(s.Seed, s.Rows, s.Time, s.Features);
        float[][] weights = [Sample.Draw(s.Features * s.Units, s.Seed), Sample.Draw(s.Units * s.Units, s.Seed + 1), Sample.Draw(s.Units, s.Seed + 2)];
        string activation = new[] { "tanh", "relu", "sigmoid", "linear", "hard_sigmoid", "elu" }[s.Seed % 6];
        SimpleRNN Make(bool unroll) => new(s.Units, activation) { ReturnSequences = s.Seed % 2 == 0, Unroll = unroll };
        Sample.Near(Sample.Output(x, Make(false), weights), Sample.Output(x, Make(true), weights), 1e-5);
    });

    [Fact]
    public void Going_backwards_equals_a_reversed_input() => Check(s =>
    {
        Tensor<float> x = Sample.Random(s.Seed, s.Rows, s.Time, s.Features);
        Tensor<float> reversed = Sample.Times(x, [.. Enumerable.Range(0, s.Time).Reverse()]);
        float[][] weights = [Sample.Draw(s.Features * s.Units, s.Seed), Sample.Draw(s.Units * s.Units, s.Seed + 1), Sample.Draw(s.Units, s.Seed + 2)];
        SimpleRNN Make(bool backwards) => new(s.Units) { ReturnSequences = true, GoBackwards = backwards };
        Assert.Equal(Sample.Output(reversed, Make(false), weights), Sample.Output(x, Make(true), weights));
    });

    [Fact]
    public void Two_halves_with_carried_state_equal_one_pass() => Check(s =>
    {
        int cut = (s.Time + 1) / 2, time = s.Time + 1;
        KerasTensor x = Keras.Input(null, s.Features), h = Keras.Input(s.Units);
        SimpleRNN layer = new(s.Units) { ReturnState = true, ReturnSequences = true };
        using Functional start = Keras.Model(x, [.. layer.ApplyAll(x)]), goOn = Keras.Model([x, h], [.. layer.ApplyAll(x, h)]);
        Sample.Randomized(start, s.Seed);
        Tensor<float> data = Sample.Random(s.Seed, s.Rows, time, s.Features);
        IReadOnlyList<Tensor<float>> whole = start.PredictAll(data);
        IReadOnlyList<Tensor<float>> first = start.PredictAll(Sample.Times(data, [.. Enumerable.Range(0, cut)]));
        IReadOnlyList<Tensor<float>> second = goOn.PredictAll(new Data[] { Sample.Times(data, [.. Enumerable.Range(cut, time - cut)]), first[1] });
        Assert.Equal(Sample.Flat(whole[1]), Sample.Flat(second[1]));
        Assert.Equal(Sample.Flat(Sample.Times(whole[0], [.. Enumerable.Range(cut, time - cut)])), Sample.Flat(second[0]));
    });

    [Fact]
    public void A_stateful_layer_over_batches_equals_one_long_pass_until_it_is_reset() => Check(s =>
    {
        using Sequential stateful = [new Input(s.Time, s.Features) { BatchSize = s.Rows }, new SimpleRNN(s.Units) { Stateful = true, ReturnSequences = true }];
        using Sequential plain = [new Input(null, s.Features), new SimpleRNN(s.Units) { ReturnSequences = true }];
        Sample.Randomized(plain, s.Seed);
        stateful.SetWeights(plain.GetWeights());
        Tensor<float> data = Sample.Random(s.Seed, s.Rows, 3 * s.Time, s.Features), whole = plain.Predict(data);
        for (int round = 0; round < 2; round++)
        {
            for (int part = 0; part < 3; part++)
            {
                int[] times = [.. Enumerable.Range(part * s.Time, s.Time)];
                Assert.Equal(Sample.Flat(Sample.Times(whole, times)), Sample.Flat(stateful.Predict(Sample.Times(data, times), batchSize: s.Rows)));
            }

            stateful.ResetState();
        }
    });

    [Fact]
    public void A_causal_convolution_never_sees_a_later_step() => Check(s =>
    {
        Tensor<float> x = Sample.Random(s.Seed, s.Rows, s.Time + 1, s.Features);
        float[] changed = Sample.Flat(x);
        for (int row = 0; row < s.Rows; row++) changed[(((row + 1) * (s.Time + 1)) - 1) * s.Features] += 5;
        using Sequential model = [new Input(s.Time + 1, s.Features), new Conv1D(s.Units, 3, padding: Padding.Causal) { DilationRate = 1 + (s.Seed % 2) }];
        int[] earlier = [.. Enumerable.Range(0, s.Time)];
        Tensor<float> one = model.Predict(x), two = model.Predict(Sample.Of(changed, s.Rows, s.Time + 1, s.Features));
        Assert.Equal(Sample.Flat(Sample.Times(one, earlier)), Sample.Flat(Sample.Times(two, earlier)));
        Assert.NotEqual(Sample.Flat(one), Sample.Flat(two));
    });

    [Fact]
    public void Rows_of_a_batch_do_not_see_each_other() => Check(s =>
    {
        using Sequential model = [new Input(s.Time, s.Features), new Conv1D(s.Units, 2, padding: Padding.Same, activation: "relu"), new SimpleRNN(s.Units), new Dense(2)];
        Sample.Randomized(model, s.Seed);
        Tensor<float> x = Sample.Random(s.Seed, s.Rows, s.Time, s.Features);
        float[] together = Sample.Flat(model.Predict(x)), apart = Sample.Flat(model.Predict(x, batchSize: 1));
        Assert.Equal(together, apart);
    });

    private static void Check(Action<(int Rows, int Time, int Features, int Units, int Seed)> property) => Sizes.Sample(property, iter: 30, threads: 1);
}
