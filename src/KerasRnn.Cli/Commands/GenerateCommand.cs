using System.CommandLine;
using KerasRnn.Trajectories;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn generate</c>.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        Argument<string> world = new("world") { Description = "A world by its name; kerasrnn worlds lists them." };
        Option<int> count = new("--count") { Description = "Number of trajectories.", DefaultValueFactory = _ => 300, HelpName = "N" };
        Option<int> points = new("--points") { Description = "Recorded points of each.", DefaultValueFactory = _ => 60, HelpName = "N" };
        Option<int> seed = new("--seed") { Description = "Draws starts, hidden parameters and noise.", DefaultValueFactory = _ => 0, HelpName = "N" };
        Option<string> file = new("--out") { Description = "The CSV file to write.", Required = true, HelpName = "FILE.csv" };
        Command command = new(
            "generate", "Writes trajectories of a world as CSV (id, t and the coordinates), which compare --data reads back.\n\nExample:\n  kerasrnn generate gravity --count 100 --seed 1 --out balls.csv")
        {
            world, count, points, seed, file,
        };
        command.SetAction(parsed =>
        {
            World from = Worlds.Find(parsed.GetValue(world)!);
            TrajectorySet set = from.Generate(parsed.GetValue(count), parsed.GetValue(points), parsed.GetValue(seed));
            TrajectoryCsv.Write(set, parsed.GetValue(file)!);
            Console.WriteLine($"{parsed.GetValue(file)}: {set}");
            return 0;
        });
        return command;
    }
}
