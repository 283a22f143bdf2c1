using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories;

/// <summary>
/// Nonlinear vector autoregression, also called next-generation reservoir computing (Gauthier and others, 2021): a ridge regression from the last points of the window and all their
/// products of two, <c>[u, u_i u_j for i ≤ j]</c>, to the <b>difference</b> x(t + k) - x(t). Strong on smooth chaos such as Lorenz; at a wall it fails.
/// </summary>
/// <example><code>Nvar nvar = Nvar.Fit(train.Windows(8), points: 2);</code></example>
public sealed class Nvar : Predictor
{
    private const int MostPoints = 8, MostValues = 24;

    private readonly double[] weights, intercept;

    private Nvar(TrajectoryWindows windows, int points, double ridge, double[] weights, double[] intercept)
        : base("nvar", windows.Length, windows.Ahead, windows.Coordinates) => (Points, Ridge, this.weights, this.intercept) = (points, ridge, weights, intercept);

    /// <summary>How many of the window's last points are used.</summary>
    public int Points { get; }

    /// <summary>The penalty, per observation.</summary>
    public double Ridge { get; }

    /// <summary>The number of features, m + m (m + 1)/2 with m = Points · Coordinates; there is one weight for each and each coordinate.</summary>
    public int Features => FeatureCount(Points * Coordinates);

    /// <summary>Fits windows.</summary>
    /// <param name="windows">The training windows.</param>
    /// <param name="points">How many of a window's last points to use; null: all, but at most 8 points and 24 values, because the number of products grows with the square.</param>
    /// <param name="ridge">The penalty per observation, positive; default 1e-8, for data in the unit square.</param>
    /// <exception cref="ArgumentException">The penalty is not positive, or a window has not that many points.</exception>
    public static Nvar Fit(TrajectoryWindows windows, int? points = null, double ridge = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(windows);
        int d = windows.Coordinates, used = points ?? Math.Min(Math.Min(windows.Length, MostPoints), Math.Max(1, MostValues / d));
        if (used < 1 || used > windows.Length)
            throw Throw.NvarPoints(used, windows.Length);
        if (!(ridge > 0) || double.IsInfinity(ridge))
            throw Throw.Ridge("nvar", ridge);
        double[] features = new double[FeatureCount(used * d)], difference = new double[d];
        var regression = new RidgeRegression(features.Length, d);
        for (int i = 0; i < windows.Count; i++)
        {
            ReadOnlySpan<double> window = windows.Window(i), target = windows.Target(i);
            for (int c = 0; c < d; c++)
                difference[c] = target[c] - window[^(d - c)];
            Expand(window[^(used * d)..], features);
            regression.Add(features, difference);
        }
        var (weights, intercept) = regression.Solve(ridge) ?? throw Throw.Singular();
        return new Nvar(windows, used, ridge, weights, intercept);
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates, d = Coordinates;
        double[] features = new double[Features];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> window = windows.Slice(i * size, size);
            Expand(window[^(Points * d)..], features);
            for (int c = 0; c < d; c++)
            {
                double sum = window[^(d - c)] + intercept[c];
                for (int j = 0; j < features.Length; j++)
                    sum += features[j] * weights[j * d + c];
                next[i * d + c] = sum;
            }
        }
    }

    private static int FeatureCount(int linear) => linear + linear * (linear + 1) / 2;

    private static void Expand(ReadOnlySpan<double> linear, Span<double> features)
    {
        linear.CopyTo(features);
        int at = linear.Length;
        for (int i = 0; i < linear.Length; i++)
            for (int j = i; j < linear.Length; j++)
                features[at++] = linear[i] * linear[j];
    }
}
