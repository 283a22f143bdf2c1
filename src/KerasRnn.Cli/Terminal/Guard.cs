using System.CommandLine;
using System.Text.RegularExpressions;
using KerasRnn.Cli.Options;
using Spectre.Console;

namespace KerasRnn.Cli.Terminal;

/// <summary>Whatever goes wrong ends with one sentence on standard error, never with a stack trace: exit code 2 for a person's mistake, 1 for one of ours.</summary>
internal static partial class Guard
{
    public const int Ours = 1;
    public const int Mistake = 2;
    public const int Ended = 130;

    // A training step and a report take a moment to end; after this, Ctrl-C means it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // Where output is redirected there is no terminal to fit into.
        if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 10_000;
        if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }

        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Mistakes.Of(parsed, args) is string sentence) return Fail(Mistake, sentence);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Patience });
        }
        catch (OperationCanceledException)
        {
            return Ended;
        }
        catch (Exception e) when (IsSentence(e))
        {
            return Fail(Mistake, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(Mistake, "There is not enough memory for this. Use fewer --jobs, a smaller --batch, or smaller models.");
        }
        catch (Exception e)
        {
            return Fail(Ours, $"kerasrnn met something it did not expect ({e.GetType().Name}: {e.Message.TrimEnd('.')}). Please report it, with the command that led here.");
        }
    }

    // What this project throws it throws as a sentence for people; what only passes through it is not meant for them.
    private static bool IsSentence(Exception e) =>
        e is ArgumentException or FormatException or IOException or InvalidOperationException or NotSupportedException
        && e.Source?.StartsWith("KerasRnn", StringComparison.Ordinal) == true;

    private static int Fail(int code, string sentence)
    {
        Console.Error.WriteLine(LineEnds().Replace(OptionNames.In(sentence), " "));
        return code;
    }

    [GeneratedRegex(@"\s*\r?\n\s*")]
    private static partial Regex LineEnds();
}
