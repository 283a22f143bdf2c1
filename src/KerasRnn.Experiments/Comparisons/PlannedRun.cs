using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments;

/// <summary>One run that is to be done.</summary>
/// <param name="World">World, or name of the recorded data.</param>
/// <param name="Request">The run as data.</param>
/// <param name="MadeInCode">A network whose function no data can hold; null for all others.</param>
/// <param name="Parameters">The network's parameters.</param>
internal sealed record PlannedRun(string World, RunRequest Request, Contender? MadeInCode = null, int Parameters = 0)
{
    public string Name => Request.Contender;

    public int Seed => Request.Seed;

    public bool IsTrained => Request.Kind == ContenderKind.Model;

    public RunRecord Execute(CancellationToken cancellation) => RunExecutor.Execute(Request, MadeInCode, cancellation);
}
