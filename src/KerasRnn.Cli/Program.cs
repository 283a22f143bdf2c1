using KerasRnn.Cli;
using KerasRnn.Cli.Commands;

ExampleCommand[] commands = [CompareCommand.Create(), GenerateCommand.Create(), ModelsCommand.Create(), WorldsCommand.Create(), TensorFlowCommand.Create()];
return await Guard.RunAsync(Help.Root(commands), args);
