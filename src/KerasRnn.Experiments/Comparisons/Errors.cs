using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>From predictions to the numbers of a record.</summary>
internal static class Errors
{
    /// <summary>One-step RMSE of each test trajectory that has windows, in their order.</summary>
    public static IReadOnlyList<double> ByTrajectory(double[] predicted, TrajectoryWindows windows) =>
    [
        .. Enumerable.Range(0, windows.Count).GroupBy(windows.TrajectoryOf)
            .Select(g => Math.Sqrt(g.Average(w => Square(predicted, windows, w)))),
    ];

    /// <summary>One-step error by true position in the unit square.</summary>
    public static ErrorField Field(double[] predicted, TrajectoryWindows windows, UnitSquareScaling scaling)
    {
        double[] x = new double[windows.Count], y = new double[windows.Count], errors = new double[windows.Count];
        double[] position = new double[2];
        for (int w = 0; w < windows.Count; w++)
        {
            windows.Target(w).CopyTo(position);
            scaling.Apply(position);
            (x[w], y[w]) = (position[0], position[1]);
            errors[w] = Math.Sqrt(Square(predicted, windows, w));
        }

        return ErrorField.Of(x, y, errors);
    }

    /// <summary>A rollout to look at.</summary>
    public static RolloutExample Example(Rollout rollout, Horizon horizon, (string Case, double Quantile, int Index) chosen)
    {
        RolloutCase one = rollout.Cases[chosen.Index];
        int d = rollout.Coordinates;
        ReadOnlySpan<double> start = rollout.Set[one.Trajectory].Values[(one.Start * d)..(one.FirstPoint * d)];
        return new RolloutExample(
            chosen.Case, chosen.Quantile, one.Trajectory, horizon.Steps[chosen.Index], horizon.Censored[chosen.Index],
            Points(start, d), Points(First(rollout.Actual(chosen.Index)), d), Points(First(rollout.Predicted(chosen.Index)), d));

        ReadOnlySpan<double> First(ReadOnlySpan<double> all) => all[..Math.Min(all.Length, RolloutExample.MostSteps * d)];
    }

    private static double Square(double[] predicted, TrajectoryWindows windows, int window)
    {
        ReadOnlySpan<double> target = windows.Target(window);
        double sum = 0;
        for (int c = 0; c < target.Length; c++)
        {
            double error = predicted[(window * target.Length) + c] - target[c];
            sum += error * error;
        }

        return sum / target.Length;
    }

    private static IReadOnlyList<float>[] Points(ReadOnlySpan<double> values, int d)
    {
        IReadOnlyList<float>[] points = new IReadOnlyList<float>[values.Length / d];
        for (int i = 0; i < points.Length; i++)
        {
            float[] point = new float[d];
            for (int c = 0; c < d; c++) point[c] = (float)values[(i * d) + c];
            points[i] = point;
        }

        return points;
    }
}
