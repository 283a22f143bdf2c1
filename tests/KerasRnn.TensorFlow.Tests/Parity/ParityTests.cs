using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>
/// Random models on simd, TensorFlow and the reference engine. KERASRNN_PARITY_MODELS says how many (300), KERASRNN_PARITY_SEED where the seeds
/// begin (0).
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    [Fact]
    public void Random_models_are_the_same_on_every_engine()
    {
        TensorFlowEngine engine = Installed.Engine();
        int count = Setting("KERASRNN_PARITY_MODELS", 300), first = Setting("KERASRNN_PARITY_SEED", 0);
        long start = Stopwatch.GetTimestamp();
        ConcurrentBag<(ModelSpec Spec, ParityCheck Check)> checks = [];
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(first, count), EnumerablePartitionerOptions.NoBuffering), seed =>
        {
            ModelSpec spec = new ModelGenerator(seed).Next();
            checks.Add((spec, ParityCheck.Of(spec, engine)));
        });

        int ill = checks.Count(c => !c.Check.IsConditioned);
        string summary = string.Create(CultureInfo.InvariantCulture,
            $"{count} models from seed {first} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s; {ill} ill-conditioned; largest differences: outputs {Worst(c => c.Outputs)}, gradients {Worst(c => c.Gradients)}, after training {Worst(c => c.Weights)}");
        output.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage(summary);
        if (checks.Where(c => c.Check.Failure is not null).OrderBy(c => c.Spec.Seed).FirstOrDefault() is { Spec: not null } failed)
        {
            (ModelSpec smallest, string failure) = Shrink(failed.Spec, failed.Check.Failure!, engine);
            Assert.Fail($"{checks.Count(c => c.Check.Failure is not null)} models fail. The smallest of seed {failed.Spec.Seed}: {smallest}: {failure}. It was {failed.Spec}: {failed.Check.Failure}.");
        }

        Assert.True(ill * 4 <= count, $"{ill} of {count} models are ill-conditioned: the suite says too little.");

        string Worst(Func<ParityCheck, double> of) => checks.Max(c => of(c.Check)).ToString("G2", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_generator_draws_every_layer_activation_loss_and_optimizer()
    {
        ModelSpec[] specs = [.. Enumerable.Range(0, 300).Select(seed => new ModelGenerator(seed).Next())];
        Assert.Equal(12, specs.SelectMany(s => s.Layers).Select(l => l.Word).Distinct().Count());
        Assert.Equal(12, specs.SelectMany(s => s.Layers).Select(l => l.Activation).Distinct().Count());
        Assert.Equal(6, specs.Select(s => s.Loss).Distinct().Count());
        Assert.Equal(10, specs.Select(s => s.Optimizer).Distinct().Count());
        Assert.Equal(new ModelGenerator(7).Next().ToString(), specs[7].ToString());
    }

    [Fact]
    public void A_failure_shrinks_to_its_cause()
    {
        ModelSpec spec = Enumerable.Range(0, 300).Select(seed => new ModelGenerator(seed).Next()).First(s => s.Layers.Count > 2 && s.Layers.Any(l => l is { Word: "SimpleRNN", Sequences: true }));
        (ModelSpec smallest, _) = Shrink(spec, "", s => s.Layers.Any(l => l is { Word: "SimpleRNN", Sequences: true }) ? "it has sequences" : null);
        Assert.Equal(new LayerSpec("SimpleRNN") { Units = 1, Sequences = true }, Assert.Single(smallest.Layers));
        Assert.Equal((1, 1, "mse", "sgd", false), (smallest.Batch, smallest.Outputs, smallest.Loss, smallest.Optimizer, smallest.Weighted));
        Assert.All(smallest.Input, d => Assert.Equal(1, d));
    }

    private static (ModelSpec Spec, string Failure) Shrink(ModelSpec spec, string failure, TensorFlowEngine engine) => Shrink(spec, failure, s =>
    {
        try
        {
            return ParityCheck.Of(s, engine).Failure;
        }
        catch (ArgumentException)
        {
            // The layers do not fit any more.
            return null;
        }
    });

    private static (ModelSpec Spec, string Failure) Shrink(ModelSpec spec, string failure, Func<ModelSpec, string?> fails)
    {
        while (spec.Simpler().Select(simpler => (simpler, why: fails(simpler))).FirstOrDefault(s => s.why is not null) is { simpler: not null } smaller)
        {
            (spec, failure) = (smaller.simpler, smaller.why!);
        }

        return (spec, failure);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
