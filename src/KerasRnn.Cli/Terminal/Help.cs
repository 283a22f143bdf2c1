using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KerasRnn.Cli.Terminal;

/// <summary>The library's help, and examples under it.</summary>
internal sealed class Help(HelpAction usual, IReadOnlyList<string> ofRoot) : SynchronousCommandLineAction
{
    /// <summary>The root command of these commands.</summary>
    public static RootCommand Root(IReadOnlyList<ExampleCommand> commands)
    {
        RootCommand root = new("Trains Keras-style sequence models on a bouncing ball or on recorded trajectories and compares them honestly.");
        foreach (ExampleCommand command in commands) root.Subcommands.Add(command);
        HelpOption option = root.Options.OfType<HelpOption>().First();
        option.Action = new Help((HelpAction)option.Action!, [.. commands.Select(c => c.Examples[0])]);
        return root;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> examples = parseResult.CommandResult.Command is ExampleCommand command ? command.Examples : ofRoot;
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in examples) output.WriteLine($"  {example}");
        return 0;
    }
}
