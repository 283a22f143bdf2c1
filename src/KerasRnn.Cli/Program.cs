using System.CommandLine;
using KerasRnn.Cli;
using KerasRnn.Cli.Commands;

RootCommand root = new("Trains Keras-style sequence models on a bouncing ball or on recorded trajectories and compares them honestly.")
{
    CompareCommand.Create(),
    GenerateCommand.Create(),
    ModelsCommand.Create(),
    WorldsCommand.Create(),
};
return await Guard.RunAsync(root, args);
