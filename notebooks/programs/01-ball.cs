#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

// The code of 01-ball.ipynb, made from it. Pictures go to 01-ball.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>01-ball</title>");

TrajectorySet balls = Worlds.Gravity.Generate(count: 120, points: 60, seed: 7);
Show(balls);

Console.WriteLine(balls.World);
foreach (Bounce bounce in balls[0].Bounces!) Console.WriteLine(bounce);

foreach (var (points, length, ahead) in new[] { (100, 5, 1), (10, 3, 1), (10, 3, 4) })
{
    TrajectoryWindows counted = Worlds.Gravity.Generate(1, points).Windows(length, ahead);
    Console.WriteLine($"N = {points}, n = {length}, k = {ahead}: {counted.Count} windows, "
        + $"N - n - k + 1 = {points - length - ahead + 1}");
}

var (train, validation, test) = balls.Split(80, 20, 20);
TrajectoryWindows windows = train.Windows(length: 8, ahead: 1);
TrajectoryWindows unseen = test.Windows(length: 8, ahead: 1);
Console.WriteLine(windows);
string Shape(System.Numerics.Tensors.Tensor<float> tensor) => $"[{string.Join(", ", tensor.Lengths.ToArray())}]";
Console.WriteLine($"inputs {Shape(windows.Inputs)}, targets {Shape(windows.Targets)}");

IReadOnlyList<Predictor> rules = Baselines.Fit(windows);
foreach (Predictor rule in rules) Console.WriteLine($"{rule.Name,-22} {rule.OneStep(unseen)}");

Rollout rollout = rules.Single(rule => rule.Name == "constant-acceleration").Rollout(test);
Show(rollout);

Horizon horizon = rollout.Horizon(threshold: 0.5);
Show(horizon);

File.WriteAllText("01-ball.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("01-ball.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
