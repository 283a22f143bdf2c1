using KerasRnn.Layers;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>
/// The model of <c>callbacks.json</c>: one weight of 0, SGD with learning rate 0.5, and as many of its three metrics as there are here.
/// </summary>
internal static class CallbackModel
{
    private static readonly string[] Words = ["accuracy", "mae", "kl_divergence"];

    public static Sequential Make(EngineChoice engine)
    {
        Sequential model = new() { new Input(1), new Dense(1) { UseBias = false, KernelInitializer = "zeros" } };
        model.Engine = engine.Make();
        model.Compile(new SGD(0.5), "mse", metrics: Words.Except(MissingMetrics).ToArray());
        Data rows = RunData.Zeros(2, 1);
        model.Evaluate(rows, rows, verbose: Verbose.Silent);
        return model;
    }

    /// <summary>Metrics of the files' model that there are not here.</summary>
    public static IReadOnlyList<string> MissingMetrics { get; } = [.. Words.Where(IsMissing)];

    /// <summary>Whether a name of the logs belongs to such a metric.</summary>
    public static bool IsOfMissing(string name) => MissingMetrics.Contains(name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name);

    private static bool IsMissing(string word)
    {
        try
        {
            _ = Library.Metric(Library.Word(word));
            return false;
        }
        catch (Exception e) when (Refusals.Missing(e) is not null)
        {
            return true;
        }
    }
}
