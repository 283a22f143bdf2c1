using System.Globalization;
using KerasRnn.Engines;
using KerasRnn.Engines.Simd;
using KerasRnn.Reference;

namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>One model on three engines. What counts is the distance to the double-precision engine.</summary>
internal sealed record ParityCheck(bool IsConditioned, double Outputs, double Gradients, double Weights, string? Failure)
{
    private const double OutputBound = 1e-5, GradientBound = 1e-4, WeightBound = 1e-3, Conditioned = 1e-5;
    private const int Doubts = 6;

    public static ParityCheck Of(ModelSpec spec, TensorFlowEngine tensorFlow)
    {
        ParityRun expected = ParityRun.On(new ReferenceEngine(), spec);
        ParityCheck check = Of(spec, tensorFlow, expected, Keeps(spec, expected, new Nudge(spec.Seed, everyStep: false)));
        if (check.Failure is null || !check.IsConditioned) return check;

        // A kink (of |x|, of relu) may lie where the first nudge did not reach: a failure is doubted until the reference has rounded as float32 does.
        bool keeps = Enumerable.Range(0, Doubts).All(seed => Keeps(spec, expected, new Nudge(seed, everyStep: true)));
        return keeps ? check : Of(spec, tensorFlow, expected, false);
    }

    // Where weights that differ by a rounding error lead elsewhere, no two engines can agree for long.
    private static bool Keeps(ModelSpec spec, ParityRun expected, Nudge nudge) =>
        Apart(expected.Late, ParityRun.On(new ReferenceEngine(), spec, nudge).Late) <= Conditioned;

    private static ParityCheck Of(ModelSpec spec, TensorFlowEngine tensorFlow, ParityRun expected, bool isConditioned)
    {
        (double outputs, double gradients, double weights) = (0, 0, 0);
        string? failure = null;
        foreach (IEngine engine in (IEngine[])[new SimdEngine(threads: 1), tensorFlow])
        {
            ParityRun found = ParityRun.On(engine, spec, trainsLong: isConditioned);
            double o = Apart(expected.Outputs, found.Outputs), g = Gradient(expected.Gradients, found.Gradients);
            double w = isConditioned ? Apart(expected.Late, found.Late) : Apart(expected.Early, found.Early);
            if (!(o <= OutputBound && g <= GradientBound && w <= WeightBound))
            {
                failure ??= string.Create(CultureInfo.InvariantCulture, $"{engine.Name} is away from the reference by {o:G3} in outputs, {g:G3} in gradients, {w:G3} after {(isConditioned ? "100" : "5")} steps");
            }

            (outputs, gradients, weights) = (Math.Max(outputs, o), Math.Max(gradients, g), Math.Max(weights, w));
        }

        return new ParityCheck(isConditioned, outputs, gradients, weights, failure);
    }

    // The largest difference, relative to numbers above 1.
    private static double Apart(double[][] expected, double[][] found)
    {
        double worst = 0;
        foreach ((double[] a, double[] b) in expected.Zip(found))
        {
            foreach ((double x, double y) in a.Zip(b))
            {
                double apart = Math.Abs(x - y) / Math.Max(1, Math.Abs(x));
                if (!(apart <= worst)) worst = x.Equals(y) ? worst : apart;
            }
        }

        return worst;
    }

    // The largest difference relative to the size of its tensor; below a thousandth of the largest gradient that thousandth counts.
    private static double Gradient(double[][] expected, double[][] found)
    {
        double all = expected.SelectMany(a => a).Select(Math.Abs).Append(0).Max(), worst = 0;
        foreach ((double[] a, double[] b) in expected.Zip(found))
        {
            double size = Math.Max(a.Select(Math.Abs).Append(0).Max(), (all * 1e-3) + 1e-7);
            foreach ((double x, double y) in a.Zip(b)) worst = Math.Max(worst, x.Equals(y) ? 0 : Math.Abs(x - y) / size);
        }

        return worst;
    }
}
