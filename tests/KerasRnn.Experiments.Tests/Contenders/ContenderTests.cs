using System.Diagnostics;
using KerasRnn.Experiments.Runs;

namespace KerasRnn.Experiments.Tests.Contenders;

public sealed class ContenderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kerasrnn-contenders-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("dense", 5378)]
    [InlineData("conv1d", 3586)]
    [InlineData("rnn", 1186)]
    [InlineData("rnn-stacked", 3266)]
    public void A_file_in_models_is_what_the_code_builds(string name, int parameters)
    {
        using Model model = Contender.Find(name).Build(new ModelShape());
        Assert.Equal(parameters, model.CountParams());
        Assert.Equal(model.ToJson(indented: true) + "\n", File.ReadAllText(Path.Combine(Repository.Root, "models", name + ".json")));
    }

    [Fact]
    public void There_is_a_file_for_every_contender_and_no_other() =>
        Assert.Equal(Contender.All.Select(c => c.Name).Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Repository.Root, "models"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_file_trains_to_the_same_numbers_as_the_contender_it_was_written_from()
    {
        string file = Path.Combine(folder, "copy.json");
        using (Model model = Contender.RnnStacked.Build(new ModelShape(Window: 5, Hidden: 4))) await File.WriteAllTextAsync(file, model.ToJson(), TestContext.Current.CancellationToken);
        RunSettings settings = new() { Window = 5, Hidden = 4, Epochs = 2, Trajectories = 10, Points = 12, Split = "6,2,2" };
        Comparison comparison = new() { Worlds = [Trajectories.Worlds.Elastic], Contenders = [Contender.RnnStacked, Contender.FromJson(file)], Seeds = 2, Settings = settings };
        ComparisonResult result = await comparison.RunAsync(cancellation: TestContext.Current.CancellationToken);
        RunRecord[] own = [.. result.Records.Where(r => r.Model == "rnn-stacked")], copy = [.. result.Records.Where(r => r.Model == "copy")];
        Assert.Equal(own.Select(r => r.TestRmse), copy.Select(r => r.TestRmse));
        Assert.Equal(own.Select(r => r.TrainLoss), copy.Select(r => r.TrainLoss));
    }

    [Theory]
    [InlineData("[null, 8, 2]")]
    [InlineData("[null, null, 2]")]
    [InlineData("[null, 8, null]")]
    [InlineData("[null, null, null]")]
    public void Open_dimensions_of_the_input_are_filled_in(string batchShape)
    {
        using Model model = Contender.FromJson(Write(batchShape)).Build(new ModelShape());
        Assert.Equal([-1, 8, 2], model.InputShape!.Dimensions.ToArray());
    }

    [Theory]
    [InlineData("[null, 9, 2]", "[null,9,2]")]
    [InlineData("[null, 8, 3]", "[null,8,3]")]
    [InlineData("[64, 8, 2]", "[64,8,2]")]
    [InlineData("[null, 2]", "[null,2]")]
    [InlineData("[null, \"8\", 2]", "[null,\"8\",2]")]
    public void Another_input_is_refused_with_both_shapes(string batchShape, string got)
    {
        string file = Write(batchShape);
        FormatException error = Assert.Throws<FormatException>(() => Contender.FromJson(file).Build(new ModelShape()));
        Assert.Equal($"\"{file}\" takes input {got}; this comparison needs [null, 8, 2], where window and coordinates may be null. Change the file, Settings.Window or the data.", error.Message);
    }

    [Theory]
    [InlineData("", "line 1 is not JSON")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("{\n\"class_name\": \n}", "line 3 is not JSON")]
    [InlineData("{\"class_name\": 1, \"class_name\": 2}", "line 1 is not JSON")]
    [InlineData("{\"config\": 3}", "it has no single InputLayer with a batch_shape such as [null, 8, 2]")]
    [InlineData("{\"config\": {\"layers\": [{\"class_name\": \"InputLayer\", \"config\": {}}]}}", "it has no single InputLayer with a batch_shape such as [null, 8, 2]")]
    public void What_is_no_Keras_model_is_refused_with_the_reason(string json, string reason)
    {
        string file = Path.Combine(folder, "broken.json");
        File.WriteAllText(file, json);
        FormatException error = Assert.Throws<FormatException>(() => Contender.FromJson(file));
        Assert.Equal($"\"{file}\" is not a Keras model that can be compared: {reason}. Write it with Python's model.to_json(), or start from one in models/.", error.Message);
    }

    [Fact]
    public void An_unknown_layer_is_refused_by_its_name()
    {
        string file = Write("[null, 8, 2]", "Dens");
        FormatException error = Assert.Throws<FormatException>(() => Contender.FromJson(file).Build(new ModelShape()));
        Assert.StartsWith($"\"{file}\" is not a Keras model that can be compared: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"Dens\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("Dense", error.Message.Replace("\"Dens\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_no_position_is_refused()
    {
        string file = Write("[null, 8, 2]", units: 3);
        FormatException error = Assert.Throws<FormatException>(() => Contender.FromJson(file).Build(new ModelShape()));
        Assert.Equal("Model \"mine\" must return [batch, 2], the next position; it returns [batch, 3]. End it with a Dense layer of as many units as coordinates.", error.Message);
    }

    [Fact]
    public async Task What_Python_writes_takes_part()
    {
        string? python = Environment.GetEnvironmentVariable("KERASRNN_PYTHON");
        if (string.IsNullOrEmpty(python)) Assert.Skip("KERASRNN_PYTHON is not set: no Python with Keras to write a file.");
        string file = Path.Combine(folder, "python.json"), script = Path.Combine(folder, "write.py");
        await File.WriteAllTextAsync(script, $"""
            import keras
            inputs = keras.layers.Input((None, 2))
            states = keras.layers.SimpleRNN(5, return_sequences=True, kernel_regularizer="l2")(inputs)
            model = keras.Model(inputs, keras.layers.Dense(2)(keras.layers.GlobalAveragePooling1D()(states)))
            model.compile("sgd", "mae")
            open("{file.Replace('\\', '/')}", "w").write(model.to_json())
            """, TestContext.Current.CancellationToken);
        using Process process = Process.Start(new ProcessStartInfo(python, [script]) { RedirectStandardError = true })!;
        string complaints = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, complaints);
        RunSettings settings = new() { Window = 5, Epochs = 2, Trajectories = 10, Points = 12, Split = "6,2,2" };
        Comparison comparison = new() { Worlds = [Trajectories.Worlds.Elastic], Contenders = [Contender.Find(file)], Seeds = 1, Settings = settings };
        ComparisonResult result = await comparison.RunAsync(cancellation: TestContext.Current.CancellationToken);
        RunRecord run = Assert.Single(result.Records, r => r.Kind == ContenderKind.Model);
        Assert.Equal(("python", RunStatus.Ok, (2 * 5) + (5 * 5) + 5 + (5 * 2) + 2), (run.Model, run.Status, run.Parameters));
    }

    [Fact]
    public void A_name_comes_before_a_file_of_that_name_and_an_unknown_one_is_answered_with_the_nearest()
    {
        Assert.Same(Contender.RnnStacked, Contender.Find("RNN-Stacked"));
        Assert.Equal("There is no model \"rn\". Did you mean \"rnn\"? Known: dense, conv1d, rnn, rnn-stacked; or give the path of a Keras JSON file that ends in .json.",
            Assert.Throws<ArgumentException>(() => Contender.Find("rn")).Message);
        string missing = Path.Combine(folder, "no.json");
        Assert.Equal($"There is no file or folder \"{missing}\". Check the path.", Assert.Throws<FileNotFoundException>(() => Contender.Find(missing)).Message);
    }

    private string Write(string batchShape, string last = "Dense", int units = 2)
    {
        string file = Path.Combine(folder, "mine.json");
        File.WriteAllText(file, $$"""
            {"class_name": "Sequential", "config": {"layers": [
              {"class_name": "InputLayer", "config": {"batch_shape": {{batchShape}} } },
              {"class_name": "SimpleRNN", "config": {"units": 3} },
              {"class_name": "{{last}}", "config": {"units": {{units}} } } ] } }
            """);
        return file;
    }
}
