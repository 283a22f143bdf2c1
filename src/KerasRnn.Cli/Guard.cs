using System.CommandLine;
using Spectre.Console;

namespace KerasRnn.Cli;

/// <summary>A user's mistake ends with one sentence on standard error and exit code 2, never with a stack trace.</summary>
internal static class Guard
{
    public const int Mistake = 2;
    private const int Cancelled = 130;

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // Where output is redirected there is no terminal to fit into.
        if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 200;
        if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return Fail($"{parsed.Errors[0].Message.TrimEnd('.')}. See kerasrnn {Path(parsed)}--help.");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or IOException or InvalidOperationException or NotSupportedException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
    }

    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Mistake;
    }

    private static string Path(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
