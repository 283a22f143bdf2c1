using KerasRnn.Layers;

namespace KerasRnn.Tests.Layers;

/// <summary>Numbers computed with pencil and paper, on every engine.</summary>
public sealed class ByHandTests
{
    [Fact]
    public void SimpleRNN_forward_matches_two_steps_computed_by_hand()
    {
        // h1 = x1·K + b = [1, 2] + [1, -1]; h1·U = [2·0 + 1·2, 2·1 + 1·0]; h2 = [3, 4] + [1, -1] + [2, 2].
        float[][] weights = [[1, 2, 3, 4], [0, 1, 2, 0], [1, -1]];
        Assert.Equal([2, 1, 6, 5], Sample.Output(Sample.Of([1, 0, 0, 1], 1, 2, 2), new SimpleRNN(2, "linear") { ReturnSequences = true }, weights));
        Assert.Equal([6, 5], Sample.Output(Sample.Of([1, 0, 0, 1], 1, 2, 2), new SimpleRNN(2, "linear"), weights));
    }

    [Fact]
    public void SimpleRNN_uses_tanh_unless_told_otherwise()
    {
        float h = MathF.Tanh(0.5f - 2 + 0.25f);
        Sample.Near([MathF.Tanh(1.5f + 1 + 0.25f + (2 * h))], Sample.Output(Sample.Of([1, 2, 3, -1], 1, 2, 2), new SimpleRNN(1), [0.5f, -1], [2], [0.25f]));
    }

    [Fact]
    public void SimpleRNN_going_backwards_returns_states_in_the_order_it_met_them() => Assert.Equal(
        [3, 32, 321],
        Sample.Output(Sample.Of([1, 2, 3], 1, 3, 1), new SimpleRNN(1, "linear") { ReturnSequences = true, GoBackwards = true, UseBias = false }, [1], [10]));

    [Fact]
    public void SimpleRNN_returns_its_last_state_as_a_second_output()
    {
        using Sequential model = [new Input(3, 1), new SimpleRNN(1, "linear") { ReturnSequences = true, ReturnState = true, UseBias = false }];
        model.SetWeights([Sample.Of([1], 1, 1), Sample.Of([10], 1, 1)]);
        IReadOnlyList<System.Numerics.Tensors.Tensor<float>> all = model.PredictAll(Sample.Of([1, 2, 3, 4, 5, 6], 2, 3, 1));
        Assert.Equal([1, 12, 123, 4, 45, 456], Sample.Flat(all[0]));
        Assert.Equal([123, 456], Sample.Flat(all[1]));
    }

    [Theory]
    [InlineData(2, 1, Padding.Valid, 1, new float[] { 21, 32, 43 })]
    [InlineData(2, 1, Padding.Causal, 1, new float[] { 10, 21, 32, 43 })]
    [InlineData(2, 1, Padding.Same, 1, new float[] { 21, 32, 43, 4 })]
    [InlineData(3, 1, Padding.Same, 1, new float[] { 210, 321, 432, 43 })]
    [InlineData(3, 2, Padding.Same, 1, new float[] { 321, 43 })]
    [InlineData(2, 2, Padding.Valid, 1, new float[] { 21, 43 })]
    [InlineData(2, 3, Padding.Causal, 1, new float[] { 10, 43 })]
    [InlineData(2, 1, Padding.Valid, 2, new float[] { 31, 42 })]
    [InlineData(2, 1, Padding.Causal, 2, new float[] { 10, 20, 31, 42 })]
    [InlineData(2, 1, Padding.Same, 2, new float[] { 20, 31, 42, 3 })]
    [InlineData(1, 3, Padding.Valid, 1, new float[] { 1, 4 })]
    public void Conv1D_computed_by_hand(int kernelSize, int strides, Padding padding, int dilation, float[] expected)
    {
        float[] kernel = [.. new float[] { 1, 10, 100 }.Take(kernelSize)];
        Conv1D layer = new(1, kernelSize, strides, padding) { DilationRate = dilation };
        Assert.Equal([.. expected.Select(v => v + 0.5f)], Sample.Output(Sample.Of([1, 2, 3, 4], 1, 4, 1), layer, kernel, [0.5f]));
    }

    [Fact]
    public void Conv1D_groups_see_their_own_channels() =>

        // Filters 0 and 1 see channels 0 and 1, filters 2 and 3 see channels 2 and 3: kernel [1, 2, 4].
        Assert.Equal(
            [1 + 20, 2 + 40, 30 + 400, 60 + 800],
            Sample.Output(Sample.Of([1, 2, 3, 4], 1, 1, 4), new Conv1D(4, 1) { Groups = 2, UseBias = false }, [1, 2, 10, 20, 10, 20, 100, 200]));

    [Fact]
    public void Dense_works_on_the_last_axis() => Assert.Equal(
        [1 + 6 + 1, 2 + 8 - 1, 5 + 18 + 1, 10 + 24 - 1],
        Sample.Output(Sample.Of([1, 2, 5, 6], 1, 2, 2), new Dense(2), [1, 2, 3, 4], [1, -1]));

    [Theory]
    [InlineData(2, null, Padding.Valid, new float[] { -1, -3 })]
    [InlineData(2, null, Padding.Same, new float[] { -1, -3, -5 })]
    [InlineData(3, 1, Padding.Same, new float[] { -1, -1, -2, -3, -4 })]
    [InlineData(2, 3, Padding.Valid, new float[] { -1, -4 })]
    public void Max_pools_do_not_take_padding_for_a_value(int pool, int? strides, Padding padding, float[] expected) =>
        Assert.Equal(expected, Sample.Output(Sample.Of([-1, -2, -3, -4, -5], 1, 5, 1), new MaxPooling1D(pool, strides, padding)));

    [Theory]
    [InlineData(2, null, Padding.Valid, new float[] { 1.5f, 3.5f })]
    [InlineData(2, null, Padding.Same, new float[] { 1.5f, 3.5f, 5 })]
    [InlineData(3, 1, Padding.Same, new float[] { 1.5f, 2, 3, 4, 4.5f })]
    [InlineData(4, 2, Padding.Same, new float[] { 2, 3.5f, 4.5f })]
    public void Average_pools_count_real_cells_alone(int pool, int? strides, Padding padding, float[] expected) =>
        Sample.Near(expected, Sample.Output(Sample.Of([1, 2, 3, 4, 5], 1, 5, 1), new AveragePooling1D(pool, strides, padding)));

    [Fact]
    public void Global_pools_reduce_time()
    {
        System.Numerics.Tensors.Tensor<float> x = Sample.Of([1, -2, 3, -4, 8, -9], 1, 3, 2);
        Assert.Equal([8, -2], Sample.Output(x, new GlobalMaxPooling1D()));
        Sample.Near([4, -5], Sample.Output(x, new GlobalAveragePooling1D()));
        using Sequential model = [new Input(3, 2), new GlobalMaxPooling1D { KeepDims = true }, new GlobalAveragePooling1D { KeepDims = true }];
        Assert.Equal(new Shape(Shape.Batch, 1, 2), model.OutputShapes[0]);
    }

    [Fact]
    public void RepeatVector_repeats_a_vector_at_each_step() =>
        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], Sample.Output(Sample.Of([1, 2, 3, 4], 2, 2), new RepeatVector(3)));

    [Theory]
    [InlineData(new[] { 3, 2 }, new[] { 3, 2 })]
    [InlineData(new[] { -1 }, new[] { 6 })]
    [InlineData(new[] { 3, -1 }, new[] { 3, 2 })]
    [InlineData(new[] { -1, 1, 3 }, new[] { 2, 1, 3 })]
    public void Reshape_finds_the_dimension_left_open(int[] target, int[] expected)
    {
        using Sequential model = [new Input(2, 3), new Reshape(target)];
        System.Numerics.Tensors.Tensor<float> x = Sample.Of([1, 2, 3, 4, 5, 6], 1, 2, 3), y = model.Predict(x);
        Assert.Equal([1, .. expected], Sample.Lengths(y));
        Assert.Equal(Sample.Flat(x), Sample.Flat(y));
        Assert.Equal(new Shape([Shape.Batch, .. expected]), model.OutputShapes[0]);
    }

    [Fact]
    public void Flatten_keeps_the_order_of_a_row()
    {
        using Sequential model = [new Input(2, 2), new Flatten()];
        System.Numerics.Tensors.Tensor<float> y = model.Predict(Sample.Of([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2));
        Assert.Equal([2, 4], Sample.Lengths(y));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Sample.Flat(y));
    }

    [Fact]
    public void Activation_applies_its_function() =>
        Sample.Near([0.25f, 0.75f], Sample.Output(Sample.Of([0, MathF.Log(3)], 1, 2), new Activation("softmax")));
}
