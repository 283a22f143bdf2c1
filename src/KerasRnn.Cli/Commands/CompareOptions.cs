using System.CommandLine;

namespace KerasRnn.Cli.Commands;

/// <summary>The options of <c>kerasrnn compare</c>, in the order of its help.</summary>
internal sealed class CompareOptions
{
    public Option<string[]> Data { get; } = Many("--data", "FILE.csv", "Recorded trajectories instead of worlds: CSV files, or folders of them.");

    public Option<string[]> World { get; } = Many("--world", "NAME", "Worlds by name; kerasrnn worlds lists them. [default: elastic gravity]");

    public Option<string[]> Models { get; } = Many("--models", "NAME|FILE.json", "Models by name (kerasrnn models lists them) or as Keras JSON files. [default: dense conv1d rnn rnn-stacked]");

    public Option<int> Window { get; } = Number("--window", 8, "Points that a model sees.");

    public Option<int> Ahead { get; } = Number("--ahead", 1, "Steps from the last point of a window to the predicted one.");

    public Option<double?> Resample { get; } = new("--resample") { HelpName = "DT", Description = "Resample recorded data to this time step: irregular times and missing values are interpolated linearly." };

    public Option<int> Epochs { get; } = Number("--epochs", 20, "Epochs of training.");

    public Option<int> Batch { get; } = Number("--batch", 64, "Windows of a training step.");

    public Option<double> LearningRate { get; } = new("--learning-rate") { HelpName = "X", Description = "Adam's learning rate.", DefaultValueFactory = _ => 0.001 };

    public Option<int> Hidden { get; } = Number("--hidden", 32, "Units of each recurrent layer of rnn and rnn-stacked.");

    public Option<int> Seeds { get; } = Number("--seeds", 6, "Seeds: each draws the data, the first weights and the shuffles anew. From 6 on a winner can be named.");

    public Option<int> FirstSeed { get; } = Number("--first-seed", 0, "The first seed.");

    public Option<string?> Split { get; } = new("--split")
    {
        HelpName = "A,B,C",
        Description = "Training, validation and test: numbers of trajectories in file order (200,50,50), or shares drawn by the seed (70%,15%,15%). [default: 200,50,50 for worlds, 70%,15%,15% for data]",
    };

    public Option<string?> Id { get; } = new("--id") { HelpName = "COLUMN", Description = "Column that tells trajectories apart; found by its name unless given." };

    public Option<string?> Time { get; } = new("--time") { HelpName = "COLUMN", Description = "Column of the time; found by its name unless given." };

    public Option<string?> Coordinates { get; } = new("--coordinates") { HelpName = "A,B", Description = "Columns of the coordinates, 1 to 6; all other numbers unless given." };

    public Option<int?> Patience { get; } = new("--patience") { HelpName = "N", Description = "End training after this many epochs without a better validation loss, and keep the best weights." };

    public Option<int?> Jobs { get; } = new("--jobs") { HelpName = "N", Description = "Runs side by side; all cores unless given. The numbers do not depend on it." };

    public Option<string> Engine { get; } = new("--engine") { HelpName = "NAME", Description = "What computes.", DefaultValueFactory = _ => "simd" };

    public Option<string?> Out { get; } = new("--out") { HelpName = "DIR", Description = "Folder for report.html, the tables and every run. The same folder again continues." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be run and about how long it would take." };

    public IEnumerable<Option> All =>
        [Data, World, Models, Window, Ahead, Resample, Epochs, Batch, LearningRate, Hidden, Seeds, FirstSeed, Split, Id, Time, Coordinates, Patience, Jobs, Engine, Out, DryRun];

    private static Option<string[]> Many(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true };

    private static Option<int> Number(string name, int fallback, string description) =>
        new(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => fallback };
}
