using System.Globalization;
using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories;

/// <summary>The error of a rollout by step, step 1 first. The error of one case at one step is <c>sqrt(mean_d((x̂_d - x_d)²))</c>, in the data's units.</summary>
public sealed record StepErrors
{
    /// <summary>Root mean square over cases and coordinates; NaN where a prediction has diverged.</summary>
    public required IReadOnlyList<double> Rmse { get; init; }

    /// <summary>10 % of the cases have a smaller error.</summary>
    public required IReadOnlyList<double> Quantile10 { get; init; }

    /// <summary>Half of the cases have a smaller error; infinite where half have diverged.</summary>
    public required IReadOnlyList<double> Median { get; init; }

    /// <summary>90 % of the cases have a smaller error.</summary>
    public required IReadOnlyList<double> Quantile90 { get; init; }

    /// <summary>How many cases last so long.</summary>
    public required IReadOnlyList<int> Cases { get; init; }

    /// <summary>The number of steps.</summary>
    public int Steps => Rmse.Count;

    /// <summary>The error at the first, middle and last step.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"RMSE {Rmse[0]:G4} at step 1, {Rmse[(Steps - 1) / 2]:G4} at step {(Steps - 1) / 2 + 1}, {Rmse[^1]:G4} at step {Steps}");

    internal static StepErrors Of(Rollout rollout)
    {
        int steps = rollout.Steps, d = rollout.Coordinates;
        double[] rmse = new double[steps], low = new double[steps], median = new double[steps], high = new double[steps];
        int[] cases = new int[steps];
        for (int step = 0; step < steps; step++)
        {
            var errors = new List<double>();
            for (int i = 0; i < rollout.Cases.Count; i++)
                if (step < rollout.Cases[i].Steps)
                    errors.Add(Error(rollout.Predicted(i).Slice(step * d, d), rollout.Actual(i).Slice(step * d, d)));
            cases[step] = errors.Count;
            rmse[step] = Math.Sqrt(errors.Sum(error => error * error) / errors.Count);
            double[] sorted = [.. errors.Select(error => double.IsNaN(error) ? double.PositiveInfinity : error).Order()];
            (low[step], median[step], high[step]) = (Quantile.Of(sorted, 0.1), Quantile.Of(sorted, 0.5), Quantile.Of(sorted, 0.9));
        }
        return new StepErrors { Rmse = rmse, Quantile10 = low, Median = median, Quantile90 = high, Cases = cases };
    }

    private static double Error(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        double sum = 0;
        for (int c = 0; c < actual.Length; c++)
            sum += (predicted[c] - actual[c]) * (predicted[c] - actual[c]);
        return Math.Sqrt(sum / actual.Length);
    }
}
