using System.Diagnostics;
using System.Text.Json;

namespace KerasRnn.Tests;

/// <summary>Keras itself, where KERASRNN_PYTHON names a Python that has it.</summary>
internal static class RealKeras
{
    /// <summary>What a script answers in its line RESULT. Without a Python the test is skipped.</summary>
    public static async Task<JsonElement> Ask(string input, string script, params string[] arguments)
    {
        string? python = Environment.GetEnvironmentVariable("KERASRNN_PYTHON");
        if (string.IsNullOrEmpty(python)) Assert.Skip("KERASRNN_PYTHON is not set: no Python with Keras to ask.");
        ProcessStartInfo start = new(python, [script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        string text = await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        string line = text.Split('\n').Single(l => l.StartsWith("RESULT", StringComparison.Ordinal));
        return JsonDocument.Parse(line["RESULT".Length..]).RootElement;
    }
}
