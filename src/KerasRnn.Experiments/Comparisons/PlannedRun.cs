using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>One run that is to be done.</summary>
/// <param name="World">World, or name of the recorded data.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Name">The contender's name.</param>
/// <param name="Contender">The network; null for what needs no training.</param>
/// <param name="Data">What all contenders of this world and seed see.</param>
internal sealed record PlannedRun(string World, int Seed, string Name, Contender? Contender, Lazy<RunData> Data)
{
    public RunRecord? Execute(RunSettings settings, CancellationToken cancellation)
    {
        RunData data = Data.Value;
        if (Contender is not null) return RunExecutor.Train(settings, World, data, Contender, Seed, cancellation);
        Forecaster forecaster = Name == Oracle
            ? new PhysicsOracle(settings.Window, settings.Ahead, data.Test.Coordinates)
            : data.Fitted.First(b => b.Name == Name);
        return RunExecutor.Measure(settings, World, data, forecaster, Seed);
    }

    public const string Oracle = "physics-oracle";
}
