using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace KerasRnn.Experiments.Tests;

/// <summary>A headless Chromium spoken to in its own DevTools protocol: no driver to install. It notes what a page says on the console and what it asks the network for.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));
    private string session = "";
    private int lastId;

    private Chromium(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    /// <summary>Where it is, or null: CHROMIUM, /usr/bin/chromium, or one of the usual names on the PATH.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>Errors and warnings on the console so far.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses asked for so far, the page itself among them.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<Chromium> StartAsync(bool isDark = false)
    {
        var profile = Directory.CreateTempSubdirectory("kerasrnn-chromium-");
        var start = new ProcessStartInfo(Executable!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank"])
            start.ArgumentList.Add(argument);
        var chromium = new Chromium(Process.Start(start)!, profile);
        try
        {
            await chromium.ConnectAsync(isDark);
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    public async Task OpenAsync(string file)
    {
        await SendAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while ((await EvaluateAsync("document.readyState + location.protocol"))!.GetValue<string>() != "completefile:") await Task.Delay(20, patience.Token);
    }

    public async Task ResizeAsync(int width, int height) => await SendAsync("Emulation.setDeviceMetricsOverride",
        new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>The value of a JavaScript expression.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        if (answer["exceptionDetails"] is { } error) throw new InvalidOperationException(error.ToJsonString());
        return answer["result"]!["value"];
    }

    public async Task<byte[]> ScreenshotAsync() => Convert.FromBase64String((await SendAsync("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        patience.Dispose();
        try { profile.Delete(recursive: true); }
        catch (IOException) { /* a helper process may still hold a file of this temporary folder */ }
    }

    private async Task ConnectAsync(bool isDark)
    {
        string? line;
        do line = await process.StandardError.ReadLineAsync(patience.Token);
        while (line is not null && !line.StartsWith("DevTools listening on ", StringComparison.Ordinal));
        if (line is null) throw new InvalidOperationException("Chromium ended before it listened.");
        // Whatever else it says must be read, or it waits for a reader.
        _ = process.StandardError.ReadToEndAsync(patience.Token);
        _ = process.StandardOutput.ReadToEndAsync(patience.Token);
        await socket.ConnectAsync(new Uri(line["DevTools listening on ".Length..]), patience.Token);
        var target = await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        session = (await SendAsync("Target.attachToTarget", new() { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }))["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Network", "Log", "Runtime" }) await SendAsync(domain + ".enable", []);
        if (isDark) await SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = "dark" }) });
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var message = new JsonObject { ["id"] = ++lastId, ["method"] = method, ["params"] = parameters };
        if (session.Length > 0) message["sessionId"] = session;
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer["id"]?.GetValue<int>() != lastId)
            {
                Note(answer);
                continue;
            }
            return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"]!;
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, patience.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        var method = message["method"]?.GetValue<string>();
        if (method == "Network.requestWillBeSent") Requests.Add(message["params"]!["request"]!["url"]!.GetValue<string>());
        else if (method == "Log.entryAdded" && message["params"]!["entry"]!["level"]!.GetValue<string>() is "error" or "warning") Complaints.Add(message.ToJsonString());
        else if (method is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled") Complaints.Add(message.ToJsonString());
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen) return chosen;
        if (File.Exists("/usr/bin/chromium")) return "/usr/bin/chromium";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new[] { "chromium", "chromium-browser", "google-chrome" }.SelectMany(n => folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }
}
