using KerasRnn.Cli.Terminal;
using KerasRnn.Trajectories;
using Spectre.Console;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn worlds</c>.</summary>
internal static class WorldsCommand
{
    public static ExampleCommand Create()
    {
        ExampleCommand command = new("worlds", "Lists the worlds from easy to hard, with their settings.", "kerasrnn worlds", "kerasrnn compare --world hidden noisy");
        command.SetAction(_ =>
        {
            foreach (World world in Worlds.All)
            {
                AnsiConsole.MarkupLineInterpolated($"[bold]{world.Name}[/]  {world.Description}");
                AnsiConsole.MarkupLineInterpolated($"    [grey]{string.Join(", ", world.Settings.Select(s => $"{s.Key} {s.Value}"))}[/]");
            }

            return 0;
        });
        return command;
    }
}
