#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Layers;
using KerasRnn.Trajectories;

// The code of 06-own-data.ipynb, made from it. Pictures go to 06-own-data.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>06-own-data</title>");

CsvRecording recording = TrajectoryCsv.Read("../data/sunspots.csv");
Console.WriteLine(recording.Report);
Show(recording.Set);

var (train, validation, test) = recording.Set.SplitInTime(0.7, 0.15, 0.15);
double scale = train.Statistics.Max[0];
Console.WriteLine($"{train.PointCount} years for learning, {validation.PointCount} for validation, "
    + $"{test.PointCount} for the test; the largest number seen in training is {scale}");

string json = """
{"module": "keras", "class_name": "Sequential", "config": {"name": "conv_rnn", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "layers": [{"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 12, 1], "dtype": "float32", "sparse": false, "ragged": false, "name": "input_layer", "optional": false}, "registered_name": null}, {"module": "keras.layers", "class_name": "Conv1D", "config": {"name": "conv1d", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "filters": 16, "kernel_size": [3], "strides": [1], "padding": "causal", "data_format": "channels_last", "dilation_rate": [1], "groups": 1, "activation": "relu", "use_bias": true, "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null, "input_axes": null, "output_axes": null}, "registered_name": null}, "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}, "kernel_regularizer": null, "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null, "bias_constraint": null}, "registered_name": null, "build_config": {"input_shape": [null, 12, 1]}}, {"module": "keras.layers", "class_name": "SimpleRNN", "config": {"name": "simple_rnn", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "return_sequences": false, "return_state": false, "go_backwards": false, "stateful": false, "unroll": false, "zero_output_for_mask": false, "units": 16, "activation": "tanh", "use_bias": true, "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null, "input_axes": null, "output_axes": null}, "registered_name": null}, "recurrent_initializer": {"module": "keras.initializers", "class_name": "Orthogonal", "config": {"seed": null, "gain": 1.0}, "registered_name": null}, "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}, "kernel_regularizer": null, "recurrent_regularizer": null, "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null, "recurrent_constraint": null, "bias_constraint": null, "dropout": 0.0, "recurrent_dropout": 0.0}, "registered_name": null, "build_config": {"input_shape": [null, 12, 16]}}, {"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "units": 1, "activation": "linear", "use_bias": true, "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null, "input_axes": null, "output_axes": null}, "registered_name": null}, "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}, "kernel_regularizer": null, "bias_regularizer": null, "kernel_constraint": null, "bias_constraint": null, "quantization_config": null}, "registered_name": null, "build_config": {"input_shape": [null, 16]}}], "build_input_shape": [null, 12, 1]}, "registered_name": null, "build_config": {"input_shape": [null, 12, 1]}, "compile_config": {}}
""";
Model model = Model.FromJson(json, seed: 4);
Show(model);

float[,,] Inputs(TrajectoryWindows windows)
{
    var inputs = new float[windows.Count, 12, 1];
    for (int w = 0; w < windows.Count; w++)
        for (int t = 0; t < 12; t++) inputs[w, t, 0] = (float)(windows.Window(w)[t] / scale);
    return inputs;
}

float[,] Targets(TrajectoryWindows windows)
{
    var targets = new float[windows.Count, 1];
    for (int w = 0; w < windows.Count; w++) targets[w, 0] = (float)(windows.Target(w)[0] / scale);
    return targets;
}

TrajectoryWindows learn = train.Windows(12), check = validation.Windows(12), unseen = test.Windows(12);
model.Compile(new Adam(learningRate: 3e-3), "mse", metrics: ["mae"]);
Show(model.Fit(Inputs(learn), Targets(learn), batchSize: 16, epochs: 60,
    validationData: (Inputs(check), Targets(check)), verbose: Verbose.Silent));

double loss = model.Evaluate(Inputs(unseen), Targets(unseen), verbose: Verbose.Silent).Loss;
double error = scale * Math.Sqrt(loss);
Console.WriteLine($"{model.Name,-22} RMSE {error:F2}");
foreach (Predictor rule in Baselines.Fit(learn))
    Console.WriteLine($"{rule.Name,-22} {rule.OneStep(unseen)}");

File.WriteAllText("06-own-data.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("06-own-data.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
