using BenchmarkDotNet.Running;
using KerasRnn.Benchmarks;

// training [CASE,CASE...] [THREADS] [simd,tensorflow]: whole trainings, one line for each case, to be held against other libraries of the same minute.
// Anything else goes to BenchmarkDotNet: --filter '*'.
if (args is ["training", ..])
{
    WholeTraining.Run(
        args.ElementAtOrDefault(1)?.Split(',') ?? TrainingCase.Names, int.Parse(args.ElementAtOrDefault(2) ?? "1", System.Globalization.CultureInfo.InvariantCulture),
        args.ElementAtOrDefault(3)?.Split(',') ?? ["simd"]);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(WholeTraining).Assembly).Run(args);
