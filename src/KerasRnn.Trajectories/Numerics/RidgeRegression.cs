using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasRnn.Trajectories.Numerics;

/// <summary>
/// Ridge regression in closed form, in double: <c>W = (X'X/N + λ I)^-1 X'Y/N</c> on centred features and targets, so that the intercept is not penalised.
/// Solved by Cholesky's factorisation. Row by row, so that the features of all windows never exist at once.
/// </summary>
internal sealed class RidgeRegression
{
    private readonly int featureCount, targetCount;
    private readonly double[] featureShift, targetShift, gram, cross, row;
    private readonly double[] featureSum, targetSum;
    private int count;

    public RidgeRegression(int features, int targets)
    {
        (featureCount, targetCount) = (features, targets);
        (gram, cross, row) = (new double[features * features], new double[features * targets], new double[features]);
        (featureSum, targetSum) = (new double[features], new double[targets]);
        (featureShift, targetShift) = (new double[features], new double[targets]);
    }

    /// <summary>Adds one observation.</summary>
    public void Add(ReadOnlySpan<double> features, ReadOnlySpan<double> targets)
    {
        // Centring on the first observation keeps X'X - N x̄x̄' from cancelling when the data lie far from zero.
        if (count++ == 0)
        {
            features.CopyTo(featureShift);
            targets.CopyTo(targetShift);
        }
        for (int i = 0; i < featureCount; i++)
        {
            row[i] = features[i] - featureShift[i];
            featureSum[i] += row[i];
        }
        for (int j = 0; j < targetCount; j++)
            targetSum[j] += targets[j] - targetShift[j];
        for (int i = 0; i < featureCount; i++)
        {
            AddScaled(row.AsSpan(0, i + 1), row[i], gram.AsSpan(i * featureCount, i + 1));
            for (int j = 0; j < targetCount; j++)
                cross[i * targetCount + j] += row[i] * (targets[j] - targetShift[j]);
        }
    }

    /// <summary>The weights, [features, targets], and the intercept, [targets]; null if they are not unique at this ridge in double precision.</summary>
    public (double[] Weights, double[] Intercept)? Solve(double ridge)
    {
        int n = featureCount, m = targetCount;
        double[] matrix = new double[n * n], weights = new double[n * m], intercept = new double[m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                matrix[i * n + j] = (gram[i * n + j] - featureSum[i] * featureSum[j] / count) / count;
            matrix[i * n + i] += ridge;
            for (int j = 0; j < m; j++)
                weights[i * m + j] = (cross[i * m + j] - featureSum[i] * targetSum[j] / count) / count;
        }
        if (!Factorise(matrix, n))
            return null;
        Substitute(matrix, weights, n, m);
        for (int j = 0; j < m; j++)
        {
            intercept[j] = targetShift[j] + targetSum[j] / count;
            for (int i = 0; i < n; i++)
                intercept[j] -= weights[i * m + j] * (featureShift[i] + featureSum[i] / count);
        }
        return (weights, intercept);
    }

    // The lower triangle becomes L with L L' = matrix, which has to be positive definite.
    private static bool Factorise(double[] matrix, int n)
    {
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i * n + j] - Dot(matrix.AsSpan(i * n, j), matrix.AsSpan(j * n, j));
                if (i != j)
                    matrix[i * n + j] = rest / matrix[j * n + j];
                else if (rest > 0)
                    matrix[i * n + i] = Math.Sqrt(rest);
                else
                    return false;
            }
        return true;
    }

    private static void Substitute(double[] factor, double[] weights, int n, int m)
    {
        for (int j = 0; j < m; j++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = weights[i * m + j];
                for (int k = 0; k < i; k++)
                    sum -= factor[i * n + k] * weights[k * m + j];
                weights[i * m + j] = sum / factor[i * n + i];
            }
            for (int i = n - 1; i >= 0; i--)
            {
                double sum = weights[i * m + j];
                for (int k = i + 1; k < n; k++)
                    sum -= factor[k * n + i] * weights[k * m + j];
                weights[i * m + j] = sum / factor[i * n + i];
            }
        }
    }

    // Multiply, then add, element by element: the same bits whatever the width of a vector.
    private static void AddScaled(ReadOnlySpan<double> x, double scale, Span<double> sum)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(x);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        var factor = new Vector<double>(scale);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += factor * vectors[i];
        for (int i = sums.Length * Vector<double>.Count; i < sum.Length; i++)
            sum[i] += scale * x[i];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
