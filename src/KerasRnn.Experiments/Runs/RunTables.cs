namespace KerasRnn.Experiments.Runs;

/// <summary>The CSV files made from records.</summary>
public static class RunTables
{
    /// <summary><c>runs.csv</c>: a row per run; errors in the data's units, horizons in steps; empty where a number does not exist.</summary>
    public static CsvTable Runs(IEnumerable<RunRecord> records)
    {
        var table = new CsvTable("world", "model", "seed", "kind", "parameters", "seconds", "epochs", "status", "train_loss", "val_loss",
            "test_rmse", "rmse_free", "rmse_bounce", "horizon_median", "horizon_mean", "censored", "test_trajectories", "engine", "reason");
        foreach (var r in records)
        {
            table.Add(r.World, r.Model, r.Seed, Name(r.Kind), r.Parameters, r.Seconds, r.Epochs, Name(r.Status), r.TrainLoss, r.ValLoss,
                r.TestRmse, r.RmseFree, r.RmseBounce, r.HorizonMedian, r.HorizonMean, r.Censored.Count(c => c), r.Horizons.Count, r.Engine, r.Reason);
        }
        return table;
    }

    /// <summary><c>rollouts.csv</c>: a row per step of every rollout kept (best, median and worst of each run); steps up to 0 are the points it was given.</summary>
    public static CsvTable Rollouts(IEnumerable<RunRecord> records)
    {
        var all = records.ToArray();
        var coordinates = all.Select(r => r.Coordinates).OrderByDescending(c => c.Count).FirstOrDefault() ?? [];
        var table = new CsvTable(["world", "model", "seed", "case", "quantile", "trajectory", "horizon", "censored", "step", .. coordinates, .. coordinates.Select(c => "predicted_" + c)]);
        foreach (var r in all)
            foreach (var e in r.Examples)
            {
                for (var i = 0; i < e.Start.Count; i++) Row(r, e, i - e.Start.Count + 1, e.Start[i], null);
                for (var t = 0; t < e.Truth.Count; t++) Row(r, e, t + 1, e.Truth[t], t < e.Predicted.Count ? e.Predicted[t] : null);
            }
        return table;

        void Row(RunRecord r, RolloutExample e, int step, IReadOnlyList<float> truth, IReadOnlyList<float>? predicted)
        {
            IEnumerable<object?> Cells(IReadOnlyList<float>? p) => Enumerable.Range(0, coordinates.Count).Select(d => p is null || d >= p.Count ? null : (object?)p[d]);
            table.Add([r.World, r.Model, r.Seed, e.Case, e.Quantile, e.Trajectory, e.Horizon, e.IsCensored, step, .. Cells(truth), .. Cells(predicted)]);
        }
    }

    internal static string Name(RunStatus status) => status switch { RunStatus.Ok => "ok", RunStatus.Diverged => "diverged", _ => "failed" };

    internal static string Name(ContenderKind kind) => kind switch { ContenderKind.Model => "model", ContenderKind.Baseline => "baseline", _ => "oracle" };
}
