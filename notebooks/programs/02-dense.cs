#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

// The code of 02-dense.ipynb, made from it. Pictures go to 02-dense.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>02-dense</title>");

var (train, validation, test) = Worlds.Elastic.Generate(count: 220, points: 60, seed: 7).Split(160, 30, 30);
TrajectoryWindows windows = train.Windows(length: 8);
TrajectoryWindows unseen = test.Windows(length: 8);

Sequential Network(int seed) => new(seed, "dense")
{
    new Input(8, 2),
    new Flatten(),
    new Dense(64, "relu"),
    new Dense(64, "relu"),
    new Dense(2),
};
Sequential model = Network(seed: 1);
model.Compile(new Adam(learningRate: 1e-3), "mse", metrics: [new RootMeanSquaredError()]);
Show(model);

History history = model.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 60,
    validationData: validation.Windows(8).ToDataset(), verbose: Verbose.Silent,
    callbacks: [new EarlyStopping("val_loss") { Patience = 15, RestoreBestWeights = true }]);
Show(history);

Predictor dense = model.ToPredictor(window: 8);
foreach (Predictor one in Baselines.Fit(windows).Append(dense))
    Console.WriteLine($"{one.Name,-22} {one.OneStep(unseen)}");

float[,,] Reordered(TrajectoryWindows from, Func<int, int[]> order)
{
    var inputs = new float[from.Count, 8, 2];
    for (int w = 0; w < from.Count; w++)
    {
        int[] places = order(w);
        for (int t = 0; t < 8; t++)
            for (int d = 0; d < 2; d++) inputs[w, t, d] = (float)from.Window(w)[(2 * places[t]) + d];
    }
    return inputs;
}

int[] turned = [7, 6, 5, 4, 3, 2, 1, 0];
int[] Shuffled(int window)
{
    int[] places = [0, 1, 2, 3, 4, 5, 6, 7];
    new Random(window).Shuffle(places);
    return places;
}
(string, Func<int, int[]>)[] orders = [("turned round", _ => turned), ("shuffled anew in each window", Shuffled)];
foreach (var (name, order) in orders)
{
    Sequential other = Network(seed: 1);
    other.Compile(new Adam(learningRate: 1e-3), "mse");
    other.Fit(Reordered(windows, order), windows.Targets, batchSize: 64, epochs: 30,
        verbose: Verbose.Silent);
    double loss = other.Evaluate(Reordered(unseen, order), unseen.Targets, verbose: Verbose.Silent).Loss;
    Console.WriteLine($"{name}: test RMSE {Math.Sqrt(loss):F4}");
}

foreach (int ahead in new[] { 1, 4, 8 })
{
    TrajectoryWindows far = train.Windows(8, ahead);
    Sequential direct = Network(seed: 1);
    direct.Compile(new Adam(learningRate: 1e-3), "mse");
    direct.Fit(far.Inputs, far.Targets, batchSize: 64, epochs: 30, verbose: Verbose.Silent);
    double once = direct.ToPredictor(8, ahead).OneStep(test.Windows(8, ahead)).All;
    double stepwise = dense.Rollout(test, starts: 8).ErrorByStep().Rmse[ahead - 1];
    Console.WriteLine($"{ahead} ahead: trained for it {once:F4}, step by step {stepwise:F4}");
}

Rollout rollout = dense.Rollout(test);
Show(rollout);

Show(rollout.Horizon(threshold: 0.5));

File.WriteAllText("02-dense.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("02-dense.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
