#:project ../../src/KerasRnn.Experiments/KerasRnn.Experiments.csproj
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using KerasRnn;
using KerasRnn.Experiments;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

// The code of 05-compare.ipynb, made from it. Pictures go to 05-compare.html.
Environment.CurrentDirectory = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "..");

var pictures = new System.Text.StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>05-compare</title>");

var comparison = new Comparison
{
    Worlds = [Worlds.Elastic],
    Contenders = [Contender.Dense, Contender.Conv1D, Contender.Rnn],
    Seeds = 6,
    Settings = new RunSettings { Trajectories = 140, Split = "90,20,30", Epochs = 20 },
};
ComparisonResult result = await comparison.RunAsync();
Show(result);

foreach (var world in result.Worlds) Console.WriteLine(world.Verdict.Sentence);
foreach (var contender in result.Worlds[0].Contenders)
{
    var horizon = contender.Horizon;
    string interval = $"[{horizon.Low:F1}, {horizon.High:F1}]";
    Console.WriteLine($"{contender.Model,-22} horizon {horizon.Estimate,5:F1} {interval,-14} RMSE {contender.Rmse:G3}");
}

File.WriteAllText("05-compare.html", pictures.ToString());
Console.WriteLine($"Pictures: {Path.GetFullPath("05-compare.html")}");

void Show(object value)
{
    Console.WriteLine(value);
    pictures.Append(value.GetType().GetMethod("ToHtml")?.Invoke(value, null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(value.ToString())}</pre>");
}
