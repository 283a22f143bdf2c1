using System.Diagnostics;
using KerasRnn.Cli.Terminal;

namespace KerasRnn.Cli.Tests;

/// <summary>The command line as a process of its own, in a folder of its own.</summary>
public abstract class Cli : IDisposable
{
    /// <summary>A comparison of a second.</summary>
    protected const string Small = "compare --world elastic --models rnn --hidden 3 --epochs 1 --window 3 --split 5,2,3 --seeds 2 --jobs 1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("kerasrnn-cli-").FullName;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected string Write(string name, params string[] lines)
    {
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");
        return PathOf(name);
    }

    /// <summary>Runs a command line of words without spaces to its end.</summary>
    protected async Task<Outcome> RunAsync(string line, IReadOnlyDictionary<string, string>? environment = null) => await EndAsync(Start(line, environment));

    protected Process Start(string line, IReadOnlyDictionary<string, string>? environment = null) =>
        Start("dotnet", [Assembly, .. Words(line)], environment);

    protected Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    protected static async Task<Outcome> EndAsync(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(Token), error = process.StandardError.ReadToEndAsync(Token);
            try
            {
                await process.WaitForExitAsync(Token).WaitAsync(Patience, Token);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }

            return new Outcome(process.ExitCode, await output, await error);
        }
    }

    /// <summary>Where the command lies.</summary>
    protected static string Assembly { get; } = typeof(Guard).Assembly.Location;

    /// <summary>The rows of a folder's runs.csv, sorted, without the seconds, which no two runs share.</summary>
    protected static IReadOnlyList<string> Runs(string folder)
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(folder, "runs.csv")).Select(l => l.Split(','))];
        int seconds = Array.IndexOf(rows[0], "seconds");
        return [.. rows.Select(r => string.Join(',', r.Where((_, i) => i != seconds))).Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    // '' is an empty word, as in a shell.
    private static IEnumerable<string> Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w == "''" ? "" : w);

    protected sealed record Outcome(int ExitCode, string Output, string Error);
}
