using System.Diagnostics;
using System.Globalization;

namespace KerasRnn.Cli.Tests;

public sealed class CompareTests : Cli
{
    [Fact]
    public async Task A_comparison_leaves_a_report_tables_and_every_run()
    {
        Outcome outcome = await RunAsync(Small + " --out results");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("On elastic, too few seeds to tell: 2 seeds, 6 are needed.", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Report: {Path.Combine("results", "report.html")}\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(["0/14 runs", "14/14 runs"], outcome.Error.Trim().Split('\n').Where(l => !l.Contains("left", StringComparison.Ordinal)));
        Assert.Equal(["figures", "report.html", "rollouts.csv", "runs.csv", "runs.jsonl", "settings.json"], Directory.GetFileSystemEntries(PathOf("results")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

        string header = File.ReadLines(PathOf("results/runs.csv")).First();
        Assert.Empty("world,model,seed,parameters,seconds,epochs,status,train_loss,val_loss,test_rmse,rmse_free,rmse_bounce,horizon_median,horizon_mean".Split(',').Except(header.Split(',')));
        string report = await File.ReadAllTextAsync(PathOf("results/report.html"), Token);
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(src|href)=\"(?!#|data:)", report);
        Assert.DoesNotContain("url(", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_the_table_says_how_to_get_a_report()
    {
        Outcome outcome = await RunAsync(Small);
        Assert.Equal(0, outcome.ExitCode);
        Assert.EndsWith("Add --out DIR for a report with pictures, the tables as CSV, and every run.\n", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        // A sentence is a line where output is redirected, whatever its length, and nothing is painted.
        Assert.Contains(outcome.Output.Split('\n'), l => l.StartsWith("On elastic, ", StringComparison.Ordinal) && l.EndsWith('.'));
        Assert.DoesNotContain('\e', outcome.Output + outcome.Error);
    }

    [Fact]
    public async Task The_same_command_gives_the_same_numbers_with_any_number_of_jobs()
    {
        await RunAsync(Small + " --out one");
        await RunAsync(Small.Replace("--jobs 1", "--jobs 3", StringComparison.Ordinal) + " --out three");
        Assert.Equal(Runs(PathOf("one")), Runs(PathOf("three")));
    }

    [Fact]
    public async Task A_dry_run_counts_and_estimates_and_writes_nothing()
    {
        Outcome outcome = await RunAsync(Small + " --out results --dry-run");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.Trim().Split('\n');
        Assert.Equal(["1 world (elastic) x 1 model (rnn) x 2 seeds", "14 runs, 2 of them trained, the others baselines and the physics oracle"], lines[..2]);
        Assert.Matches("^About [0-9.]+ (s|min|h), judged by a few epochs of each model$", lines[2]);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));

        await RunAsync(Small.Replace("--seeds 2", "--seeds 1", StringComparison.Ordinal) + " --out results");
        Outcome rest = await RunAsync(Small + " --out results --dry-run");
        Assert.Contains("\n7 of them are done: results holds them\n", rest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_seeds_models_and_worlds_join_and_other_settings_are_refused()
    {
        await RunAsync(Small + " --out results");
        Outcome more = await RunAsync("compare --world lossy --models rnn dense --hidden 3 --epochs 1 --window 3 --split 5,2,3 --seeds 1 --first-seed 2 --out results");
        Assert.Equal(0, more.ExitCode);
        Assert.StartsWith("0/8 runs\n", more.Error, StringComparison.Ordinal);
        Assert.Equal(1 + 14 + 8, Runs(PathOf("results")).Count);
        Outcome other = await RunAsync(Small.Replace("--window 3", "--window 4", StringComparison.Ordinal) + " --batch 32 --out results");
        Assert.Equal((2, "The folder \"results\" holds a comparison with other settings: --window was 3, now 4; --batch was 64, now 32. Give the same settings or another folder with --out.\n"), (other.ExitCode, other.Error));
        Assert.Equal(1 + 14 + 8, Runs(PathOf("results")).Count);
    }

    [Fact]
    public async Task Killed_and_continued_it_gives_what_it_would_have_given()
    {
        const string line = "compare --world elastic --models rnn dense --hidden 4 --epochs 2 --window 4 --split 20,5,5 --seeds 4 --jobs 2 --out ";
        Task<Outcome> whole = RunAsync(line + "whole");
        Process killed = Start(line + "killed");
        Task<Outcome> end = EndAsync(killed);
        string runs = PathOf("killed/runs.jsonl");
        while (!end.IsCompleted && (!File.Exists(runs) || new FileInfo(runs).Length == 0)) await Task.Delay(5, Token);
        if (!end.IsCompleted) killed.Kill();
        Assert.NotEqual(0, (await end).ExitCode);
        Assert.False(File.Exists(PathOf("killed/runs.csv")), "it was not killed in the middle");

        Outcome continued = await RunAsync(line + "killed");
        Assert.Equal(0, continued.ExitCode);
        Assert.DoesNotMatch("^0/32 runs", continued.Error);
        Assert.Equal(0, (await whole).ExitCode);
        Assert.Equal(Runs(PathOf("whole")), Runs(PathOf("killed")));
        Assert.Equal(await File.ReadAllTextAsync(PathOf("whole/rollouts.csv"), Token), await File.ReadAllTextAsync(PathOf("killed/rollouts.csv"), Token));
    }

    [Fact]
    public async Task Two_processes_do_not_share_a_folder()
    {
        const string slow = "compare --world elastic --models rnn-stacked --epochs 400 --seeds 1 --jobs 1 --out results";
        Process first = Start(slow);
        Task<Outcome> end = EndAsync(first);
        while (!end.IsCompleted && !File.Exists(PathOf("results/settings.json"))) await Task.Delay(5, Token);
        Outcome second = await RunAsync(slow);
        Assert.False(end.IsCompleted, "the first ended before the second began");
        first.Kill();
        await end;
        Assert.Equal((2, "Another process is writing to the folder \"results\" (its id stands in \"results/.lock\"). Wait until it is done or give another folder with --out.\n"), (second.ExitCode, second.Error));
        // A lock that a killed process left behind locks nothing.
        Assert.Equal(0, (await RunAsync(slow + " --dry-run")).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_is_done_and_says_how_to_go_on()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) Assert.Skip("Signals are sent with kill.");
        const string line = "compare --world elastic --models rnn rnn-stacked --epochs 100 --seeds 20 --jobs 1 --out results";
        // Where the tests themselves run in the background, Ctrl-C is ignored, and what they start would inherit that.
        Process process = OperatingSystem.IsLinux() ? Start("env", ["--default-signal=INT", "dotnet", Assembly, .. line.Split(' ')]) : Start(line);
        Task<Outcome> end = EndAsync(process);
        string runs = PathOf("results/runs.jsonl");
        while (!end.IsCompleted && (!File.Exists(runs) || new FileInfo(runs).Length == 0)) await Task.Delay(5, Token);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Token);
        Outcome outcome = await end;
        Assert.Equal(130, outcome.ExitCode);
        Assert.EndsWith("The comparison was ended early; the same command with --out results goes on where it was.\n", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(Runs(PathOf("results")).Count, 2, 150);
        Assert.Equal(File.ReadLines(runs).Count() + 1, Runs(PathOf("results")).Count);
        Assert.True(File.Exists(PathOf("results/report.html")));
        Assert.False(File.Exists(PathOf("results/.lock")));
    }

    [Fact]
    public async Task NO_COLOR_paints_nothing_even_on_a_terminal()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Skip("No script(1) to make a terminal.");
        async Task<string> OnTerminal(IReadOnlyDictionary<string, string> environment)
        {
            string[] words = ["dotnet", Assembly, .. Small.Split(' ')];
            Outcome outcome = await EndAsync(Start("/usr/bin/script", ["-qec", string.Join(' ', words), "/dev/null"], new Dictionary<string, string>(environment) { ["TERM"] = "xterm-256color" }));
            Assert.Equal(0, outcome.ExitCode);
            return outcome.Output;
        }

        Assert.Contains("\e[", await OnTerminal(new Dictionary<string, string>()), StringComparison.Ordinal);
        string plain = await OnTerminal(new Dictionary<string, string> { ["NO_COLOR"] = "1" });
        Assert.Contains("On elastic, too few seeds", plain, StringComparison.Ordinal);
        // The runtime itself tells a terminal its keyboard mode; nothing of that is paint.
        Assert.DoesNotMatch("\e\\[[0-9;]*m", plain);
    }

    [Fact]
    public async Task A_disk_that_fills_up_ends_with_a_sentence_and_the_folder_goes_on_later()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The size of files is limited with ulimit.");
        // Blocks of 1024 bytes: the first runs fit, the rest do not.
        string script = $"trap '' XFSZ; ulimit -f 24; exec dotnet {Assembly} {Small} --out results";
        Outcome full = await EndAsync(Start("bash", ["-c", script], new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" }));
        Assert.Equal(2, full.ExitCode);
        Assert.Matches("\"results.*\" cannot be written: .*\\. Make room or give another folder with --out\\.\n$", full.Error);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(PathOf("results/runs.jsonl")), l => Assert.EndsWith("}", l, StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync(Small + " --out results")).ExitCode);
        await RunAsync(Small + " --out fresh");
        Assert.Equal(Runs(PathOf("fresh")), Runs(PathOf("results")));
    }
}
