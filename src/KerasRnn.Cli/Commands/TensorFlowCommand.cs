using System.CommandLine;
using KerasRnn.Cli.Terminal;
using KerasRnn.TensorFlow;

namespace KerasRnn.Cli.Commands;

/// <summary><c>kerasrnn tensorflow</c>: what the second engine needs, where it was looked for and what was found.</summary>
internal static class TensorFlowCommand
{
    public static ExampleCommand Create()
    {
        ExampleCommand command = new(
            "tensorflow",
            "Says where TensorFlow's library was looked for and which version and devices were found. compare --engine tensorflow uses it.",
            "kerasrnn tensorflow",
            "kerasrnn tensorflow install libtensorflow-cpu-linux-x86_64.tar.gz",
            "kerasrnn compare --engine tensorflow --out results")
        {
            Install(),
        };
        command.SetAction(_ =>
        {
            TensorFlowLibrary library = TensorFlowLibrary.Load();
            foreach (LibraryPlace place in TensorFlowLibrary.Search()) Console.WriteLine(place.Name == library.Place.Name ? library.Place : place);
            Console.WriteLine($"TensorFlow {library.Version}, devices {string.Join(", ", TensorFlowLibrary.Devices())}");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Install()
    {
        Argument<string> file = new("file") { Description = "An archive of libtensorflow (.tar.gz, .zip) or a Python wheel of tensorflow (.whl)." };
        ExampleCommand command = new(
            "install", "Unpacks TensorFlow's library from an archive to where it is looked for.", "kerasrnn tensorflow install libtensorflow-cpu-linux-x86_64.tar.gz")
        {
            file,
        };
        command.SetAction(parsed =>
        {
            Console.WriteLine(TensorFlowLibrary.Install(parsed.GetValue(file)!));
            return 0;
        });
        return command;
    }
}
