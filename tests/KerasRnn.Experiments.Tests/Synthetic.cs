using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Tests;

/// <summary>Records that look like real ones: a ball, and contenders that see it through an error of their own. Deterministic.</summary>
internal static class Synthetic
{
    private const double Sigma = 0.28;

    public static readonly (string Name, ContenderKind Kind, int Parameters, double Error)[] Contenders =
    [
        ("dense", ContenderKind.Model, 5378, 0.0040), ("conv1d", ContenderKind.Model, 3842, 0.0050), ("rnn", ContenderKind.Model, 1186, 0.0032), ("rnn-stacked", ContenderKind.Model, 3266, 0.0012),
        ("persistence", ContenderKind.Baseline, 0, -1), ("constant-velocity", ContenderKind.Baseline, 0, -2), ("constant-acceleration", ContenderKind.Baseline, 0, -3),
        ("ar", ContenderKind.Baseline, 0, 0.012), ("nvar", ContenderKind.Baseline, 0, 0.009), ("oracle", ContenderKind.Oracle, 0, 0),
    ];

    public static ComparisonSettings Settings(int seeds = 6, params string[] worlds) => new()
    {
        Worlds = worlds.Length > 0 ? worlds : ["elastic"],
        Models = [.. Contenders.Where(c => c.Kind == ContenderKind.Model).Select(c => new ModelEntry(c.Name))],
        Seeds = [.. Enumerable.Range(0, seeds)],
    };

    public static List<RunRecord> World(string world, double gravity, int seeds = 6, int trajectories = 50, int dimensions = 2, int steps = 52)
    {
        var records = new List<RunRecord>();
        foreach (var (name, kind, parameters, error) in Contenders)
            for (var seed = 0; seed < seeds; seed++)
                records.Add(Run(world, name, kind, parameters, error, seed, gravity, trajectories, dimensions, steps));
        return records;
    }

    public static RunRecord Run(string world, string name, ContenderKind kind, int parameters, double error, int seed, double gravity, int trajectories = 50, int dimensions = 2, int steps = 52)
    {
        var mine = new Random(HashCode(name) + (seed * 1009));
        var quality = error * Math.Exp(0.25 * Gauss(mine));
        var horizons = new List<int>();
        var censored = new List<bool>();
        var errors = new List<IReadOnlyList<double>>();
        var oneStep = new List<double>();
        var rollouts = new List<(float[][] Start, float[][] Truth, float[][] Predicted)>();
        var (fx, fy, fe) = (new List<double>(), new List<double>(), new List<double>());
        for (var t = 0; t < trajectories; t++)
        {
            var data = new Random((seed * 100003) + t);
            var (start, truth, velocity) = Ball(data, dimensions, steps, gravity);
            var predicted = Predict(name, error, quality, start, truth, velocity, gravity, new Random((seed * 7919) + t + HashCode(name)));
            var e = truth.Zip(predicted, (a, b) => Math.Sqrt(a.Zip(b, (p, q) => (double)(p - q) * (p - q)).Average())).ToArray();
            var first = Array.FindIndex(e, v => !(v / Sigma <= 0.5));
            horizons.Add(first < 0 ? steps : first);
            censored.Add(first < 0);
            errors.Add(e);
            oneStep.Add(e[0]);
            rollouts.Add((start, truth, predicted));
            for (var s = 0; dimensions == 2 && s < steps; s++)
            {
                var wall = truth[s].Min(p => Math.Min(p, 1 - p));
                fx.Add(truth[s][0]);
                fy.Add(truth[s][1]);
                fe.Add((Math.Max(quality, 1e-4) * (0.5 + mine.NextDouble())) + (error == 0 ? 1e-12 : 0.02 * Math.Exp(-wall * 25)));
            }
        }
        var loss = Enumerable.Range(0, 20).Select(e => (0.05 * Math.Exp(-e * 0.45)) + (quality * quality * 3 * (1 + (0.1 * Gauss(mine)))) + 1e-5).ToArray();
        var rmse = Math.Sqrt(oneStep.Average(v => v * v)) + 1e-7;
        return new()
        {
            World = world,
            Model = name,
            Seed = seed,
            Kind = kind,
            Settings = Settings().Run,
            Parameters = parameters,
            Seconds = kind == ContenderKind.Model ? 0.4 + (parameters / 4000.0) + (0.1 * mine.NextDouble()) : 0.002,
            Epochs = kind == ContenderKind.Model ? 20 : 0,
            Engine = "simd (512 bit)",
            Versions = new Dictionary<string, string> { ["KerasRnn"] = "0.1.0", ["runtime"] = ".NET 10.0.0", ["system"] = "Linux x64" },
            History = kind == ContenderKind.Model
                ? new Dictionary<string, IReadOnlyList<double>> { ["loss"] = loss, ["val_loss"] = [.. loss.Select(l => l * (1.15 + (0.08 * Gauss(mine))))] }
                : new Dictionary<string, IReadOnlyList<double>>(),
            TrainLoss = loss[^1],
            ValLoss = kind == ContenderKind.Oracle ? 1e-14 : kind == ContenderKind.Baseline ? rmse * rmse : loss[^1] * 1.15,
            TestRmse = rmse,
            RmseFree = rmse * 0.4,
            RmseBounce = rmse * 2.6,
            OneStepErrors = oneStep,
            Horizons = horizons,
            Censored = censored,
            HorizonMedian = Experiments.Statistics.Quantiles.Median([.. horizons.Select(h => (double)h)]),
            HorizonMean = horizons.Average(),
            ErrorByStep = new(ByStep(errors, 0.5), ByStep(errors, 0.1), ByStep(errors, 0.9)),
            Field = dimensions == 2 ? ErrorField.Of(fx.ToArray(), fy.ToArray(), fe.ToArray()) : null,
            Coordinates = dimensions switch { 1 => ["spots"], 2 => ["x", "y"], _ => ["x", "y", "z"] },
            Examples = [.. RolloutExample.Choose(horizons).Select(c => new RolloutExample(c.Case, c.Quantile, c.Trajectory, horizons[c.Trajectory], censored[c.Trajectory],
                rollouts[c.Trajectory].Start, rollouts[c.Trajectory].Truth, rollouts[c.Trajectory].Predicted))],
        };
    }

    // Of the trajectories that reach a step.
    private static double[] ByStep(IReadOnlyList<IReadOnlyList<double>> errors, double share) =>
        [.. Enumerable.Range(0, errors.Max(e => e.Count)).Select(t => Experiments.Statistics.Quantiles.Quantile([.. errors.Where(e => e.Count > t).Select(e => e[t])], share))];

    private static (float[][] Start, float[][] Truth, double[] Velocity) Ball(Random random, int dimensions, int steps, double gravity)
    {
        var p = Enumerable.Range(0, dimensions).Select(_ => 0.15 + (0.7 * random.NextDouble())).ToArray();
        var v = Enumerable.Range(0, dimensions).Select(_ => 0.05 * (random.NextDouble() - 0.5)).ToArray();
        var points = new List<float[]>();
        double[] velocity = [];
        for (var t = 0; t < 8 + steps; t++)
        {
            points.Add([.. p.Select(x => (float)x)]);
            if (t == 7) velocity = [.. v];
            Move(p, v, gravity);
        }
        return ([.. points.Take(8)], [.. points.Skip(8)], velocity);
    }

    private static float[][] Predict(string name, double error, double quality, float[][] start, float[][] truth, double[] velocity, double gravity, Random random)
    {
        var p = start[^1].Select(x => (double)x).ToArray();
        var v = velocity.ToArray();
        var result = new float[truth.Length][];
        for (var t = 0; t < truth.Length; t++)
        {
            if (error == 0) p = [.. truth[t].Select(x => (double)x)];
            else if (name == "persistence") p = [.. start[^1].Select(x => (double)x)];
            else if (error < 0)
            {
                for (var d = 0; d < p.Length; d++) p[d] += v[d];
                if (name == "constant-acceleration") v[^1] -= gravity;
            }
            else
            {
                Move(p, v, gravity);
                for (var d = 0; d < p.Length; d++)
                {
                    v[d] += 0.5 * quality * Gauss(random);
                    p[d] += quality * Gauss(random);
                }
            }
            result[t] = [.. p.Select(x => (float)x)];
        }
        return result;
    }

    private static void Move(double[] p, double[] v, double gravity)
    {
        v[^1] -= gravity;
        for (var d = 0; d < p.Length; d++)
        {
            p[d] += v[d];
            if (p[d] is < 0 or > 1)
            {
                p[d] = p[d] < 0 ? -p[d] : 2 - p[d];
                v[d] = -v[d];
            }
        }
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int HashCode(string name) => name.Aggregate(17, (h, c) => unchecked((h * 31) + c)) & 0xFFFFFF;
}
