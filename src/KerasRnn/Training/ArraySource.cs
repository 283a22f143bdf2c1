namespace KerasRnn;

/// <summary>Batches of arrays in memory, shuffled anew every epoch if asked for; the last one may be short.</summary>
[StackTraceHidden]
internal sealed class ArraySource : BatchSource
{
    private readonly IReadOnlyList<Rows> inputs;
    private readonly IReadOnlyList<Rows> targets;
    private readonly IReadOnlyList<Rows?> weights;
    private readonly int batchSize;
    private readonly int[] order;
    private readonly CounterRandom? shuffle;
    private readonly ulong seed;
    private int next;

    public ArraySource(INetwork model, Data x, Data? y, IReadOnlyList<Rows?> weights, int batchSize, bool shuffle)
    {
        inputs = x.Arrays;
        targets = y?.Arrays ?? [];
        this.weights = weights;
        if (x.RowCount == 0) throw Throw.Argument($"{model.Subject} expects at least one row; got {x}.");
        this.batchSize = batchSize > 0 ? batchSize : throw Throw.OutOfRange($"{model.Subject} expects batches of at least 1 row; got {batchSize}.");
        int batch = Feeding.BatchDimension(model);
        Shapes = new StepShapes([.. inputs.Select(r => r.ShapeWith(batch))], [.. targets.Select(r => r.ShapeWith(batch))], [.. weights.Select(r => r?.ShapeWith(batch))]);

        // Fewer rows than the batch size are one batch of what there is, as in Keras.
        if (batch < 0 && model.States.Count > 0 && x.RowCount > batchSize && x.RowCount % batchSize != 0)
        {
            throw Throw.Argument($"{model.Subject} is stateful and expects whole batches of one size; got {x.RowCount} rows in batches of {batchSize}. Give a batchSize that divides the rows.");
        }

        if (batch > 0 && (x.RowCount % batch != 0 || Math.Min(batchSize, x.RowCount) != batch))
        {
            throw Throw.Argument($"{model.Subject} has a fixed batch size of {batch} and expects whole batches of it; got {x.RowCount} {(x.RowCount == 1 ? "row" : "rows")} in batches of {batchSize}. Give batchSize: {batch}.");
        }

        order = [.. Enumerable.Range(0, x.RowCount)];
        seed = (ulong)model.Seed;
        this.shuffle = shuffle ? new CounterRandom(seed) : null;
    }

    public override int? Steps => (order.Length + batchSize - 1) / batchSize;

    public override StepShapes Shapes { get; }

    public override int BatchSize { get; protected set; }

    // Stream 2^62 + epoch of the seed orders an epoch: weights and masks draw from others.
    public override void Begin(int epoch)
    {
        next = 0;
        if (shuffle is null) return;
        shuffle.Restart(seed, (1UL << 62) + (ulong)epoch);
        shuffle.Shuffle(order);
    }

    public override bool Next()
    {
        BatchSize = Math.Min(batchSize, order.Length - next);
        next += BatchSize;
        return BatchSize > 0;
    }

    public override void Fill(ModelStep step)
    {
        ReadOnlySpan<int> rows = order.AsSpan(next - BatchSize, BatchSize);
        for (int i = 0; i < inputs.Count; i++) inputs[i].Gather(rows, step.Input(i));
        for (int i = 0; i < targets.Count; i++) targets[i].Gather(rows, step.Target(i));
        for (int i = 0; i < weights.Count; i++) weights[i]?.Gather(rows, step.Weight(i));
    }
}
