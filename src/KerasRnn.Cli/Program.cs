using KerasRnn.Cli.Commands;
using KerasRnn.Cli.Terminal;

ExampleCommand[] commands = [CompareCommand.Create(), GenerateCommand.Create(), ModelsCommand.Create(), WorldsCommand.Create(), TensorFlowCommand.Create()];
return await Guard.RunAsync(Help.Root(commands), args);
