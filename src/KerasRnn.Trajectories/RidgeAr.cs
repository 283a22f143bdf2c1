using KerasRnn.Trajectories.Numerics;

namespace KerasRnn.Trajectories;

/// <summary>
/// The linear baseline, a vector autoregression AR(n): <c>x(t + k) = b + Σ_j A_j x(t - j)</c> over the n points and all coordinates of the window, with the weights that minimise
/// <c>mean |x̂ - x|² + Ridge |A|²</c>, in closed form. It learns parabolas exactly; bounces, which are not linear, spoil them.
/// </summary>
/// <example><code>RidgeAr ar = RidgeAr.Fit(train.Windows(8));</code></example>
public sealed class RidgeAr : Predictor
{
    private readonly double[] weights, intercept;

    private RidgeAr(TrajectoryWindows windows, double ridge, double[] weights, double[] intercept)
        : base("ridge-ar", windows.Length, windows.Ahead, windows.Coordinates) => (Ridge, this.weights, this.intercept) = (ridge, weights, intercept);

    /// <summary>The penalty, per observation.</summary>
    public double Ridge { get; }

    /// <summary>The weights, [window, coordinates in, coordinates out], flat.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The intercept of each coordinate.</summary>
    public ReadOnlySpan<double> Intercept => intercept;

    /// <summary>Fits windows.</summary>
    /// <param name="windows">The training windows.</param>
    /// <param name="ridge">The penalty per observation, positive; default 1e-8, for data in the unit square.</param>
    /// <exception cref="ArgumentException">The penalty is not positive.</exception>
    public static RidgeAr Fit(TrajectoryWindows windows, double ridge = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (!(ridge > 0) || double.IsInfinity(ridge))
            throw Throw.Ridge("ridge-ar", ridge);
        var regression = new RidgeRegression(windows.Length * windows.Coordinates, windows.Coordinates);
        for (int i = 0; i < windows.Count; i++)
            regression.Add(windows.Window(i), windows.Target(i));
        var (weights, intercept) = regression.Solve(ridge) ?? throw Throw.Singular();
        return new RidgeAr(windows, ridge, weights, intercept);
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<double> windows, int count, Span<double> next)
    {
        int size = Window * Coordinates, d = Coordinates;
        for (int i = 0; i < count; i++)
            for (int c = 0; c < d; c++)
            {
                double sum = intercept[c];
                for (int j = 0; j < size; j++)
                    sum += windows[i * size + j] * weights[j * d + c];
                next[i * d + c] = sum;
            }
    }
}
