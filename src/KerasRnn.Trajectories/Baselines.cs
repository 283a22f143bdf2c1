namespace KerasRnn.Trajectories;

/// <summary>The predictors that any model has to beat.</summary>
public static class Baselines
{
    /// <summary>Their names, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = ["persistence", "constant-velocity", "constant-acceleration", "ridge-ar", "nvar"];

    /// <summary>Those that windows of that many points can have.</summary>
    public static IEnumerable<string> NamesFor(int window) =>
        Names.Where(name => window >= (name == "constant-velocity" ? 2 : name == "constant-acceleration" ? 3 : 1));

    /// <summary>
    /// Persistence, constant velocity, constant acceleration, ridge AR(n) and NVAR, fitted to the windows. Windows of fewer than 2 or 3 points leave out constant velocity and
    /// acceleration, which need them.
    /// </summary>
    public static IReadOnlyList<Predictor> Fit(TrajectoryWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var (n, k, d) = (windows.Length, windows.Ahead, windows.Coordinates);
        List<Predictor> baselines = [new Persistence(n, k, d)];
        if (n >= 2)
            baselines.Add(new ConstantVelocity(n, k, d));
        if (n >= 3)
            baselines.Add(new ConstantAcceleration(n, k, d));
        baselines.Add(RidgeAr.Fit(windows));
        baselines.Add(Nvar.Fit(windows));
        return baselines;
    }
}
