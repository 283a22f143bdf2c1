using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>
/// One run: settings, data, contender and seed in, a record out. It shares nothing and depends on nothing else, so that it may be executed anywhere, in any order, beside any other.
/// </summary>
internal static class RunExecutor
{
    /// <summary>Trains and measures a network; null if it was asked to stop.</summary>
    public static RunRecord? Train(RunSettings settings, string world, RunData data, Contender contender, int seed, CancellationToken cancellation)
    {
        RunRecord record = Empty(settings, world, data, contender.Name, seed, ContenderKind.Model);
        using Model model = contender.Build(new ModelShape(settings.Window, data.Train.Coordinates, settings.Hidden, seed));
        model.Engine = Engines.Open(settings.Engine);
        model.Compile(new Adam(settings.LearningRate), "mse");
        List<Callback> callbacks = [new StopOnDivergence()];
        if (settings.Patience is int patience) callbacks.Add(new EarlyStopping { Patience = patience, RestoreBestWeights = true });

        long start = Stopwatch.GetTimestamp();
        History history = model.Fit(
            data.Train.ToDataset(), settings.Batch, settings.Epochs, Verbose.Silent, callbacks, data.Validation?.ToDataset(), cancellationToken: cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (cancellation.IsCancellationRequested) return null;

        record = record with
        {
            Parameters = model.CountParams(),
            Seconds = seconds,
            Epochs = history.Epochs.Count,
            History = history.Names.ToDictionary(n => n, n => history[n], StringComparer.Ordinal),
            TrainLoss = Last(history, "loss"),
            ValLoss = Last(history, "val_loss"),
        };
        if (history["loss"].Any(l => !double.IsFinite(l)))
        {
            return record with { Status = RunStatus.Diverged, Reason = $"The loss left the finite numbers in epoch {history.Epochs[^1] + 1}; try a smaller learning rate." };
        }

        return Measure(record, settings, data, data.Scaling.Wrap(model.ToPredictor(settings.Window, settings.Ahead, contender.Name)));
    }

    /// <summary>Measures what needs no training.</summary>
    public static RunRecord Measure(RunSettings settings, string world, RunData data, Forecaster forecaster, int seed)
    {
        ContenderKind kind = forecaster.IsReference ? ContenderKind.Oracle : ContenderKind.Baseline;
        RunRecord record = Empty(settings, world, data, forecaster.Name, seed, kind) with { Engine = "" };
        if (forecaster is not Predictor predictor) return Measure(record, settings, data, forecaster);
        // Of the same scaled windows as a network's loss, so that the two can be drawn into one picture.
        record = record with { TrainLoss = Loss(predictor, data.Train), ValLoss = data.Validation is null ? null : Loss(predictor, data.Validation) };
        return Measure(record, settings, data, data.Scaling.Wrap(predictor));
    }

    /// <summary>The row of a run that an error ended: the next call with the same folder tries again.</summary>
    public static RunRecord Failed(RunSettings settings, string world, RunData data, PlannedRun run, Exception reason) =>
        Empty(settings, world, data, run.Name, run.Seed, run.Kind) with { Status = RunStatus.Failed, Reason = reason.Message };

    private static RunRecord Measure(RunRecord record, RunSettings settings, RunData data, Forecaster forecaster)
    {
        double[] predicted = forecaster.Predict(data.Test);
        OneStepError oneStep = forecaster.OneStep(data.Test);
        Rollout rollout = data.RollOut(forecaster);
        Horizon horizon = rollout.Horizon(settings.Threshold);
        Trajectories.StepErrors steps = rollout.ErrorByStep();
        bool diverged = !double.IsFinite(oneStep.All);
        return record with
        {
            Status = diverged ? RunStatus.Diverged : RunStatus.Ok,
            Reason = diverged ? "A prediction from true positions left the finite numbers." : null,
            TestRmse = diverged ? null : oneStep.All,
            RmseFree = diverged ? null : oneStep.FreeFlight,
            RmseBounce = diverged ? null : oneStep.Bounce,
            OneStepErrors = Errors.ByTrajectory(predicted, data.Test),
            Horizons = horizon.Steps,
            Censored = horizon.Censored,
            HorizonMedian = horizon.Median,
            HorizonMean = horizon.Mean,
            ErrorByStep = new Runs.StepErrors(steps.Median, steps.Quantile10, steps.Quantile90),
            Field = data.Test.Coordinates == 2 ? Errors.Field(predicted, data.Test, data.Scaling) : null,
            Examples = [.. RolloutExample.Choose(horizon.Steps).Select(c => Errors.Example(rollout, horizon, c))],
        };
    }

    private static RunRecord Empty(RunSettings settings, string world, RunData data, string model, int seed, ContenderKind kind) => new()
    {
        World = world,
        Model = model,
        Seed = seed,
        Kind = kind,
        Settings = settings,
        Versions = Versions,
        Engine = settings.Engine,
        Coordinates = data.Split.Train.CoordinateNames,
        Notes = data.Notes,
    };

    private static double? Loss(Predictor predictor, TrajectoryWindows windows)
    {
        double rmse = predictor.OneStep(windows).All;
        return double.IsFinite(rmse) ? rmse * rmse : null;
    }

    private static double? Last(History history, string name) => history.Contains(name) && double.IsFinite(history[name][^1]) ? history[name][^1] : null;

    private static IReadOnlyDictionary<string, string> Versions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["kerasrnn"] = typeof(Model).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["os"] = RuntimeInformation.OSDescription,
        ["processor"] = $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits",
    };

    // A run that left the finite numbers is over: what follows would be NaN at full price.
    private sealed class StopOnDivergence : Callback
    {
        public override void OnEpochEnd(int epoch, Logs logs)
        {
            if (!double.IsFinite(logs["loss"])) Model.StopTraining = true;
        }
    }
}
