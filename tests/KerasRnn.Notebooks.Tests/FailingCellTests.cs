using KerasRnn.Tests;

namespace KerasRnn.Notebooks.Tests;

/// <summary>What a person sees when a cell goes wrong: the library's sentence, what was called, and the kernel's own lines; nothing of the library's insides.</summary>
[Collection("The kernel captures the console and lives in one folder")]
public sealed class FailingCellTests(Packages packages)
{
    private const string Setup = "#r \"nuget: KerasRnn.Experiments\"\nusing KerasRnn;\nusing KerasRnn.Layers;\nusing KerasRnn.Trajectories;\nusing KerasRnn.Experiments;";

    [Fact]
    public async Task A_cell_that_makes_a_mistake_shows_the_sentence_and_what_was_called()
    {
        using var kernel = new NotebookKernel(packages.Feed);
        Assert.Null((await kernel.RunAsync(Setup)).Failure);
        Assert.Null((await kernel.RunAsync("var model = new Sequential { new Input(8, 2), new SimpleRNN(4), new Dense(2) };")).Failure);

        await Shows("new Dense(-1)", "System.ArgumentException: Dense expects units to be at least 1; got -1.", "Dense..ctor");
        await Shows(
            "new Sequential { new Input(8, 2), new SimpleRNN(4), new SimpleRNN(4) }",
            "System.ArgumentException: SimpleRNN \"simple_rnn_1\" expects input [batch, time, features]; got [B, 4] (rank 2). A recurrent layer before it needs ReturnSequences = true; other data need one more axis, e.g. reshape to [B, 4, 1].",
            "Sequential.Add");
        await Shows(
            "model.Predict(new float[4, 8, 3])",
            "System.ArgumentException: Sequential \"sequential\" expects input [B, 8, 2]; got [4, 8, 3] (rank 3). Reshape the data, or give the model another Input.",
            "Model.Predict");
        await Shows(
            "model.Fit(new float[4, 8, 2], new float[4, 2])", "System.InvalidOperationException: Sequential \"sequential\" was not compiled. Call Compile(optimizer, loss) first.", "Model.Fit");
        await Shows("TrajectoryCsv.Read(\"nowhere.csv\")", "System.IO.FileNotFoundException: There is no file or folder \"nowhere.csv\". Check the path.", "TrajectoryCsv.Read");

        async Task Shows(string cell, string sentence, string called)
        {
            var (_, failure) = await kernel.RunAsync(cell);
            Assert.StartsWith(sentence + "\n", failure!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.EndsWith("." + called, PrintedTrace.Short(failure!)[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_awaited_shows_no_more()
    {
        using var kernel = new NotebookKernel(packages.Feed);
        await kernel.RunAsync(Setup);
        var (_, failure) = await kernel.RunAsync("await new Comparison { Folder = \"nowhere\", Worlds = [Worlds.Elastic, Worlds.Elastic] }.RunAsync()");
        Assert.StartsWith("System.ArgumentException: ", failure, StringComparison.Ordinal);
        Assert.EndsWith(".Comparison.RunAsync", PrintedTrace.Short(failure!)[^1], StringComparison.Ordinal);
        Assert.False(Directory.Exists("nowhere"));
    }

    [Fact]
    public async Task A_word_that_is_written_wrong_is_the_compilers_to_explain()
    {
        using var kernel = new NotebookKernel(packages.Feed);
        await kernel.RunAsync(Setup);
        Assert.StartsWith("(1,5): error CS0246:", (await kernel.RunAsync("new Dens(2)")).Failure, StringComparison.Ordinal);
    }
}
