using System.Globalization;
using KerasRnn.Display;

namespace KerasRnn.Trajectories;

/// <summary>
/// The prediction horizon of each case of a rollout: the number of valid steps before the first with an error above the threshold. A case that
/// is still valid at its end is <b>censored</b>: its horizon is at least its length, and is counted as that.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Horizon : IHtmlView
{
    /// <summary>Whose horizon it is: the name of the predictor; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The error, in standard deviations, above which a prediction is no longer valid.</summary>
    public required double Threshold { get; init; }

    /// <summary>Valid steps of each case.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>Whether each case was still valid at its end.</summary>
    public required IReadOnlyList<bool> Censored { get; init; }

    /// <summary>The number of cases.</summary>
    public int Count => Steps.Count;

    /// <summary>The median over cases; a lower bound if half of them are censored.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The mean over cases. A few long survivors rule it: prefer the median.</summary>
    public double Mean => Steps.Average();

    /// <summary>The share of cases that were still valid at their end.</summary>
    public double CensoredShare => (double)Censored.Count(censored => censored) / Count;

    /// <summary>A quantile over cases, linear between order statistics.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw Throw.Share(share);
        return Numerics.Quantile.Of([.. Steps.Select(steps => (double)steps).Order()], share);
    }

    /// <summary>
    /// The share of cases still valid after 0, 1, 2, ... steps: Kaplan and Meier's estimate, in which a censored case counts as long as it was seen.
    /// </summary>
    public IReadOnlyList<double> Survival()
    {
        double[] curve = new double[Steps.Max() + 1];
        curve[0] = 1;
        for (int step = 1; step < curve.Length; step++)
        {
            int atRisk = 0, failed = 0;
            for (int i = 0; i < Count; i++)
            {
                bool seen = Steps[i] >= step || (Steps[i] == step - 1 && !Censored[i]);
                atRisk += seen ? 1 : 0;
                failed += seen && Steps[i] < step ? 1 : 0;
            }
            curve[step] = curve[step - 1] * (1 - (double)failed / atRisk);
        }
        return curve;
    }

    /// <summary>The share of rollouts still valid at each step, as a picture: a self-contained HTML fragment, for notebooks.</summary>
    public string ToHtml() => HorizonPicture.ToHtml(this);

    /// <summary>The median, the range of the middle 80 %, and how many are still valid at the end.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"median {Median:0.#} step{(Median == 1 ? "" : "s")} (80 % between {Quantile(0.1):0.#} and {Quantile(0.9):0.#}), {100 * CensoredShare:0.#} % still valid at the end");

    [StackTraceHidden]
    internal static Horizon Of(Rollout rollout, double threshold, IReadOnlyList<double> sigma)
    {
        if (!(threshold > 0))
            throw Throw.Threshold(threshold);
        if (sigma.Count != rollout.Coordinates)
            throw Throw.SigmaCount(rollout.Name, rollout.Set.CoordinateNames, sigma.Count);
        for (int d = 0; d < sigma.Count; d++)
            if (!(sigma[d] > 0) || double.IsInfinity(sigma[d]))
                throw Throw.Sigma(rollout.Set.CoordinateNames[d], sigma[d]);
        int[] steps = new int[rollout.Cases.Count];
        bool[] censored = new bool[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = Valid(rollout.Predicted(i), rollout.Actual(i), threshold, sigma);
            censored[i] = steps[i] == rollout.Cases[i].Steps;
        }
        return new Horizon { Name = rollout.Name, Threshold = threshold, Steps = steps, Censored = censored };
    }

    private static int Valid(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual, double threshold, IReadOnlyList<double> sigma)
    {
        int d = sigma.Count, valid = 0;
        for (; valid * d < actual.Length; valid++)
        {
            double sum = 0;
            for (int c = 0; c < d; c++)
            {
                double error = (predicted[valid * d + c] - actual[valid * d + c]) / sigma[c];
                sum += error * error;
            }
            // Written so that NaN counts as exceeded.
            if (!(Math.Sqrt(sum / d) <= threshold))
                break;
        }
        return valid;
    }
}
