using System.Text.RegularExpressions;

namespace KerasRnn.Notebooks.Tests;

/// <summary>The programs beside the notebooks, run as a person runs them: they print what the notebooks show, and write the pictures.</summary>
public sealed partial class ProgramTests
{
    public static TheoryData<string> Names => [.. Notebook.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_program_says_what_its_notebook_says(string name)
    {
        var notebook = Notebook.Open(name);
        var pictures = Path.Combine(Repository.Notebooks, name + ".html");
        var isNew = !File.Exists(pictures);
        var printed = new Queue<string>(Lines(await Programs.RunAsync(new("dotnet", ["run", Twin.PathOf(notebook)]))));
        try
        {
            // In the notebook's order; numbers are compared where the notebook runs.
            foreach (var line in Lines(string.Concat(Outputs(notebook, "text/plain"))))
            {
                while (printed.TryPeek(out var other) && other != line) printed.Dequeue();
                Assert.True(printed.Count > 0, $"{name} does not print \"{line}\".");
            }
            var shown = string.Concat(Outputs(notebook, "text/html"));
            if (shown.Contains("<svg", StringComparison.Ordinal)) Assert.Equal(Svg().Count(shown), Svg().Count(await File.ReadAllTextAsync(pictures, TestContext.Current.CancellationToken)));
        }
        finally
        {
            if (isNew) File.Delete(pictures);
        }
    }

    // What depends on the machine may be another text there.
    private static IEnumerable<string> Outputs(Notebook notebook, string mime) =>
        from cell in notebook.CodeCells
        where cell["metadata"]?["tags"]?.AsArray().Any(t => (string?)t == "machine") != true
        from output in cell["outputs"]!.AsArray()
        select Notebook.Text(output!["data"] is { } data ? data[mime] : mime == "text/plain" ? output["text"] : null) + "\n";

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => Gaps().Replace(Numbers().Replace(line, "#"), " "));

    [GeneratedRegex("<svg[ >]")]
    private static partial Regex Svg();

    [GeneratedRegex(@"[-+−]?\d+(\.\d+)?(e[-+−]?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();

    // Columns are as wide as their numbers.
    [GeneratedRegex(@"\s+|-{2,}")]
    private static partial Regex Gaps();
}
