using System.CommandLine;
using KerasRnn.Cli.Options;
using KerasRnn.Cli.Terminal;
using KerasRnn.Trajectories;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn generate</c>.</summary>
internal static class GenerateCommand
{
    public static ExampleCommand Create()
    {
        Argument<string> world = new("world") { Description = "Name one; kerasrnn worlds lists them." };
        Option<int> count = Values.Whole("--count", 300, "Number of trajectories.", least: 1);
        Option<int> points = Values.Whole("--points", 60, "Recorded points of each.", least: 1);
        Option<int> seed = Values.Whole("--seed", 0, "Draws starts, hidden parameters and noise.");
        Option<string> file = new("--out") { Description = "The CSV file to write.", Required = true, HelpName = "FILE.csv" };
        ExampleCommand command = new(
            "generate",
            "Writes trajectories of a world as CSV (id, t and the coordinates), which compare --data reads back.",
            "kerasrnn generate gravity --count 100 --seed 1 --out balls.csv")
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
