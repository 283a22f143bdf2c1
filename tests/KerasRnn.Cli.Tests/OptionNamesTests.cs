using System.Reflection;
using KerasRnn.Cli.Options;
using KerasRnn.Experiments;
using KerasRnn.Experiments.Runs;
using KerasRnn.Trajectories;

namespace KerasRnn.Cli.Tests;

public sealed class OptionNamesTests
{
    // What decides the sizes of generated data is set in code alone.
    private static readonly string[] WithoutOption = ["Comparison.Settings", "Settings.Trajectories", "Settings.Points", "Settings.Threshold", "Delimiter"];

    [Fact]
    public void Every_setting_has_its_option_and_every_option_its_setting()
    {
        IEnumerable<string> settings = [.. Of<Comparison>("Comparison."), .. Of<RunSettings>("Settings."), .. Of<CsvOptions>("")];
        Assert.Equal(settings.Except(WithoutOption).Order(StringComparer.Ordinal), OptionNames.OfProperty.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            new CompareOptions().All.Select(o => o.Name).Where(o => o != "--dry-run").Order(StringComparer.Ordinal),
            OptionNames.OfProperty.Values.Select(o => o.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(settings.Except(WithoutOption).Where(s => s.Contains("Settings.", StringComparison.Ordinal)), s => Assert.Equal(
            s["Settings.".Length..], string.Concat(OptionNames.OfProperty[s].Name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));
    }

    [Theory]
    [InlineData("Use a smaller Settings.Window or Settings.Ahead.", "Use a smaller --window or --ahead.")]
    [InlineData("Give another folder with Comparison.Folder.", "Give another folder with --out.")]
    [InlineData("Settings.LearningRate expects a number above 0; got NaN. Write for example Settings.LearningRate = 0.001.", "--learning-rate expects a number above 0; got NaN. Write for example --learning-rate 0.001.")]
    [InlineData("Settings.Split 70%,15%,15% needs 3 trajectories.", "--split 70%,15%,15% needs 3 trajectories.")]
    [InlineData("Settings.Epochs was 1, now 2.", "--epochs was 1, now 2.")]
    [InlineData("Resample with Resample = 1E-05.", "Resample with --resample 1E-05.")]
    [InlineData("Choose with Coordinates = [\"x\", \"y\"].", "Choose with --coordinates x,y.")]
    [InlineData("Choose with Coordinates = [\"x pos\", \"y\"].", "Choose with --coordinates \"x pos,y\".")]
    [InlineData("Choose with Coordinates = [...], Id = \"...\" and Time = \"...\".", "Choose with --coordinates A,B, --id COLUMN and --time COLUMN.")]
    [InlineData("Choose it with Id = \"ball\".", "Choose it with --id ball.")]
    public void A_setting_is_read_as_its_option(string sentence, string read) => Assert.Equal(read, OptionNames.In(sentence));

    [Theory]
    [InlineData("Column Time holds no number.")]
    [InlineData("Its columns: Id, Time, Coordinates, Resample.")]
    [InlineData("There is no file or folder \"Settings.Window\". Check the path.")]
    [InlineData("There is no model \"Id = 3\".")]
    [InlineData("Settings.Threshold was 0.5, now 0.4.")]
    [InlineData("Add --out DIR for a report.")]
    public void What_is_no_setting_stays(string sentence) => Assert.Equal(sentence, OptionNames.In(sentence));

    private static IEnumerable<string> Of<T>(string before) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.SetMethod is not null).Select(p => before + p.Name);
}
