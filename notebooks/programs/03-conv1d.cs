#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;
using System.Numerics.Tensors;

// The code of 03-conv1d.ipynb, made from it. Pictures go to 03-conv1d.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>03-conv1d</title>");

var (train, validation, test) = Worlds.Gravity.Generate(count: 220, points: 60, seed: 7).Split(160, 30, 30);
TrajectoryWindows windows = train.Windows(length: 8);
TrajectoryWindows unseen = test.Windows(length: 8);

var differences = new Sequential
{
    new Input(60, 1),
    new Conv1D(2, kernelSize: 3) { UseBias = false },
};
// [kernel, channels, filters]: the filters are (0, -1, 1) and (1, -2, 1).
differences.SetWeights([Tensor.Create<float>([0, 1, -1, -2, 1, 1], [3, 1, 2])]);

Trajectory ball = test[0];
float[,,] height = new float[1, 60, 1];
for (int t = 0; t < 60; t++) height[0, t, 0] = (float)ball[t, 1];
Tensor<float> measured = differences.Predict(height);

double[,] columns = new double[58, 3];
for (int t = 0; t < 58; t++)
    (columns[t, 0], columns[t, 1], columns[t, 2]) = (ball[t + 2, 1], measured[0, t, 0], measured[0, t, 1]);
Trajectory seen = ball.Slice(2, 58, "one ball").WithValues(columns);
Show(new TrajectorySet([seen], ["height", "velocity · dt", "accel. · dt²"]) { Name = "what two kernels see" });

var model = new Sequential(seed: 3, name: "conv1d")
{
    new Input(8, 2),
    new Conv1D(16, kernelSize: 3, activation: "relu"),
    new Conv1D(16, kernelSize: 3, activation: "relu"),
    new Flatten(),
    new Dense(2),
};
model.Compile(new Adam(learningRate: 2e-3), "mse");
Show(model.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 40,
    validationData: validation.Windows(8).ToDataset(), verbose: Verbose.Silent));

Show(model);

float[] kernel = ((Conv1D)model.Layers[1]).Kernel.GetValue();   // [kernel 3, channels 2, filters 16]
Console.WriteLine("filter      t-2     t-1       t       sum    first   second");
for (int f = 0; f < 6; f++)
{
    double[] w = [.. Enumerable.Range(0, 3).Select(t => (double)kernel[(((t * 2) + 1) * 16) + f])];
    double sum = (w[0] + w[1] + w[2]) / Math.Sqrt(3), first = (w[2] - w[0]) / Math.Sqrt(2);
    double second = (w[0] - (2 * w[1]) + w[2]) / Math.Sqrt(6);
    Console.WriteLine($"{f,6} {w[0],8:F3}{w[1],8:F3}{w[2],8:F3}  {sum,8:F3} {first,8:F3} {second,8:F3}");
}

var any = new Sequential(seed: 3, name: "any_length")
{
    new Input(null, 2),
    new Conv1D(32, kernelSize: 3, activation: "relu"),
    new Conv1D(32, kernelSize: 3, activation: "relu"),
    new GlobalAveragePooling1D(),
    new Dense(2),
};
any.Compile(new Adam(learningRate: 2e-3), "mse");
any.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 20, verbose: Verbose.Silent);
foreach (int length in new[] { 6, 8, 12, 20 })
    Console.WriteLine($"trained at 8, asked at {length,2}: {any.ToPredictor(length).OneStep(test.Windows(length))}");

foreach (int[] dilations in new int[][] { [1, 1, 1], [1, 2, 4], [1, 4, 16] })
    Console.WriteLine($"three layers, kernel 3, dilations {string.Join(", ", dilations)}: "
        + $"an output sees {1 + dilations.Sum(d => 2 * d)} points");

File.WriteAllText("03-conv1d.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("03-conv1d.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
