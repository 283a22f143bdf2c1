using System.CommandLine;

namespace KerasRnn.Cli.Options;

/// <summary>The options of <c>kerasrnn compare</c>, in the order of its help.</summary>
internal sealed class CompareOptions
{
    public Option<string[]> Data { get; } = Many("--data", "FILE.csv", "Recorded trajectories instead of worlds: CSV files, or folders of them.");

    public Option<string[]> World { get; } = Many("--world", "NAME", "Worlds by name; kerasrnn worlds lists them. [default: elastic gravity]");

    public Option<string[]> Models { get; } = Many("--models", "NAME|FILE.json", "Models by name (kerasrnn models lists them) or as Keras JSON files. [default: dense conv1d rnn rnn-stacked]");

    public Option<int> Window { get; } = Values.Whole("--window", 8, "Points that a model sees.");

    public Option<int> Ahead { get; } = Values.Whole("--ahead", 1, "Steps from the last point of a window to the predicted one.");

    public Option<double?> Resample { get; } = Values.Number(
        "--resample", "DT", "Resample recorded data to this time step: irregular times and missing values are interpolated linearly, gaps above 4 intervals cut.", 0.01);

    public Option<int> Epochs { get; } = Values.Whole("--epochs", 20, "Epochs of training.");

    public Option<int> Batch { get; } = Values.Whole("--batch", 64, "Windows of a training step.");

    public Option<double> LearningRate { get; } = Values.Number("--learning-rate", "X", 0.001, "Adam's learning rate.");

    public Option<int> Hidden { get; } = Values.Whole("--hidden", 32, "Units of each recurrent layer of rnn and rnn-stacked.");

    public Option<int> Seeds { get; } = Values.Whole("--seeds", 6, "Seeds: each draws the data or its shares, the first weights and the shuffles anew. From 6 on a winner can be named.");

    public Option<int> FirstSeed { get; } = Values.Whole("--first-seed", 0, "The first seed.");

    public Option<string?> Split { get; } = Text(
        "--split", "A,B,C", "Training, validation and test: numbers of trajectories in file order (200,50,50), or shares drawn by the seed (70%,15%,15%); of a single recording, numbers or shares of its points, in order. [default: 200,50,50 for worlds, 70%,15%,15% for data]");

    public Option<string?> Id { get; } = Text("--id", "COLUMN", "Column that tells trajectories apart; found by its name unless given.");

    public Option<string?> Time { get; } = Text("--time", "COLUMN", "Column of the time; found by its name unless given.");

    public Option<string?> Coordinates { get; } = Text("--coordinates", "A,B", "Columns of the coordinates, 1 to 6; all other numbers unless given.");

    public Option<int?> Patience { get; } = Values.Whole("--patience", "End training after this many epochs without a better validation loss, and keep the best weights.", 5);

    public Option<int?> Jobs { get; } = Values.Whole("--jobs", "Runs side by side; as many as cores unless given. The numbers do not depend on it.", 2);

    public Option<string> Engine { get; } = new("--engine") { HelpName = "NAME", Description = "What computes: simd or tensorflow.", DefaultValueFactory = _ => "simd" };

    public Option<string?> Out { get; } = Text("--out", "DIR", "Folder for report.html, the tables and every run. The same folder again continues.");

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be run and about how long it would take." };

    public IEnumerable<Option> All =>
        [Data, World, Models, Window, Ahead, Resample, Epochs, Batch, LearningRate, Hidden, Seeds, FirstSeed, Split, Id, Time, Coordinates, Patience, Jobs, Engine, Out, DryRun];

    private static Option<string[]> Many(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true };

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
