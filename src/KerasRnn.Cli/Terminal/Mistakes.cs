using System.CommandLine;
using System.CommandLine.Parsing;

namespace KerasRnn.Cli.Terminal;

/// <summary>What is wrong with a command line, as one sentence: what was found, what was expected, what to do.</summary>
internal static class Mistakes
{
    /// <summary>The first mistake, or null.</summary>
    public static string? Of(ParseResult parsed, IReadOnlyList<string> args)
    {
        if (parsed.Action is Help) return null;
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? "kerasrnn" : $"kerasrnn {command.Name}";
        Option[] options = [.. Visible(parsed.CommandResult)];
        // A list of values takes whatever follows it, a mistyped option too; so names are looked at before anything else.
        for (int i = 0; i < args.Count; i++)
        {
            string arg = args[i];
            string word = arg.Split('=', ':')[0];
            if (word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal) && !options.Any(o => Is(o, word))) return UnknownOption(name, word, options);
            if (options.FirstOrDefault(o => Is(o, arg)) is { Arity.MinimumNumberOfValues: > 0 } option && (i + 1 == args.Count || options.Any(o => Is(o, args[i + 1])))) return NoValue(option);
            if (string.IsNullOrWhiteSpace(arg)) return $"{name} got an empty value. Fill it in, or leave its option out.";
        }

        if (command is RootCommand && !args.Any(a => options.Any(o => Is(o, a))))
        {
            string known = string.Join(", ", command.Subcommands.Select(c => c.Name));
            return parsed.UnmatchedTokens is [string wrong, ..]
                ? $"There is no command \"{wrong}\".{NearestName.Question(wrong, command.Subcommands.Select(c => c.Name))} Known: {known}."
                : $"{name} expects a command; got none. Known: {known}; kerasrnn --help shows examples.";
        }

        if (parsed.UnmatchedTokens is [string loose, ..]) return $"{name} got \"{loose}\", which belongs to no option. Leave it out, or write its option before it; {name} --help lists them.";
        return parsed.Errors is [ParseError error, ..] ? Sentence(name, error) : null;
    }

    private static IEnumerable<Option> Visible(CommandResult result) => result.Parent is CommandResult parent
        ? result.Command.Options.Concat(parent.Command.Options.Where(o => o.Recursive))
        : result.Command.Options;

    private static bool Is(Option option, string word) => option.Name == word || option.Aliases.Contains(word);

    private static string NoValue(Option option) => $"{option.Name} expects a value; got none. Write {option.Name} {option.HelpName}.";

    private static string UnknownOption(string command, string word, Option[] options)
    {
        string[] known = [.. options.Select(o => o.Name)];
        string question = NearestName.Of(word, known) is string nearest ? $" Did you mean {nearest}?" : "";
        return $"{command} has no option {word}.{question} Known: {string.Join(", ", known)}.";
    }

    private static string Sentence(string command, ParseError error)
    {
        OptionResult? option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (option is not null)
        {
            string name = option.Option.Name, value = option.Option.HelpName ?? "VALUE";
            // Our own parsers write whole sentences.
            if (error.Message.StartsWith(name, StringComparison.Ordinal)) return error.Message;
            if (option.IdentifierTokenCount > 1) return $"{name} is given {option.IdentifierTokenCount} times; expected once. Leave all but one out.";
            if (option.IdentifierTokenCount == 0) return $"{command} expects {name} {value}; got none. Add {name} {value}.";
            if (option.Tokens.Count == 0) return NoValue(option.Option);
            if (option.Option.ValueType == typeof(bool)) return $"{name} expects no value; got \"{option.Tokens[0].Value}\". Write {name} alone.";
        }

        return error.SymbolResult is ArgumentResult { Parent: CommandResult } argument
            ? $"{command} expects a {argument.Argument.Name}; got none. {argument.Argument.Description}"
            : $"{error.Message.TrimEnd('.')}. {command} --help shows an example.";
    }
}
