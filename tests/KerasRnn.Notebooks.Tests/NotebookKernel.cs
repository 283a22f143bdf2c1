using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace KerasRnn.Notebooks.Tests;

/// <summary>The C# kernel of .NET Interactive, given the packages of a local feed. Outputs are as Jupyter stores them.</summary>
internal sealed partial class NotebookKernel : IDisposable
{
    private readonly LocalFeed feed;
    private readonly CompositeKernel kernel;
    private int count;

    public NotebookKernel(LocalFeed feed)
    {
        this.feed = feed;
        kernel = new CompositeKernel { new CSharpKernel().UseKernelHelpers().UseNugetDirective(static (csharp, packages) =>
        {
            csharp.AddAssemblyReferences(packages.SelectMany(p => p.AssemblyPaths));
            return Task.CompletedTask;
        }) };
        kernel.DefaultKernelName = "csharp";
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>Its outputs, and what went wrong or null.</returns>
    public async Task<(JsonArray Outputs, string? Failure)> RunAsync(string code)
    {
        count++;
        var outputs = new JsonArray();
        string? failure = null;
        var result = await kernel.SendAsync(new SubmitCode(feed.Name(code)));
        foreach (var e in result.Events)
        {
            switch (e)
            {
                case StandardOutputValueProduced printed:
                    Print(outputs, string.Concat(printed.FormattedValues.Select(v => v.Value)));
                    break;
                case DisplayEvent display when Data(display) is { Count: > 0 } data && !IsAboutPackages(data):
                    outputs.Add(display is ReturnValueProduced
                        ? new JsonObject { ["data"] = data, ["execution_count"] = count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" }
                        : new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });
                    break;
                case CommandFailed failed:
                    failure = failed.Message;
                    break;
            }
        }
        return (outputs, failure);
    }

    public void Dispose() => kernel.Dispose();

    // What was restored, and from where, differs from machine to machine.
    public static bool IsAboutPackages(JsonObject data) => data.Any(d => Notebook.Text(d.Value) is var text
        && (text.Contains("Installed Packages", StringComparison.Ordinal) || text.Contains("Installing Packages", StringComparison.Ordinal) || text.Contains("Restore sources", StringComparison.Ordinal)));

    private static void Print(JsonArray outputs, string text)
    {
        if (outputs.LastOrDefault() is JsonObject last && (string?)last["output_type"] == "stream") last["text"] = Notebook.Lines(Notebook.Text(last["text"]) + text);
        else outputs.Add(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Notebook.Lines(text) });
    }

    private static JsonObject Data(DisplayEvent display)
    {
        var data = new JsonObject();
        foreach (var value in display.FormattedValues) data[value.MimeType] = Notebook.Lines(KernelStyle().Replace(value.Value, ""));
        return data;
    }

    // The kernel appends its own style sheet to every value without a formatter of its own.
    [GeneratedRegex(@"<style>\s*\.dni-.*?</style>", RegexOptions.Singleline)]
    private static partial Regex KernelStyle();
}
