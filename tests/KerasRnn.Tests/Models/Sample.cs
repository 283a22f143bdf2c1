using System.Globalization;
using System.Numerics.Tensors;
using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Reference;

namespace KerasRnn.Tests;

/// <summary>Data, weights and comparisons for tests of layers, models and training.</summary>
internal static class Sample
{
    public static readonly IEngine Simd = new SimdEngine(threads: 1);
    public static readonly IEngine Reference = new ReferenceEngine();

    public static readonly IEngine[] Engines = [Simd, Reference];

    /// <summary>Numbers in [-1, 1).</summary>
    public static float[] Draw(int count, int seed)
    {
        CounterRandom random = new((ulong)seed, 99);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    public static Tensor<float> Random(int seed, params int[] lengths) => Of(Draw(lengths.Aggregate(1, (a, b) => a * b), seed), lengths);

    public static Tensor<float> Of(float[] values, params int[] lengths) => Tensor.Create(values, [.. lengths.Select(l => (nint)l)]);

    public static float[] Flat(Tensor<float> tensor)
    {
        float[] flat = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(flat);
        return flat;
    }

    public static int[] Lengths(Tensor<float> tensor) => [.. tensor.Lengths.ToArray().Select(l => (int)l)];

    /// <summary>The first rows of a tensor, or rows from a start.</summary>
    public static Tensor<float> Rows(Tensor<float> tensor, int start, int count)
    {
        int[] lengths = Lengths(tensor);
        int width = (int)tensor.FlattenedLength / lengths[0];
        return Of(Flat(tensor)[(start * width)..((start + count) * width)], [count, .. lengths[1..]]);
    }

    /// <summary>A tensor [rows, time, features] with time picked in another order.</summary>
    public static Tensor<float> Times(Tensor<float> x, params int[] times)
    {
        int[] lengths = Lengths(x);
        float[] flat = Flat(x), picked = new float[lengths[0] * times.Length * lengths[2]];
        for (int row = 0; row < lengths[0]; row++)
        {
            for (int t = 0; t < times.Length; t++)
            {
                Array.Copy(flat, ((row * lengths[1]) + times[t]) * lengths[2], picked, ((row * times.Length) + t) * lengths[2], lengths[2]);
            }
        }

        return Of(picked, lengths[0], times.Length, lengths[2]);
    }

    /// <summary>Gives every weight random numbers, biases too, so that a misplaced weight is seen.</summary>
    public static TModel Randomized<TModel>(TModel model, int seed = 1)
        where TModel : Layer
    {
        model.SetWeights([.. model.Weights.Select((w, i) => Of([.. Draw(w.Count, seed + i).Select(v => v * 0.7f)], [.. w.Shape.Dimensions]))]);
        return model;
    }

    /// <summary>The output of layers with given weights on every engine, which have to agree.</summary>
    public static float[] Output(Tensor<float> x, Layer layer, params float[][] weights)
    {
        float[][] found = [.. Engines.Select(engine =>
        {
            using Sequential model = new([new Sequential([layer])]) { Engine = engine };
            if (!layer.Built) model.Predict(x);
            for (int i = 0; i < weights.Length; i++) layer.Weights[i].SetValue(weights[i]);
            return Flat(model.Predict(x));
        })];
        Near(found[1], found[0], 1e-5, "simd against reference");
        return found[0];
    }

    public static double[] Doubles(Variable variable)
    {
        double[] value = new double[variable.Count];
        variable.CopyTo(value);
        return value;
    }

    /// <summary>All weights one after the other.</summary>
    public static float[] Weights(Layer layer) => [.. layer.Weights.SelectMany(w => w.GetValue())];

    public static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, double tolerance = 1e-6, string what = "value")
    {
        Assert.True(expected.Length == found.Length, $"{what}: {expected.Length} numbers expected, {found.Length} found");
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].Equals(found[i]) || Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i])),
                string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: {expected[i]:R} expected, {found[i]:R} found"));
        }
    }

    public static void Near(double expected, double found, double tolerance = 1e-6, string what = "value") => Assert.True(
        Math.Abs(expected - found) <= tolerance * (1 + Math.Abs(expected)),
        string.Create(CultureInfo.InvariantCulture, $"{what}: {expected:R} expected, {found:R} found"));

    /// <summary>The sentence that an action is refused with.</summary>
    public static string Sentence<TException>(Action action)
        where TException : Exception => Assert.ThrowsAny<TException>(action).Message;

    /// <summary>The sentence that something is refused with, whose result would be looked at.</summary>
    public static string Refused(Func<object?> make) => Sentence<ArgumentException>(() => _ = make());

    public static string Refused(Action action) => Sentence<ArgumentException>(action);
}
