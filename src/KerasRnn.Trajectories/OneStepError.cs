using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// The root mean square error per coordinate of single predictions from true positions, <c>sqrt(mean((x̂_d - x_d)²))</c> over windows and coordinates, in the data's units.
/// </summary>
public sealed record OneStepError
{
    /// <summary>Over all windows.</summary>
    public required double All { get; init; }

    /// <summary>Over windows without a bounce in the last steps (see <see cref="TrajectoryWindows.Bounces"/>); null if there is none or bounces are not known.</summary>
    public double? FreeFlight { get; init; }

    /// <summary>Over windows with a bounce in the last steps; null if there is none or bounces are not known.</summary>
    public double? Bounce { get; init; }

    /// <summary>The number of windows.</summary>
    public required int Windows { get; init; }

    /// <summary>The number of windows with a bounce; null if bounces are not known.</summary>
    public int? BounceWindows { get; init; }

    /// <summary>The errors, and how many windows have a bounce.</summary>
    public override string ToString() => BounceWindows is { } bounces
        ? string.Create(CultureInfo.InvariantCulture, $"RMSE {All:G4} (free flight {Text(FreeFlight)}, bounce {Text(Bounce)}; {100.0 * bounces / Windows:0.#} % of {Windows} windows)")
        : string.Create(CultureInfo.InvariantCulture, $"RMSE {All:G4} ({Windows} windows)");

    /// <summary>The error of predictions that <see cref="Forecaster.Predict(TrajectoryWindows)"/> made: [windows, coordinates], flat.</summary>
    /// <exception cref="ArgumentException">There are not as many predictions as windows.</exception>
    public static OneStepError Of(ReadOnlySpan<double> predicted, TrajectoryWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (predicted.Length != windows.Count * windows.Coordinates)
            throw Throw.PredictionCount(predicted.Length, windows);
        int d = windows.Coordinates, bounces = 0;
        bool known = windows.Set.HasBounces;
        double free = 0, bounce = 0;
        for (int i = 0; i < windows.Count; i++)
        {
            double sum = 0;
            ReadOnlySpan<double> target = windows.Target(i), guess = predicted.Slice(i * d, d);
            for (int c = 0; c < d; c++)
                sum += (guess[c] - target[c]) * (guess[c] - target[c]);
            if (known && windows.Bounces[i] == true)
            {
                bounces++;
                bounce += sum;
            }
            else
            {
                free += sum;
            }
        }
        return new OneStepError
        {
            All = Math.Sqrt((free + bounce) / windows.Count / d),
            FreeFlight = known && bounces < windows.Count ? Math.Sqrt(free / (windows.Count - bounces) / d) : null,
            Bounce = bounces > 0 ? Math.Sqrt(bounce / bounces / d) : null,
            Windows = windows.Count,
            BounceWindows = known ? bounces : null,
        };
    }

    private static string Text(double? error) => error is { } value ? value.ToString("G4", CultureInfo.InvariantCulture) : "none";
}
