using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>A whole training by the public methods of a model that its own JSON reader built and compiled.</summary>
internal sealed class TrainingRun(JsonElement json, IReadOnlyDictionary<string, JsonElement> datasets, CaseCheck check)
{
    private readonly JsonElement train = json.GetProperty("train");
    private readonly JsonElement expected = json.GetProperty("float64");
    private readonly Bound bound = Bounds.Training(check.Engine.IsDouble ? 1e-10 : 1e-5);

    public void Run()
    {
        GoldenTensor[] x = Train("x"), y = Train("y");
        using (Model first = Build()) FirstStep.Run(first, json.GetProperty("first_step"), x, y, SampleWeight(), ClassWeight(), BatchSize(x), check);
        if (SquaresSingleLookups()) throw new SkipException("Keras on TensorFlow squares or clips single look-ups of an Embedding; compared up to the first step");

        using Model model = Build();
        if (json.Find("fit") is JsonElement fit) Fit(model, fit, x, y);
        else Calls(model, x, y);
        Weights(model);
        After(model, x);
    }

    private Model Build()
    {
        Model model = Library.Model(json.GetProperty("model").GetRawText());
        model.Engine = check.Engine.Make();

        // A model whose optimizer is not known is read, but not compiled: asked for alone, the optimizer is refused by its name.
        if (model.Optimizer is null) _ = Library.Optimizer(json.GetProperty("model").GetProperty("compile_config").GetProperty("optimizer"));
        JsonElement[] given = json.List("weights");
        check.SameList("weights", [.. given.Select(w => w.Text("path"))], [.. model.Weights.Select(w => w.Path)]);
        check.SameList("trainable", [.. given.Where(w => w.Flag("trainable")).Select(w => w.Text("path"))], [.. model.TrainableWeights.Select(w => w.Path)]);
        if (check.Failures.Count > 0) return model;
        model.SetWeights([.. given.Select(value => RunData.Tensor(GoldenTensor.Parse(value)))]);
        string[] excluded = json.Texts("exclude_from_weight_decay");
        if (excluded.Length > 0) model.Optimizer!.ExcludeFromWeightDecay(excluded);
        return model;
    }

    private GoldenTensor[] Train(string key) => RunData.Tensors(datasets[train.Text("data")], train.Texts(key));

    private GoldenTensor[] Validation(string key) => RunData.Tensors(datasets[json.Text("evaluate_on")], train.Texts(key));

    private GoldenTensor? SampleWeight() =>
        train.Find("sample_weight") is JsonElement name ? GoldenTensor.Parse(datasets[train.Text("data")].GetProperty(name.GetString()!)) : null;

    private Dictionary<int, double>? ClassWeight() => train.Find("class_weight")?.EnumerateObject().ToDictionary(p => int.Parse(p.Name), p => p.Value.GetDouble());

    // Runs by single batches say their rows themselves.
    private int BatchSize(GoldenTensor[] x) => json.Find("fit") is JsonElement fit
        ? fit.GetProperty("batch_size").GetInt32()
        : expected.List("calls").Select(call => call.Whole("rows")).Where(rows => rows.Length == 2).Select(rows => rows[1] - rows[0]).FirstOrDefault(x[0].Shape[0]);

    private void Fit(Model model, JsonElement fit, GoldenTensor[] x, GoldenTensor[] y)
    {
        int Option(string key, int fallback) => fit.Find(key)?.GetInt32() ?? fallback;
        List<Callback> callbacks = [.. json.List("callbacks").Select(callback => Callbacks.Read(callback, TextWriter.Null))];
        if (json.Find("reset_states") is not null) callbacks.Add(new ResetEveryEpoch());
        History history = model.Fit(
            RunData.Of(x), RunData.Of(y), batchSize: fit.GetProperty("batch_size").GetInt32(), epochs: fit.GetProperty("epochs").GetInt32(),
            verbose: Verbose.Silent, callbacks: callbacks, validationSplit: fit.Find("validation_split")?.GetDouble() ?? 0,
            validationData: json.Find("validation") is null ? null : (RunData.Of(Validation("x")), RunData.Of(Validation("y"))),
            shuffle: false, classWeight: ClassWeight(), sampleWeight: SampleWeight() is GoldenTensor weight ? RunData.Of(weight) : null,
            initialEpoch: Option("initial_epoch", 0), validationBatchSize: fit.Find("validation_batch_size")?.GetInt32(),
            validationFrequency: Option("validation_freq", 1));
        JsonProperty[] epochs = [.. expected.GetProperty("history").EnumerateObject()];
        check.SameList("history", [.. epochs.Select(p => p.Name).Order(StringComparer.Ordinal)], [.. history.Names]);
        foreach (JsonProperty entry in epochs.Where(p => history.Contains(p.Name) && !IsPlainMean(p.Name, model, x)))
        {
            check.Near($"history {entry.Name}", [.. entry.Value.EnumerateArray().Select(Json.Number)], history[entry.Name], bound);
        }
    }

    private void Calls(Model model, GoldenTensor[] x, GoldenTensor[] y)
    {
        foreach ((int i, JsonElement call) in expected.List("calls").Index())
        {
            // Results are of one batch alone, so that there is nothing to reset.
            if (call.Whole("rows") is not [int start, int stop]) continue;
            bool trains = call.Text("call") == "train_on_batch";
            Evaluation found = trains
                ? model.TrainOnBatch(RunData.Rows(x, start, stop), RunData.Rows(y, start, stop))
                : model.TestOnBatch(RunData.Rows(Validation("x"), start, stop), RunData.Rows(Validation("y"), start, stop));
            Compare($"call {i}: ", call.GetProperty("returns"), found, _ => false);
        }
    }

    private void Weights(Model model)
    {
        foreach ((JsonElement value, Variable weight) in expected.List("weights").Zip(model.Weights))
        {
            double[] found = new double[weight.Count];
            weight.CopyTo(found);
            check.Near(weight.Path, GoldenTensor.Parse(value), weight.Shape.Dimensions.ToArray(), found, bound);
        }
    }

    private void After(Model model, GoldenTensor[] x)
    {
        GoldenTensor[] vx = Validation("x"), vy = Validation("y");
        int batch = BatchSize(x);
        if (json.Find("fit") is null) batch = Math.Min(batch, vx[0].Shape[0]);
        model.ResetState();
        IReadOnlyList<(int[] Shape, double[] Values)> predictions = Library.Predict(model, vx, batch);
        GoldenTensor[] outputs = [.. expected.List("predictions").Select(GoldenTensor.Parse)];
        check.Same("predictions", outputs.Length, predictions.Count);
        foreach ((int i, (GoldenTensor output, (int[] shape, double[] values))) in outputs.Zip(predictions).Index())
        {
            check.Near($"prediction {i}", output, shape, values, bound);
        }

        model.ResetState();
        Evaluation evaluation = model.Evaluate(RunData.Of(vx), RunData.Of(vy), batch, Verbose.Silent);
        Compare("evaluate: ", expected.GetProperty("evaluate"), evaluation, name => IsPlainMean("val_" + name, model, x));
    }

    private void Compare(string at, JsonElement returns, Evaluation found, Func<string, bool> isLeftOut)
    {
        JsonProperty[] all = [.. returns.EnumerateObject()];
        check.SameList($"{at}names", [.. all.Select(p => p.Name).Order(StringComparer.Ordinal)], [.. found.Names.Order(StringComparer.Ordinal)]);
        foreach (JsonProperty entry in all.Where(p => found.Names.Contains(p.Name) && !isLeftOut(p.Name)))
        {
            check.Near(at + entry.Name, entry.Value.Number(), found[entry.Name], bound);
        }
    }

    // With several outputs and an uneven last batch Keras on TensorFlow reports the loss of an output as a plain mean over batches.
    private bool IsPlainMean(string name, Model model, GoldenTensor[] x)
    {
        bool isValidation = name.StartsWith("val_", StringComparison.Ordinal);
        string bare = isValidation ? name[4..] : name;
        int rows = isValidation ? Validation("x")[0].Shape[0] : x[0].Shape[0];
        return model.OutputNames.Any(output => bare == output + "_loss") && model.OutputNames.Count > 1 && rows % BatchSize(x) != 0;
    }

    private bool SquaresSingleLookups()
    {
        if (json.GetProperty("model").Find("compile_config")?.Find("optimizer") is not { ValueKind: JsonValueKind.Object } optimizer) return false;
        if (!json.GetProperty("model").GetRawText().Contains("\"class_name\": \"Embedding\"", StringComparison.Ordinal)) return false;
        JsonElement config = optimizer.GetProperty("config");
        bool clips = new[] { "clipnorm", "clipvalue", "global_clipnorm" }.Any(key => config.Find(key) is not null);
        return config.Find("gradient_accumulation_steps") is null && (clips || optimizer.Text("class_name") is not ("SGD" or "Lion"));
    }

    private sealed class ResetEveryEpoch : Callback
    {
        public override void OnEpochBegin(int epoch) => Model.ResetState();
    }
}
