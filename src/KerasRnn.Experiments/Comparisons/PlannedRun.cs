using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>One run that is to be done.</summary>
/// <param name="World">World, or name of the recorded data.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Name">The contender's name.</param>
/// <param name="Contender">The network; null for what needs no training.</param>
/// <param name="Data">What all contenders of this world and seed see.</param>
/// <param name="Parameters">The network's parameters.</param>
internal sealed record PlannedRun(string World, int Seed, string Name, Contender? Contender, SharedData Data, int Parameters = 0)
{
    public const string Oracle = "physics-oracle";

    public ContenderKind Kind => Contender is not null ? ContenderKind.Model : Name == Oracle ? ContenderKind.Oracle : ContenderKind.Baseline;

    /// <summary>The run's record; null if it was asked to stop. A mistake in the data ends the comparison, whatever goes wrong later is a row like any other.</summary>
    public RunRecord? Execute(RunSettings settings, CancellationToken cancellation)
    {
        RunData data = Data.Value;
        try
        {
            return Contender is null ? RunExecutor.Measure(settings, World, data, Untrained(settings, data), Seed) : RunExecutor.Train(settings, World, data, Contender, Seed, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return RunExecutor.Failed(settings, World, data, this, e);
        }
    }

    private Forecaster Untrained(RunSettings settings, RunData data) => Name == Oracle
        ? new PhysicsOracle(settings.Window, settings.Ahead, data.Test.Coordinates)
        : data.Fitted.First(b => b.Name == Name);
}
