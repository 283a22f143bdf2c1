using System.Globalization;

namespace KerasRnn.Trajectories;

/// <summary>
/// Whatever can say where a trajectory goes: a <see cref="Predictor"/>, which sees a window of positions and nothing else, or the
/// <see cref="PhysicsOracle"/>, which knows more and serves as a reference line. Rollouts and errors are computed here, once for all.
/// </summary>
public abstract class Forecaster
{
    [StackTraceHidden]
    private protected Forecaster(string name, int window, int ahead, int coordinates)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (window < 1 || ahead < 1 || coordinates < 1)
            throw Throw.ForecasterSettings(name, window, ahead, coordinates);
        (Name, Window, Ahead, Coordinates) = (name, window, ahead, coordinates);
    }

    /// <summary>The name in tables and legends.</summary>
    public string Name { get; }

    /// <summary>Points in a window, n.</summary>
    public int Window { get; }

    /// <summary>Steps from the last point of a window to the predicted one, k.</summary>
    public int Ahead { get; }

    /// <summary>Coordinates of a point, d.</summary>
    public int Coordinates { get; }

    /// <summary>Trained weights; 0 for baselines, which have none or a closed form.</summary>
    public virtual int Parameters => 0;

    /// <summary>Whether it knows what no model may know, and so is a line to compare with, never a winner.</summary>
    public virtual bool IsReference => false;

    /// <summary>Predicts the target of every window: [windows, coordinates], flat, in order.</summary>
    /// <exception cref="ArgumentException">The windows have another length, distance or number of coordinates.</exception>
    public double[] Predict(TrajectoryWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Length != Window || windows.Ahead != Ahead || windows.Coordinates != Coordinates)
            throw Throw.WindowMismatch(this, windows);
        double[] next = new double[windows.Count * Coordinates];
        PredictCore(windows, next);
        return next;
    }

    /// <summary>The error of one prediction from true positions, over all windows and apart for free flight and bounces.</summary>
    /// <inheritdoc cref="Predict(TrajectoryWindows)"/>
    public OneStepError OneStep(TrajectoryWindows windows) => OneStepError.Of(Predict(windows), windows);

    /// <summary>
    /// Rolls out every trajectory of a set to its end: the first n + k - 1 points are given, every further point is predicted from a window that
    /// more and more consists of predictions. With k steps ahead, the window that ends at point t predicts point t + k.
    /// </summary>
    /// <exception cref="ArgumentException">No trajectory has n + k points.</exception>
    public Rollout Rollout(TrajectorySet set) => RollOut(set, RolloutCase.FromStart(this, set));

    /// <summary>
    /// Rolls out from evenly spaced starts within each trajectory, for long recordings: each rollout is as long as half of what follows the first n + k - 1 points,
    /// so that all have the same length; where a recording is too short for that many different starts, there are fewer.
    /// </summary>
    /// <param name="set">The recordings.</param>
    /// <param name="starts">Starts per trajectory.</param>
    /// <exception cref="ArgumentException">No trajectory has n + k points.</exception>
    public Rollout Rollout(TrajectorySet set, int starts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        return RollOut(set, RolloutCase.Evenly(this, set, starts));
    }

    /// <summary>The name, window, distance and number of parameters.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {Window} points of {Coordinates} coordinate{(Coordinates == 1 ? "" : "s")} -> {Ahead} step{(Ahead == 1 ? "" : "s")} ahead, {Parameters} parameters");

    private protected abstract void PredictCore(TrajectoryWindows windows, Span<double> next);

    /// <summary>Fills the predicted positions of every case.</summary>
    private protected abstract void RollOutCore(TrajectorySet set, IReadOnlyList<RolloutCase> cases);

    private Rollout RollOut(TrajectorySet set, IReadOnlyList<RolloutCase> cases)
    {
        RollOutCore(set, cases);
        return new Rollout(Name, Window, Ahead, set, cases);
    }
}
