using System.Globalization;
using System.Text.Json;
using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;

namespace KerasRnn.Tests;

/// <summary>Numbers computed by Keras (tests/KerasRnn.Goldens/data) and small programs on the reference engine to hold against them.</summary>
internal static class Golden
{
    private static readonly Dictionary<string, JsonDocument> Files = [];

    /// <summary>A list of a golden file: <c>Golden.List("training/losses", "cases")</c>.</summary>
    public static IReadOnlyList<JsonElement> List(string file, string list)
    {
        lock (Files)
        {
            if (!Files.TryGetValue(file, out JsonDocument? document))
            {
                document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "KerasRnn.Goldens", "data", file + ".json")));
                Files.Add(file, document);
            }

            return [.. document.RootElement.GetProperty(list).EnumerateArray()];
        }
    }

    public static JsonElement? Get(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static double[] Data(JsonElement tensor) => [.. (tensor.ValueKind == JsonValueKind.Object ? tensor.GetProperty("data") : tensor).EnumerateArray().Select(Number)];

    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, var text => double.Parse(text!, CultureInfo.InvariantCulture) }
        : value.GetDouble();

    /// <summary>The shape of a tensor with the batch in front.</summary>
    public static Shape Batched(JsonElement tensor)
    {
        int[] dimensions = [.. tensor.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        if (dimensions.Length > 0) dimensions[0] = Shape.Batch;
        return new Shape(dimensions);
    }

    public static Shape Fixed(JsonElement tensor) => new([.. tensor.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} numbers expected, {actual.Length} found");
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = double.IsFinite(expected[i]) && double.IsFinite(actual[i])
                ? Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i]))
                : expected[i].Equals(actual[i]);
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: {expected[i]} expected, {actual[i]} found"));
        }
    }

    /// <summary>Runs a trace on the reference engine: the inputs in order, then the outputs.</summary>
    public static double[][] Run(Trace trace, IReadOnlyList<KerasTensor> outputs, int batch, params IReadOnlyList<double[]> inputs)
    {
        GraphProgram graph = new(trace, outputs);
        using Held held = new([.. graph.Variables]);
        using IProgram program = held.State.Compile(graph);
        return Run(program, graph, batch, inputs);
    }

    public static double[][] Run(IProgram program, GraphProgram graph, int batch, params IReadOnlyList<double[]> inputs)
    {
        program.Prepare(batch);
        for (int i = 0; i < inputs.Count; i++)
        {
            Span<float> feed = program.Feed(i);
            for (int j = 0; j < feed.Length; j++) feed[j] = (float)inputs[i][j];
        }

        program.Run();
        return [.. graph.Outputs.Select((output, i) =>
        {
            double[] values = new double[output.Shape.Count(batch)];
            program.Read(i, values.AsSpan());
            return values;
        })];
    }

    /// <summary>Variables inside a reference engine; disposed, they are back on the host.</summary>
    public sealed class Held : IDisposable
    {
        private readonly IReadOnlyList<Variable> variables;

        public Held(IReadOnlyList<Variable> variables)
        {
            this.variables = variables;
            State.Add(variables);
            foreach (Variable variable in variables) variable.MoveTo(State);
        }

        public IEngineState State { get; } = new ReferenceEngine().Open();

        public void Dispose()
        {
            foreach (Variable variable in variables) variable.MoveToHost();
            State.Dispose();
        }
    }
}
