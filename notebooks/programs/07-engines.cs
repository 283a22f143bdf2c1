#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:project ../../src/KerasRnn.TensorFlow/KerasRnn.TensorFlow.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;
using KerasRnn.Engines.Simd;
using KerasRnn.TensorFlow;

// The code of 07-engines.ipynb, made from it.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var (train, validation, test) = Worlds.Elastic.Generate(count: 60, points: 60, seed: 7).Split(40, 10, 10);
TrajectoryWindows windows = train.Windows(length: 8);
Sequential Network() => new(seed: 1, name: "rnn") { new Input(8, 2), new SimpleRNN(16), new Dense(2) };

Sequential simd = Network();
simd.Compile("adam", "mse");
History history = simd.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 5,
    verbose: Verbose.Silent);
string Losses(History one) => string.Join("  ", one["loss"].Select(v => v.ToString("F6")));
Console.WriteLine($"engine {simd.Engine.Name}: losses {Losses(history)}");

bool isHere = true;
try
{
    Console.WriteLine($"TensorFlow {TensorFlowLibrary.Load().Version}");
}
catch (Exception error) when (error is System.IO.FileNotFoundException or PlatformNotSupportedException)
{
    isHere = false;
    Console.WriteLine("TensorFlow is not here: the rest of this notebook is skipped.");
}

if (isHere)
{
    Sequential tensorFlow = Network();
    tensorFlow.Engine = new TensorFlowEngine();
    tensorFlow.Compile("adam", "mse");
    History other = tensorFlow.Fit(windows.Inputs, windows.Targets, batchSize: 64, epochs: 5,
        verbose: Verbose.Silent);
    Console.WriteLine($"engine {tensorFlow.Engine.Name}: losses {Losses(other)}");
    double apart = history["loss"].Zip(other["loss"], (a, b) => Math.Abs(a - b)).Max();
    Console.WriteLine($"largest difference {apart:0.0e0}");
}

Model copy = Model.FromJson(simd.ToJson(), seed: 99);
copy.SetWeights(simd.GetWeights());
copy.Engine = new SimdEngine(threads: 1);
float difference = 0;
var (one, two) = (simd.Predict(windows.Inputs), copy.Predict(windows.Inputs));
for (int w = 0; w < windows.Count; w++)
    for (int d = 0; d < 2; d++) difference = Math.Max(difference, Math.Abs(one[w, d] - two[w, d]));
Console.WriteLine($"the same weights on another engine: largest difference {difference}");
