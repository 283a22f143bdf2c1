using System.Globalization;
using KerasRnn.Display;

namespace KerasRnn.Trajectories;

/// <summary>
/// The future of trajectories as a <see cref="Forecaster"/> sees it: each of its <see cref="Cases"/> starts from n + k - 1 true points and goes on
/// from its own predictions. Where a prediction diverged (not finite, or beyond 1e15), it and all later ones are NaN.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Rollout : IHtmlView
{
    internal Rollout(string name, int window, int ahead, TrajectorySet set, IReadOnlyList<RolloutCase> cases) =>
        (Name, Window, Ahead, Set, Cases) = (name, window, ahead, set, cases);

    /// <summary>The forecaster's name.</summary>
    public string Name { get; }

    /// <summary>Points in a window, n.</summary>
    public int Window { get; }

    /// <summary>Steps from the last point of a window to the predicted one, k.</summary>
    public int Ahead { get; }

    /// <summary>The trajectories.</summary>
    public TrajectorySet Set { get; }

    /// <summary>The starts, in the order of the trajectories.</summary>
    public IReadOnlyList<RolloutCase> Cases { get; }

    /// <summary>The number of coordinates.</summary>
    public int Coordinates => Set.Coordinates;

    /// <summary>Steps of the longest case.</summary>
    public int Steps => Cases.Max(one => one.Steps);

    /// <summary>What was predicted in one case: [steps, coordinates], flat.</summary>
    public ReadOnlySpan<double> Predicted(int index) => Cases[index].Predicted;

    /// <summary>What really happened in one case: [steps, coordinates], flat.</summary>
    public ReadOnlySpan<double> Actual(int index) =>
        Set[Cases[index].Trajectory].Values.Slice(Cases[index].FirstPoint * Coordinates, Cases[index].Steps * Coordinates);

    /// <summary>The error by step, over all cases that last so long.</summary>
    public StepErrors ErrorByStep() => StepErrors.Of(this);

    /// <summary>
    /// How long the predictions can be trusted: the number of steps before the <b>first</b> one with <c>e(t) = sqrt(mean_d(((x̂_d - x_d)/σ_d)²))</c> above the threshold.
    /// </summary>
    /// <param name="threshold">Default 0.5, half a standard deviation.</param>
    /// <param name="sigma">σ of each coordinate; null takes <see cref="TrajectorySet.TrainingSigma"/>. Ones give an absolute threshold.</param>
    /// <exception cref="InvalidOperationException">No sigma is given, and the set comes from no split.</exception>
    /// <exception cref="ArgumentException">A sigma or the threshold is not positive, or there are not as many as coordinates.</exception>
    public Horizon Horizon(double threshold = 0.5, IReadOnlyList<double>? sigma = null)
    {
        IReadOnlyList<double> scale = sigma ?? Set.TrainingSigma ?? throw Throw.NoSigma(Set.Name);
        return Trajectories.Horizon.Of(this, threshold, scale);
    }

    /// <summary>Rollouts over the truth and the error by step as pictures: a self-contained HTML fragment, for notebooks.</summary>
    public string ToHtml() => RolloutPicture.ToHtml(this);

    /// <summary>The name and how many cases of how many steps.</summary>
    public override string ToString()
    {
        int diverged = Cases.Count(one => double.IsNaN(one.Predicted[^1]));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Name}: {Cases.Count} rollout{(Cases.Count == 1 ? "" : "s")} of up to {Steps} step{(Steps == 1 ? "" : "s")}{(diverged > 0 ? $", {diverged} diverged" : "")}");
    }
}
