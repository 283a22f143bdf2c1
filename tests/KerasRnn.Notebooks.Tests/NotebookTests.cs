namespace KerasRnn.Notebooks.Tests;

/// <summary>
/// Every notebook runs in the real kernel and says what is stored in it. To store what it says now: <c>KERASRNN_REFRESH=1 dotnet run --project tests/KerasRnn.Notebooks.Tests</c>.
/// </summary>
[Collection("The kernel captures the console and lives in one folder")]
public sealed class NotebookTests(Packages packages)
{
    private static readonly bool IsRefreshing = Environment.GetEnvironmentVariable("KERASRNN_REFRESH") is "1" or "true";

    public static TheoryData<string> Names => [.. Notebook.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_runs_and_says_what_is_stored_in_it(string name)
    {
        var notebook = Notebook.Open(name);
        var differences = new List<string>();
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Repository.Notebooks;
        try
        {
            using var kernel = new NotebookKernel(packages.Feed);
            var number = 0;
            foreach (var cell in notebook.CodeCells)
            {
                number++;
                var (outputs, failure) = await kernel.RunAsync(Notebook.Text(cell["source"]));
                Assert.True(failure is null, $"{name}, code cell {number}: {failure}\n{Notebook.Text(cell["source"])}");
                // What depends on the machine is run, and not compared.
                if (cell["metadata"]?["tags"]?.AsArray().Any(t => (string?)t == "machine") != true && OutputComparison.Difference(cell["outputs"]!.AsArray(), outputs) is { } difference) differences.Add($"{name}, code cell {number}, {difference}");
                cell["outputs"] = outputs;
                cell["execution_count"] = number;
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
        if (IsRefreshing)
        {
            notebook.Save();
            File.WriteAllText(Twin.PathOf(notebook), Twin.Of(notebook));
        }
        else
            Assert.True(differences.Count == 0, string.Join("\n", differences) + "\nIf that is what it should say: KERASRNN_REFRESH=1 dotnet run --project tests/KerasRnn.Notebooks.Tests");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_names_packages_as_a_person_would_and_has_no_paths_of_a_machine(string name)
    {
        var notebook = Notebook.Open(name);
        var all = string.Join("\n", notebook.Cells.Select(c => Notebook.Text(c["source"])));
        Assert.Matches("#r \"nuget: KerasRnn[A-Za-z.]*\"", all);
        Assert.DoesNotContain("#i ", all, StringComparison.Ordinal);
        Assert.DoesNotMatch("(/home/|/root/|/tmp/|/work/|[A-Z]:\\\\)", File.ReadAllText(Path.Combine(Repository.Notebooks, name + ".ipynb")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_beside_a_notebook_has_its_code(string name)
    {
        if (IsRefreshing) Assert.Skip("The programs are being written.");
        Assert.Equal(Twin.Of(Notebook.Open(name)), File.ReadAllText(Twin.PathOf(Notebook.Open(name))).ReplaceLineEndings("\n"));
    }
}
