using System.Diagnostics;

namespace KerasRnn.Experiments.Tests;

/// <summary>A headless Chromium driven by its command line, where the machine has one.</summary>
internal static class Chromium
{
    public static string? Path { get; } = Find();

    /// <summary>Runs it on a file; standard output is what the switches ask for, standard error its console.</summary>
    public static async Task<(string Output, string Console)> RunAsync(string file, params string[] switches)
    {
        var profile = Directory.CreateTempSubdirectory("kerasrnn-chromium-");
        try
        {
            var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--enable-logging=stderr", $"--user-data-dir={profile.FullName}", .. switches, new Uri(file).AbsoluteUri])
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var console = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            try { await process.WaitForExitAsync(patience.Token); }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return (await output, await console);
        }
        finally
        {
            try { profile.Delete(recursive: true); }
            catch (IOException) { /* a helper process may still hold a file; it is a temporary folder */ }
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen) return chosen;
        if (File.Exists("/usr/bin/chromium")) return "/usr/bin/chromium";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new[] { "chromium", "chromium-browser", "google-chrome" }.SelectMany(n => folders.Select(f => System.IO.Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }
}
