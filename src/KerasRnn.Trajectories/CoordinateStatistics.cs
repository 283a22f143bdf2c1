using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>Statistics of each coordinate over all points of a set.</summary>
public sealed record CoordinateStatistics
{
    /// <summary>Names of the coordinates.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Mean of each coordinate.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of each coordinate (of the population: divided by the number of points).</summary>
    public required IReadOnlyList<double> Sigma { get; init; }

    /// <summary>Smallest value of each coordinate.</summary>
    public required IReadOnlyList<double> Min { get; init; }

    /// <summary>Largest value of each coordinate.</summary>
    public required IReadOnlyList<double> Max { get; init; }

    /// <summary>One line per coordinate.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Names.Select((name, d) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}: mean {Mean[d]:G6}, sigma {Sigma[d]:G6}, {Min[d]:G6} to {Max[d]:G6}")));

    internal static CoordinateStatistics Of(TrajectorySet set)
    {
        if (set.PointCount == 0)
            throw Throw.EmptySet(set.Name, "statistics");
        int n = set.PointCount, dimensions = set.Coordinates;
        double[] mean = new double[dimensions], sigma = new double[dimensions], min = new double[dimensions], max = new double[dimensions];
        Array.Fill(min, double.PositiveInfinity);
        Array.Fill(max, double.NegativeInfinity);
        for (int d = 0; d < dimensions; d++)
        {
            foreach (Trajectory trajectory in set)
                for (int i = 0; i < trajectory.Count; i++)
                {
                    double value = trajectory[i, d];
                    mean[d] += value / n;
                    min[d] = Math.Min(min[d], value);
                    max[d] = Math.Max(max[d], value);
                }
            foreach (Trajectory trajectory in set)
                for (int i = 0; i < trajectory.Count; i++)
                    sigma[d] += (trajectory[i, d] - mean[d]) * (trajectory[i, d] - mean[d]) / n;
            sigma[d] = Math.Sqrt(sigma[d]);
        }
        return new CoordinateStatistics { Names = set.CoordinateNames, Mean = mean, Sigma = sigma, Min = min, Max = max };
    }
}
