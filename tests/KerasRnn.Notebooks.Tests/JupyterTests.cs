using System.Text.Json.Nodes;

namespace KerasRnn.Notebooks.Tests;

/// <summary>A notebook as a person runs it: Jupyter with the .NET kernel, each in a process of its own.</summary>
public sealed class JupyterTests(Packages packages)
{
    private const string Reason = "No Jupyter with nbconvert and dotnet-interactive on the path: install both to run a notebook as a person does.";

    [Fact]
    public async Task Jupyter_shows_what_is_stored_and_a_mistake_as_a_sentence()
    {
        string jupyter = Programs.Find("jupyter") ?? "", kernel = Programs.Find("dotnet-interactive") ?? "";
        if (jupyter == "" || kernel == "" || Programs.Find("jupyter-nbconvert") is null) Assert.Skip(Reason);
        var folder = Directory.CreateTempSubdirectory("kerasrnn-jupyter-");
        try
        {
            var spec = Directory.CreateDirectory(Path.Combine(folder.FullName, "kernels", ".net-csharp"));
            await File.WriteAllTextAsync(Path.Combine(spec.FullName, "kernel.json"), new JsonObject
            {
                ["argv"] = new JsonArray(kernel, "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-port-range", "1000-3000"),
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
            }.ToJsonString(), TestContext.Current.CancellationToken);

            var stored = Notebook.Open("01-ball");
            var asked = Notebook.Open("01-ball");
            foreach (var cell in asked.CodeCells)
            {
                cell["source"] = packages.Feed.Name(Notebook.Text(cell["source"]));
                cell["outputs"] = new JsonArray();
            }
            asked.Add("new KerasRnn.Layers.Dense(-1)");
            asked.Save(Path.Combine(folder.FullName, "asked.ipynb"));
            await Programs.RunAsync(new(jupyter, ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--ExecutePreprocessor.kernel_name=.net-csharp", "--output", "answered.ipynb", "asked.ipynb"])
            {
                WorkingDirectory = folder.FullName,
                Environment = { ["JUPYTER_PATH"] = folder.FullName, ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1" },
            });
            var answered = new Notebook(Path.Combine(folder.FullName, "answered.ipynb")).CodeCells.ToArray();

            foreach (var (before, now) in stored.CodeCells.Zip(answered))
            {
                var outputs = new JsonArray([.. now["outputs"]!.AsArray().Where(o => o!["data"] is not JsonObject data || !IsKernels(data)).Select(o => o!.DeepClone())]);
                Assert.Null(OutputComparison.Difference(before["outputs"]!.AsArray(), outputs));
            }

            var error = Assert.Single(answered[^1]["outputs"]!.AsArray())!;
            Assert.Equal("error", (string?)error["output_type"]);
            var traceback = string.Join('\n', error["traceback"]!.AsArray().Select(l => (string?)l));
            Assert.StartsWith("System.ArgumentException: Dense expects units to be at least 1; got -1.", traceback, StringComparison.Ordinal);
            Assert.DoesNotContain("Expect", traceback.Replace("Dense expects", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Besides packages the kernel speaks of the page it would like to talk to; it is the only one that has scripts.
    private static bool IsKernels(JsonObject data) => NotebookKernel.IsAboutPackages(data) || Notebook.Text(data["text/html"]).Contains("<script", StringComparison.Ordinal);
}
