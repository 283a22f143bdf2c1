using System.Numerics.Tensors;
using KerasRnn.Engines;
using KerasRnn.Layers;

namespace KerasRnn.Tests.Training;

/// <summary>Masks are looked at through the gradient: with y = w·mask(x) and x = 1, a training step moves w where the mask is not 0.</summary>
public sealed class DropoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_share_is_dropped_and_the_rest_scaled_up(double rate)
    {
        float[] mask = Mask(new Dropout(rate), Sample.Simd, 5000);
        double scale = 1 / (1 - rate);
        Assert.All(mask, m => Assert.True(m == 0 || Math.Abs(m - scale) < 1e-5, $"{m} is neither 0 nor {scale}"));
        double dropped = mask.Count(m => m == 0) / 5000.0, deviation = Math.Sqrt(rate * (1 - rate) / 5000);
        Assert.InRange(dropped, rate - (5 * deviation), rate + (5 * deviation));
    }

    [Fact]
    public void Rates_of_0_and_1_are_the_identity_and_nothing()
    {
        Assert.All(Mask(new Dropout(0), Sample.Simd, 50), m => Assert.Equal(1, m));
        Assert.All(Mask(new Dropout(1), Sample.Simd, 50), m => Assert.Equal(0, m));
    }

    [Fact]
    public void Every_engine_sees_the_same_masks_and_every_step_new_ones()
    {
        float[][] simd = Masks(new Dropout(0.5), Sample.Simd, steps: 3), reference = Masks(new Dropout(0.5), Sample.Reference, steps: 3);
        for (int step = 0; step < 3; step++) Assert.Equal(reference[step], simd[step]);
        Assert.NotEqual(simd[0], simd[1]);
        Assert.NotEqual(simd[1], simd[2]);
        Assert.NotEqual(simd[0], Mask(new Dropout(0.5), Sample.Simd, 40, modelSeed: 8));
    }

    [Fact]
    public void A_seed_of_its_own_makes_a_layer_independent_of_the_models()
    {
        Assert.Equal(Mask(new Dropout(0.5) { Seed = 4 }, Sample.Simd, 40, modelSeed: 1), Mask(new Dropout(0.5) { Seed = 4 }, Sample.Simd, 40, modelSeed: 2));
        Assert.NotEqual(Mask(new Dropout(0.5) { Seed = 4 }, Sample.Simd, 40), Mask(new Dropout(0.5) { Seed = 5 }, Sample.Simd, 40));
    }

    [Fact]
    public void A_noise_shape_shares_the_mask_along_an_axis()
    {
        using Sequential model = [new Input(6, 4), new Pass(), new Dropout(0.5) { NoiseShape = [null, 1, null] }];
        model.Compile("sgd", "mse");
        Tensor<float> ones = Sample.Of([.. Enumerable.Repeat(1f, 3 * 24)], 3, 6, 4);
        Pass seen = (Pass)model.Layers[0];
        model.TrainOnBatch(ones, Sample.Of(new float[3 * 24], 3, 6, 4));
        float[] gradient = seen.Weights[0].GetValue();

        // Σ over rows of a step's squared masks: each step of a row has the same mask.
        for (int t = 1; t < 6; t++) Assert.Equal(gradient[..4], gradient[(t * 4)..((t + 1) * 4)]);
        Assert.True(gradient.Distinct().Count() > 1);
        Assert.Equal(
            "Dropout \"dropout\" expects a noise_shape of rank 3 with null, 1 or the input's dimension; got [null, 2, null] for [B, 6, 4].",
            Sample.Refused(() => new Sequential { new Input(6, 4), new Dropout(0.5) { NoiseShape = [null, 2, null] } }));
    }

    [Fact]
    public void Inference_drops_nothing()
    {
        using Sequential with = new(seed: 1) { new Input(5, 3), new Dropout(0.9), new SimpleRNN(4) { Dropout = 0.9, RecurrentDropout = 0.9 }, new Dense(1) };
        using Sequential without = new(seed: 1) { new Input(5, 3), new SimpleRNN(4), new Dense(1) };
        Tensor<float> x = Sample.Random(1, 6, 5, 3), y = Sample.Random(2, 6, 1);
        with.Compile("sgd", "mse");
        without.Compile("sgd", "mse");
        Assert.Equal(Sample.Flat(without.Predict(x)), Sample.Flat(with.Predict(x)));
        Assert.Equal(without.Evaluate(x, y, verbose: Verbose.Silent), with.Evaluate(x, y, verbose: Verbose.Silent));
        Assert.NotEqual(without.TrainOnBatch(x, y), with.TrainOnBatch(x, y));
    }

    [Fact]
    public void A_recurrence_drops_the_same_inputs_and_states_at_all_steps_on_every_engine()
    {
        // With K = 1, U = 1 and a linear cell, h_T = Σ_t x_t·m·r^(T-1-t): masks m and r are 0 or 2, equal over time.
        foreach (IEngine engine in Sample.Engines)
        {
            using Sequential model = [new Input(3, 1), new SimpleRNN(1, "linear") { Dropout = 0.5, RecurrentDropout = 0.5, KernelInitializer = "ones", RecurrentInitializer = "ones" }];
            model.Engine = engine;
            model.Compile(new SGD(0), "mae");
            HashSet<double> seen = [];
            for (int step = 0; step < 60; step++) seen.Add(Math.Round(model.TrainOnBatch(Sample.Of([1, 10, 100], 1, 3, 1), Sample.Of([0], 1, 1)).Loss, 3));
            Assert.Equal([0, 2 * 100, 2 * (100 + 20 + 4)], seen.Order());
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    public void A_rate_outside_0_and_1_is_refused(double rate) => Assert.Equal(
        FormattableString.Invariant($"Dropout expects rate between 0 and 1; got {rate}."), Sample.Refused(() => new Dropout(rate)));

    private static float[] Mask(Dropout layer, IEngine engine, int width, int modelSeed = 3) => Masks(layer, engine, 1, width, modelSeed)[0];

    // The loss is Σ mask·w over one row: one step of SGD at rate 1 takes the mask off w.
    private static float[][] Masks(Dropout layer, IEngine engine, int steps, int width = 40, int modelSeed = 3)
    {
        using Sequential model = new([new Input(1, width), new Pass(), layer], modelSeed) { Engine = engine };
        model.Compile(new SGD(1), new Total());
        Tensor<float> ones = Sample.Of([.. Enumerable.Repeat(1f, width)], 1, 1, width);
        return [.. Enumerable.Range(0, steps).Select(_ =>
        {
            model.Weights[0].SetValue(new float[width]);
            model.TrainOnBatch(ones, ones);
            return model.Weights[0].GetValue().Select(w => -w).ToArray();
        })];
    }

    // y = x + w.
    private sealed class Pass : Layer
    {
        private Variable? weight;

        protected override void Build(Shape input) => weight = AddWeight("w", input.Without(0), "zeros");

        protected override KerasTensor Call(KerasTensor x, CallContext context) => x + context.Read(weight!);
    }

    private sealed class Total() : Loss("total")
    {
        protected internal override KerasTensor Call(KerasTensor yTrue, KerasTensor yPred) => Ops.Sum(yPred, -1);
    }
}
