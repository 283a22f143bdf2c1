namespace KerasRnn.TensorFlow.Tests.Parity;

/// <summary>A random model with its loss, optimizer and data: everything from one seed, and small enough to be read when it fails.</summary>
internal sealed record ModelSpec(int Seed, int Batch, IReadOnlyList<int> Input, IReadOnlyList<LayerSpec> Layers, string Loss, string Optimizer, int Outputs, bool Weighted)
{
    public Sequential Build()
    {
        Sequential model = new(seed: Seed);
        model.Add(new KerasRnn.Layers.Input([.. Input.Select(d => (int?)d)]));
        foreach (LayerSpec layer in Layers) model.Add(layer.Make());
        model.Add(new KerasRnn.Layers.Dense(Outputs, Head));
        model.Compile(MakeOptimizer(), MakeLoss(), metrics: (string[])[Loss.Contains("cross", StringComparison.Ordinal) ? "accuracy" : "mae"]);
        return model;
    }

    /// <summary>Rows of inputs, targets and weights; the same for every engine.</summary>
    public (Data X, Data Y, Data? Weights) Rows(int rows, Shape output)
    {
        CounterRandom random = new((ulong)Seed, 5);
        int inputs = Input.Aggregate(1, (count, d) => count * d), cells = output.CountPerRow / Outputs;
        float[] x = Draw(rows * inputs, () => (random.NextDouble() * 3) - 1.5);
        Data input = Input.Count == 1 ? Two(x, rows) : Three(x, rows, Input[0]);
        float[] classes = Draw(rows * cells, () => random.NextInt(Outputs));
        float[] y = Loss switch
        {
            "sparse_categorical_crossentropy" => classes,
            "categorical_crossentropy" => [.. classes.SelectMany(c => Enumerable.Range(0, Outputs).Select(i => i == (int)c ? 1f : 0f))],
            "binary_crossentropy" => Draw(rows * cells * Outputs, () => random.NextInt(2)),
            _ => Draw(rows * cells * Outputs, () => (random.NextDouble() * 2) - 1),
        };
        Data targets = output.Rank == 2 ? Two(y, rows) : Three(y, rows, cells);
        if (!Weighted) return (input, targets, null);
        float[] weights = Draw(rows, () => random.NextDouble() * 2);
        return (input, targets, output.Rank == 2 ? weights : Two(weights, rows));

        static float[] Draw(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => (float)next())];
    }

    /// <summary>Models with one thing less; a failing one among them is a smaller failure.</summary>
    public IEnumerable<ModelSpec> Simpler()
    {
        for (int i = 0; i < Layers.Count; i++) yield return this with { Layers = [.. Layers.Where((_, k) => k != i)] };
        if (Optimizer != "sgd") yield return this with { Optimizer = "sgd" };
        if (Loss != "mse") yield return this with { Loss = "mse" };
        if (Weighted) yield return this with { Weighted = false };
        if (Batch > 1) yield return this with { Batch = Batch - 1 };
        if (Outputs > 1) yield return this with { Outputs = Outputs - 1 };
        for (int i = 0; i < Input.Count; i++)
        {
            if (Input[i] > 1) yield return this with { Input = [.. Input.Select((d, k) => k == i ? d - 1 : d)] };
        }

        for (int i = 0; i < Layers.Count; i++)
        {
            foreach (LayerSpec simpler in Layers[i].Simpler()) yield return this with { Layers = [.. Layers.Select((layer, k) => k == i ? simpler : layer)] };
        }
    }

    public override string ToString() =>
        $"seed {Seed}: Input({string.Join(", ", Input)}), {string.Join("", Layers.Select(layer => layer + ", "))}Dense({Outputs}, {Head}); {Loss}{(Weighted ? " weighted" : "")}, {Optimizer}, batch {Batch}";

    private string Head => Loss switch
    {
        "binary_crossentropy" => "sigmoid",
        "categorical_crossentropy" or "sparse_categorical_crossentropy" => "softmax",
        _ => "linear",
    };

    private Loss MakeLoss() => Loss == "huber" ? new Huber(0.4) : (Loss)Loss;

    private Optimizer MakeOptimizer() => Optimizer switch
    {
        "sgd" => new SGD(0.02),
        "sgd momentum" => new SGD(0.01, momentum: 0.8),
        "sgd nesterov" => new SGD(0.01, momentum: 0.8, nesterov: true),
        "sgd decay, clipped globally" => new SGD(0.05) { WeightDecay = 0.01, GlobalClipNorm = 0.3 },
        "rmsprop" => new RMSprop(0.002),
        "rmsprop momentum, centered" => new RMSprop(0.001, momentum: 0.5, centered: true),
        "adam" => new Adam(0.005),
        "adam amsgrad, clipped by value" => new Adam(0.005, amsgrad: true) { ClipValue = 0.1 },
        "adam clipped" => new Adam(0.005) { ClipNorm = 0.2 },
        _ => new AdamW(0.005, weightDecay: 0.05),
    };

    private static Data Two(float[] values, int rows)
    {
        float[,] array = new float[rows, values.Length / rows];
        Buffer.BlockCopy(values, 0, array, 0, values.Length * sizeof(float));
        return array;
    }

    private static Data Three(float[] values, int rows, int steps)
    {
        float[,,] array = new float[rows, steps, values.Length / rows / steps];
        Buffer.BlockCopy(values, 0, array, 0, values.Length * sizeof(float));
        return array;
    }
}
