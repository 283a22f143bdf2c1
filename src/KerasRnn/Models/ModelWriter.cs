using System.Text.Json;
using KerasRnn.Layers;
using KerasRnn.Saving;

namespace KerasRnn;

/// <summary>Writes models in the form of Keras' JSON that all versions of Keras 3 read.</summary>
internal sealed class ModelWriter
{
    private readonly ConfigWriter writer;
    private readonly Dictionary<Layer, int> shared = [];

    // How often each layer is written: counted once, before anything is.
    private readonly Dictionary<Layer, int>? places;

    public ModelWriter(ConfigWriter writer, Layer whole)
        : this(writer)
    {
        using Utf8JsonWriter nowhere = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });
        ModelWriter counting = new(new ConfigWriter(nowhere), []);
        counting.Write(whole);
        foreach (Layer layer in counting.places!.Where(p => p.Value > 1).Select(p => p.Key)) shared.Add(layer, shared.Count + 1);
    }

    private ModelWriter(ConfigWriter writer, Dictionary<Layer, int>? places = null)
    {
        this.writer = writer;
        this.places = places;
        writer.Outer = (Action<Layer>)(layer => Write(layer));
    }

    /// <summary>A layer or a model; beside it what its place adds.</summary>
    public void Write(Layer layer, Action? more = null)
    {
        if (places is not null && (places[layer] = places.GetValueOrDefault(layer) + 1) > 1) return;
        switch (layer)
        {
            case Sequential sequential:
                writer.Object("keras", "Sequential", null, () => WriteSequential(sequential), () => Beside(layer, more));
                break;
            case Functional functional:
                writer.Object("keras", "Model", null, () => WriteFunctional(functional), () => Beside(layer, more));
                break;
            default:
                LayerWords.Table.Write(layer, writer, () => Beside(layer, more));
                break;
        }
    }

    /// <summary>How a model was compiled.</summary>
    public void WriteCompilation(Compilation compilation)
    {
        (OutputLosses? losses, OutputWeights? weights, OutputMetrics? metrics) = compilation.Words;
        writer.Json.WriteStartObject("compile_config");
        Named("optimizer", () => OptimizerWords.Table.Write(compilation.Optimizer, writer));
        Named("loss", losses?.Single is Loss single ? () => Write(single) : losses?.List is not null ? () => List(losses.List, Write) : losses?.ByName is not null ? () => ByName(losses.ByName, Write) : null);
        Named("loss_weights", weights?.List is not null ? () => List(weights.List, Write) : weights?.ByName is not null ? () => ByName(weights.ByName, Write) : null);
        Named("metrics", metrics?.Flat is not null ? () => List(metrics.Flat, Write)
            : metrics?.PerOutput is not null ? () => List(metrics.PerOutput, list => List(list, Write))
            : metrics?.ByName is not null ? () => ByName(metrics.ByName, list => List(list, Write)) : null);
        writer.Null("weighted_metrics").Flag("run_eagerly", false).Whole("steps_per_execution", 1).Flag("jit_compile", false);
        writer.Json.WriteEndObject();
    }

    private void Beside(Layer layer, Action? more)
    {
        if (shared.TryGetValue(layer, out int id)) writer.Whole("shared_object_id", id);
        if (layer is not (Model or Input) && layer is { Built: true, InputShapes.Count: > 0 }) WriteShapes(layer);
        more?.Invoke();
    }

    // Under the names of the arguments of Keras' build.
    private void WriteShapes(Layer layer)
    {
        (Shape first, IEnumerable<Shape> others) = (layer.InputShapes[0], layer.InputShapes.Skip(1));
        writer.Json.WriteStartObject("build_config");
        if (!others.Any()) writer.Shape("input_shape", first);
        else if (layer.FurtherInputs is not string further) Named("input_shape", () => List(layer.InputShapes, writer.Shape));
        else
        {
            writer.Json.WriteStartObject("shapes_dict");
            writer.Shape("sequences_shape", first);
            Named($"{further}_shape", () => OneOrList([.. others], writer.Shape));
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndObject();
    }

    private void WriteSequential(Sequential model)
    {
        writer.Text("name", model.Name).Flag("trainable", model.Trainable).Text("dtype", "float32");
        writer.Json.WriteStartArray("layers");
        if (model.ModelInputs is [Shape shape])
        {
            Write(model.Input ?? new Input([.. shape.Dimensions[1..].ToArray().Select(d => d == Shape.Unknown ? (int?)null : d)])
            {
                Name = "input_layer",
                BatchSize = shape.HasBatch ? null : shape[0],
            });
        }

        foreach (Layer layer in model.Layers) Write(layer);
        writer.Json.WriteEndArray();
    }

    private void WriteFunctional(Functional model)
    {
        LayerGraph graph = model.Graph;
        Dictionary<LayerNode, int> numbers = [];
        ILookup<Layer, LayerNode> calls = graph.Nodes.OrderBy(n => n.Index).ToLookup(n => n.Layer);
        foreach (IGrouping<Layer, LayerNode> group in calls)
        {
            int number = 0;
            foreach (LayerNode node in group) numbers.Add(node, number++);
        }

        if (model.Inputs.FirstOrDefault(t => t.History.Layer is not Input) is KerasTensor inner)
        {
            throw Throw.NotSupported($"{model.Subject} cannot be written as JSON: it begins at {inner}, inside another model. Begin it with Keras.Input.");
        }

        writer.Text("name", model.Name).Flag("trainable", model.Trainable);
        writer.Json.WriteStartArray("layers");
        foreach (Layer layer in graph.Layers)
        {
            Write(layer, () =>
            {
                writer.Text("name", layer.Name);
                writer.Json.WriteStartArray("inbound_nodes");
                foreach (LayerNode node in calls[layer].Where(n => n.Inputs.Count > 0)) WriteNode(node, numbers);
                writer.Json.WriteEndArray();
            });
        }

        writer.Json.WriteEndArray();
        WriteEnds("input_layers", model.Inputs, numbers);
        WriteEnds("output_layers", model.Outputs, numbers);
    }

    private void WriteNode(LayerNode node, Dictionary<LayerNode, int> numbers)
    {
        // Several inputs are one list, except where Keras has a name for those behind the first.
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("args");
        OneOrList(node.Layer.FurtherInputs is null ? node.Inputs : [node.Inputs[0]], tensor => WriteTensor(tensor, numbers));
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("kwargs");
        if (node.Layer.FurtherInputs is string further && node.Inputs.Count > 1) Named(further, () => OneOrList([.. node.Inputs.Skip(1)], tensor => WriteTensor(tensor, numbers)));
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private void WriteTensor(KerasTensor tensor, Dictionary<LayerNode, int> numbers)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("class_name", "__keras_tensor__");
        writer.Json.WriteStartObject("config");
        writer.Shape("shape", tensor.Shape).Text("dtype", "float32");
        writer.Json.WritePropertyName("keras_history");
        WriteReference(tensor.History.Layer.Name, numbers[tensor.History], tensor.Index);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    // Always a list of triples: every version reads it. The calls of a functional model inside count from 1 here, and only here.
    private void WriteEnds(string key, IReadOnlyList<KerasTensor> tensors, Dictionary<LayerNode, int> numbers)
    {
        writer.Json.WriteStartArray(key);
        foreach (KerasTensor tensor in tensors)
        {
            WriteReference(tensor.History.Layer.Name, numbers[tensor.History] + (tensor.History.Layer is Functional ? 1 : 0), tensor.Index);
        }

        writer.Json.WriteEndArray();
    }

    private void WriteReference(string layer, int node, int tensor)
    {
        writer.Json.WriteStartArray();
        writer.Json.WriteStringValue(layer);
        writer.Json.WriteNumberValue(node);
        writer.Json.WriteNumberValue(tensor);
        writer.Json.WriteEndArray();
    }

    private void Write(Loss loss)
    {
        if (loss.Identifier is string identifier) writer.Json.WriteStringValue(identifier);
        else LossWords.Table.Write(loss, writer);
    }

    private void Write(Metric metric)
    {
        if (metric.Identifier is string identifier) writer.Json.WriteStringValue(identifier);
        else MetricWords.Write(metric, writer);
    }

    private void Write(double number) => writer.Json.WriteRawValue(PythonNumber.Repr(number));

    private void Named(string key, Action? write)
    {
        writer.Json.WritePropertyName(key);
        if (write is null) writer.Json.WriteNullValue();
        else write();
    }

    private void OneOrList<T>(IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 1) write(items[0]);
        else List(items, write);
    }

    private void List<T>(IEnumerable<T> items, Action<T> write)
    {
        writer.Json.WriteStartArray();
        foreach (T item in items) write(item);
        writer.Json.WriteEndArray();
    }

    private void ByName<T>(IReadOnlyDictionary<string, T> items, Action<T> write)
    {
        writer.Json.WriteStartObject();
        foreach ((string name, T item) in items)
        {
            writer.Json.WritePropertyName(name);
            write(item);
        }

        writer.Json.WriteEndObject();
    }
}
