using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Experiments;

/// <summary>
/// One run: a request in, a record out. It depends on nothing else, so that it may be executed anywhere, in any order, beside any other.
/// </summary>
[StackTraceHidden]
public static class RunExecutor
{
    internal const string Oracle = "physics-oracle";

    /// <summary>Executes the run. A network's or a baseline's failure is a record like any other.</summary>
    /// <param name="request">The run.</param>
    /// <param name="cancellation">Ends the run without a record.</param>
    /// <exception cref="ArgumentException">There is no such contender, or the settings do not fit the data.</exception>
    /// <exception cref="FormatException">The architecture is no Keras model of known layers, or a data file is broken.</exception>
    /// <exception cref="IOException">Data cannot be read.</exception>
    /// <exception cref="InvalidOperationException">A data file holds something else than when the run was asked for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>RunRecord record = RunRequest.FromJson(line).Execute();</code></example>
    public static RunRecord Execute(this RunRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Execute(request, null, cancellation);
    }

    /// <summary>A mistake in the request or the data is thrown, whatever goes wrong later is a record like any other.</summary>
    /// <param name="request">The run.</param>
    /// <param name="madeInCode">A network that the request only names; null where the request holds all.</param>
    /// <param name="cancellation">Ends the run without a record.</param>
    internal static RunRecord Execute(RunRequest request, Contender? madeInCode, CancellationToken cancellation)
    {
        Contender? network = request.Kind == ContenderKind.Model ? madeInCode ?? Contender.Of(request) : null;
        string[] untrained = request.Kind == ContenderKind.Oracle ? [Oracle] : [.. Baselines.NamesFor(request.Settings.Window)];
        if (network is null && !untrained.Contains(request.Contender)) throw Throw.UnknownBaseline(request.Contender, untrained);

        using SharedData shared = new(request);
        RunData data = shared.Value;
        RunRecord record = Empty(request, data);
        try
        {
            return request.Kind switch
            {
                ContenderKind.Model => Train(record, data, network!, cancellation),
                ContenderKind.Oracle => Measure(record with { Engine = "" }, data, new PhysicsOracle(request.Settings.Window, request.Settings.Ahead, data.Test.Coordinates)),
                _ => Baseline(record with { Engine = "" }, data, data.Fitted.First(b => b.Name == request.Contender)),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return record with { Status = RunStatus.Failed, Reason = e.Message };
        }
    }

    private static RunRecord Train(RunRecord record, RunData data, Contender contender, CancellationToken cancellation)
    {
        RunSettings settings = record.Settings;
        using Model model = contender.Build(new ModelShape(settings.Window, data.Train.Coordinates, settings.Hidden, record.Seed));
        model.Engine = Engines.Open(settings.Engine);
        model.Compile(new Adam(settings.LearningRate), "mse");
        List<Callback> callbacks = [new StopOnDivergence()];
        if (settings.Patience is int patience) callbacks.Add(new EarlyStopping { Patience = patience, RestoreBestWeights = true });

        // Without a token that can be cancelled a training listens to Ctrl-C on its own, and a run that was cut short would look like a whole one.
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long start = Stopwatch.GetTimestamp();
        History history = model.Fit(
            data.Train.ToDataset(), settings.Batch, settings.Epochs, Verbose.Silent, callbacks, data.Validation?.ToDataset(), cancellationToken: end.Token);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cancellation.ThrowIfCancellationRequested();

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

        return Measure(record, data, data.Scaling.Wrap(model.ToPredictor(settings.Window, settings.Ahead, contender.Name)));
    }

    private static RunRecord Baseline(RunRecord record, RunData data, Predictor predictor)
    {
        // Of the same scaled windows as a network's loss, so that the two can be drawn into one picture.
        record = record with { TrainLoss = Loss(predictor, data.Train), ValLoss = data.Validation is null ? null : Loss(predictor, data.Validation) };
        return Measure(record, data, data.Scaling.Wrap(predictor));
    }

    private static RunRecord Measure(RunRecord record, RunData data, Forecaster forecaster)
    {
        double[] predicted = forecaster.Predict(data.Test);
        OneStepError oneStep = forecaster.OneStep(data.Test);
        Rollout rollout = data.RollOut(forecaster);
        Horizon horizon = rollout.Horizon(record.Settings.Threshold);
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

    private static RunRecord Empty(RunRequest request, RunData data) => new()
    {
        World = data.World,
        Model = request.Contender,
        Seed = request.Seed,
        Kind = request.Kind,
        Settings = request.Settings,
        Versions = Versions,
        Engine = request.Settings.Engine,
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
