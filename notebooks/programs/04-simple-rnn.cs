#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;
using System.Numerics.Tensors;

// The code of 04-simple-rnn.ipynb, made from it. Pictures go to 04-simple-rnn.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>04-simple-rnn</title>");

var (train, validation, test) = Worlds.Elastic.Generate(count: 220, points: 60, seed: 7).Split(160, 30, 30);
TrajectoryWindows windows = train.Windows(length: 8);
TrajectoryWindows unseen = test.Windows(length: 8);

var cell = new SimpleRNN(3);
var tiny = new Sequential(seed: 5) { new Input(4, 2), cell };
// [2, 3], [3, 3] and [3].
float[] wx = cell.Kernel.GetValue(), wh = cell.RecurrentKernel.GetValue(), b = cell.Bias!.GetValue();

float[,,] x = { { { 0.1f, 0.9f }, { 0.2f, 0.7f }, { 0.3f, 0.4f }, { 0.4f, 0.0f } } };
double[] h = new double[3];
for (int t = 0; t < 4; t++)
{
    double[] before = h;
    h = [.. Enumerable.Range(0, 3).Select(j => Math.Tanh(
        b[j]
        + Enumerable.Range(0, 2).Sum(i => x[0, t, i] * wx[(i * 3) + j])
        + Enumerable.Range(0, 3).Sum(i => before[i] * wh[(i * 3) + j])))];
}
Tensor<float> layer = tiny.Predict(x);
Console.WriteLine($"by hand: {string.Join("  ", h.Select(v => v.ToString("F5")))}");
Console.WriteLine($"layer:   {layer[0, 0]:F5}  {layer[0, 1]:F5}  {layer[0, 2]:F5}");

var stacked = new Sequential(seed: 1, name: "stacked")
{
    new Input(8, 2),
    new SimpleRNN(16) { ReturnSequences = true },
    new SimpleRNN(16),
    new Dense(2),
};
Show(stacked);

int Weights(int p, int r, int q) => (r * r) + (p * r) + r + (r * q) + q;
var single = new Sequential(seed: 1, name: "rnn") { new Input(8, 2), new SimpleRNN(32), new Dense(2) };
Console.WriteLine($"formula {Weights(2, 32, 2)}, layer by layer {single.CountParams()}");

try
{
    _ = new Sequential { new Input(8, 2), new SimpleRNN(16), new SimpleRNN(16) };
}
catch (ArgumentException error)
{
    Console.WriteLine(error.Message);
}

single.Compile(new Adam(learningRate: 2e-3), "mse");
Show(single.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 50,
    validationData: validation.Windows(8).ToDataset(), verbose: Verbose.Silent));

Predictor rnn = single.ToPredictor(window: 8);
Console.WriteLine(rnn.OneStep(unseen));
Show(rnn.Rollout(test));

var states = new Sequential { new Input(null, 2), new SimpleRNN(32) { ReturnSequences = true } };
states.SetWeights(single.Layers.Single(l => l is SimpleRNN).GetWeights());

Trajectory ball = test[2];
float[,,] path = new float[1, ball.Count, 2];
for (int t = 0; t < ball.Count; t++) for (int d = 0; d < 2; d++) path[0, t, d] = (float)ball[t, d];
Tensor<float> all = states.Predict(path);
double[,] seen = new double[ball.Count, 4];
for (int t = 0; t < ball.Count; t++)
    (seen[t, 0], seen[t, 1], seen[t, 2], seen[t, 3]) = (ball[t, 1], all[0, t, 0], all[0, t, 1], all[0, t, 2]);
foreach (Bounce bounce in ball.Bounces!) Console.WriteLine(bounce);
Show(new TrajectorySet([ball.WithValues(seen)], ["height", "h 0", "h 1", "h 2"]) { Name = "states" });

File.WriteAllText("04-simple-rnn.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("04-simple-rnn.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
