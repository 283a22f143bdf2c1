using System.CommandLine;
using System.Globalization;
using KerasRnn.Cli.Terminal;
using KerasRnn.Experiments;
using Spectre.Console;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn models</c>.</summary>
internal static class ModelsCommand
{
    public static ExampleCommand Create()
    {
        Option<bool> summary = new("--summary") { Description = "Print each model's table of layers, as Keras does." };
        ExampleCommand command = new(
            "models",
            "Lists the models that compare knows by name, at its defaults (window 8, 2 coordinates, hidden 32). Any other architecture is a Keras JSON file, written by hand or by Python's model.to_json(), given to compare --models.",
            "kerasrnn models --summary",
            "kerasrnn compare --models rnn mine.json") { summary };
        command.SetAction(parsed =>
        {
            foreach (Contender contender in Contender.All)
            {
                using Model model = contender.Build(new ModelShape());
                AnsiConsole.MarkupLineInterpolated($"[bold]{contender.Name}[/]  {contender.Description}  [grey]{model.CountParams().ToString("#,0", CultureInfo.InvariantCulture)} parameters[/]");
                if (parsed.GetValue(summary)) model.Summary();
            }

            return 0;
        });
        return command;
    }
}
