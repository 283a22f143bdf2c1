using System.Text.Json;
using KerasRnn.Initializers;

namespace KerasRnn.Goldens.LayerCases;

/// <summary>
/// First values of a weight: exact ones, the distribution that is asked for, or what becomes of a drawn matrix. They are made on the
/// host and are float32 on every engine, so that the float32 bound holds.
/// </summary>
internal static class InitializerCase
{
    private const int Draws = 400;

    public static void Run(JsonElement json, CaseCheck check)
    {
        Initializer initializer = Library.Initializer(json.GetProperty("initializer"));
        Shape shape = new(json.Whole("shape"));
        if (json.Find("draw") is JsonElement draw) Distribution(initializer, shape, draw, check, "");
        else if (json.Find("gaussian") is JsonElement gaussian) FromGaussian(initializer, shape, GoldenTensor.Parse(gaussian), json, check);
        else Values(initializer, shape, GoldenTensor.Parse(json.GetProperty("values")), check, "");
    }

    public static void Values(Initializer initializer, Shape shape, GoldenTensor expected, CaseCheck check, string at)
    {
        if (initializer.Draw(shape) is Draw draw) check.Fail($"{at}expected fixed values; got {draw}");
        check.Near($"{at}values", expected, shape.Dimensions.ToArray(), Fill(initializer, shape, 0), Bounds.Layer(expected, isDouble: false));
    }

    /// <summary>The distribution that an initializer names, and that what it draws has its limits, mean and standard deviation.</summary>
    public static void Distribution(Initializer initializer, Shape shape, JsonElement expected, CaseCheck check, string at)
    {
        if (initializer.Draw(shape) is not Draw draw)
        {
            check.Fail($"{at}expected a random distribution; got fixed values");
            return;
        }

        Bound bound = Bounds.Training(1e-9);
        string family = expected.Text("distribution");
        check.Same($"{at}distribution", family, Naming.Snake(draw.Distribution.ToString()));
        check.SameList($"{at}shape that is drawn", expected.Whole("shape"), draw.Shape.Dimensions.ToArray());
        bool isUniform = family == "uniform";
        double first = expected.GetProperty(isUniform ? "minval" : "mean").Number(), second = expected.GetProperty(isUniform ? "maxval" : "stddev").Number();
        check.Near($"{at}{(isUniform ? "minval" : "mean")}", first, draw.First, bound);
        check.Near($"{at}{(isUniform ? "maxval" : "stddev")}", second, draw.Second, bound);

        // What an orthogonal matrix is made of is not what comes out.
        if (initializer is not Orthogonal) Sample(initializer, shape, draw, check, at);
    }

    private static void FromGaussian(Initializer initializer, Shape shape, GoldenTensor gaussian, JsonElement json, CaseCheck check)
    {
        GoldenTensor expected = GoldenTensor.Parse(json.GetProperty("values"));
        double[] found = Orthogonal.FromGaussian(shape, gaussian.Data, ((Orthogonal)initializer).Gain);
        check.Near("values", expected, shape.Dimensions.ToArray(), found, Bounds.Layer(expected, check.Engine.IsDouble));
    }

    // Hundreds of fills of different streams: limits exactly, mean and standard deviation within five standard errors.
    private static void Sample(Initializer initializer, Shape shape, Draw draw, CaseCheck check, string at)
    {
        double[] all = [.. Enumerable.Range(0, Draws).SelectMany(stream => Fill(initializer, shape, stream))];
        (double mean, double deviation, double least, double most) = draw.Distribution switch
        {
            DrawDistribution.Uniform => ((draw.First + draw.Second) / 2, (draw.Second - draw.First) / Math.Sqrt(12), draw.First, draw.Second),
            DrawDistribution.Normal => (draw.First, draw.Second, double.NegativeInfinity, double.PositiveInfinity),
            _ => (draw.First, draw.Second * CutNormalDeviation, draw.First - (2 * draw.Second), draw.First + (2 * draw.Second)),
        };
        double found = all.Average(), spread = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
        double rounding = 1e-6 * (Math.Abs(least) + Math.Abs(most));
        if (all.Min() < least - rounding || all.Max() > most + rounding) check.Fail($"{at}expected numbers from {least} to {most}; got {all.Min()} to {all.Max()}");
        if (Math.Abs(found - mean) > 5 * deviation / Math.Sqrt(all.Length)) check.Fail($"{at}expected a mean of {mean}; got {found} from {all.Length} numbers");
        if (Math.Abs(spread - deviation) > 5 * deviation / Math.Sqrt(all.Length)) check.Fail($"{at}expected a standard deviation of {deviation}; got {spread} from {all.Length} numbers");
    }

    // The standard deviation of a standard normal number that is drawn again beyond two.
    private const double CutNormalDeviation = 0.87962566103423978;

    private static double[] Fill(Initializer initializer, Shape shape, int stream)
    {
        float[] values = new float[shape.Count(1)];
        initializer.Fill(shape, new CounterRandom(seed: 1, (ulong)stream), values);
        return Array.ConvertAll(values, value => (double)value);
    }
}
